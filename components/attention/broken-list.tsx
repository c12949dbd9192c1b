import Link from 'next/link'
import { Identity } from '@/components/connections/identity'
import { ReconnectButton } from '@/components/connections/reconnect-button'
import { StatusIcon } from '@/components/connections/status'
import type { AgencyAction } from '@/components/connections/use-agency-action'
import { LinkButton } from '@/components/ui/link-button'
import { RelativeTime } from '@/components/ui/relative-time'
import type { BrokenItem } from '@/lib/attention/list-attention'
import { STATUS_LABELS, WHO_LABELS } from '@/lib/connections/words'
import type { ReconnectResult } from '@/lib/link-sessions/start-reconnect'
import { AttentionRow, RowFacts } from './attention-row'

/** Connections that deliver no data, the longest broken first. */
export function BrokenList({
  slug,
  items,
  reconnect,
}: {
  slug: string
  items: BrokenItem[]
  reconnect: AgencyAction<ReconnectResult>
}) {
  return (
    <ul>
      {items.map((item) => {
        const path = `/a/${slug}/connections/${item.id}`
        return (
          <AttentionRow
            key={item.id}
            subject={
              <Link href={path} prefetch={false} className="block rounded hover:[&_bdi]:underline">
                <Identity
                  avatarUrl={item.avatarUrl}
                  displayName={item.displayName}
                  username={item.username}
                />
              </Link>
            }
            actions={
              item.status === 'needs_review' ? (
                <LinkButton size="sm" href={path} prefetch={false}>
                  Review<span className="sr-only"> {item.username}</span>
                </LinkButton>
              ) : (
                <ReconnectButton slug={slug} connectionId={item.id} name={item.username} action={reconnect} />
              )
            }
          >
            <p className="flex items-center gap-1.5">
              <StatusIcon status={item.status} />
              <span className="font-medium text-ink">{STATUS_LABELS[item.status]}</span>
              <span className="truncate text-muted">{item.reason}</span>
            </p>
            <RowFacts>
              <span>
                Broken <RelativeTime at={item.brokenSince} />
              </span>
              <span aria-hidden>·</span>
              <span>Must act: {WHO_LABELS[item.whoMustAct].toLowerCase()}</span>
            </RowFacts>
          </AttentionRow>
        )
      })}
    </ul>
  )
}
