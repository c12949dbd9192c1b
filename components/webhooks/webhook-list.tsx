import { BadgeCheck } from 'lucide-react'
import type { WebhookItem } from '@/lib/webhooks/list-webhooks'
import { outcomeWords } from '@/lib/webhooks/words'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { PageLink } from '../ui/page-link'
import { RelativeTime } from '../ui/relative-time'

/** The verified deliveries, newest first: what each was about, and what it did. */
export function WebhookList({ slug, items }: { slug: string; items: WebhookItem[] }) {
  return (
    <Card flush className="overflow-hidden">
      <ol aria-label="Received" className="divide-y divide-line">
        {items.map((item) => (
          <li
            key={item.id}
            className="grid gap-x-6 gap-y-1 px-4 py-3 md:grid-cols-[minmax(0,1.2fr)_minmax(0,1.4fr)_minmax(0,9rem)] md:px-5"
          >
            <div className="min-w-0">
              <p className="truncate font-mono text-sm text-ink" title={item.type}>
                {item.type}
              </p>
              <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
                <Badge tone="success" icon={<BadgeCheck aria-hidden />}>
                  Verified
                </Badge>
                {item.accountLabel}
              </p>
            </div>
            <Effect slug={slug} item={item} />
            <p className="text-sm text-muted md:text-right">
              <RelativeTime at={item.receivedAt} className="md:block" />
              {item.duplicates > 0 && (
                <>
                  <span className="md:hidden"> · </span>
                  <span className="md:block">
                    {item.duplicates === 1
                      ? '1 duplicate'
                      : `${item.duplicates.toLocaleString('en-GB')} duplicates`}
                  </span>
                </>
              )}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Effect({ slug, item }: { slug: string; item: WebhookItem }) {
  const words = outcomeWords(item.outcome)
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium text-ink">{words.label}</span>
        <About slug={slug} item={item} />
      </p>
      <p className="text-sm text-pretty text-ink-2">{words.detail}</p>
    </div>
  )
}

function About({ slug, item }: { slug: string; item: WebhookItem }) {
  if (item.connection)
    return (
      <PageLink href={`/a/${slug}/connections/${item.connection.id}`} className="min-w-0 link">
        @<bdi>{item.connection.username}</bdi>
      </PageLink>
    )
  if (item.linkSessionId)
    return (
      <PageLink href={`/a/${slug}/link-sessions/${item.linkSessionId}`} className="link">
        Open the session
      </PageLink>
    )
  if (!item.providerConnectionId) return null
  return (
    <span className="max-w-full truncate font-mono text-xs text-muted" title={item.providerConnectionId}>
      {item.providerConnectionId}
    </span>
  )
}
