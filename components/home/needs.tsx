import { CircleCheck } from 'lucide-react'
import type { AttentionItem } from '@/lib/attention/items'
import { GROUPS } from '@/lib/attention/words'
import { STATUS_LABELS, WHO_LABELS } from '@/lib/connections/words'
import { Identity } from '../connections/identity'
import { StatusIcon } from '../connections/status'
import { NextStep } from '../diagnosis/next-step'
import type { RepairActions } from '../diagnosis/repair-actions'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { LinkButton } from '../ui/link-button'
import { PageLink } from '../ui/page-link'
import { RelativeTime } from '../ui/relative-time'
import { NeedRow } from './rows'

type Props = { slug: string; total: number; items: AttentionItem[]; actions: RepairActions }

/** The most urgent things that need somebody. */
export function Needs({ slug, total, items, actions }: Props) {
  if (total === 0)
    return (
      <Card>
        <EmptyState
          icon={<CircleCheck />}
          title="Nothing needs anybody"
          description="No reconnect and no decision is open. What breaks shows up here by itself."
        />
      </Card>
    )
  return (
    <Card
      title={`${total.toLocaleString('en-GB')} ${total === 1 ? 'thing waits' : 'things wait'}`}
      flush
      actions={
        <PageLink href={`/a/${slug}/attention`} className="link text-sm">
          See all
        </PageLink>
      }
    >
      <ul className="divide-y divide-line">
        {items.map((item) => (
          <Need key={item.key} slug={slug} item={item} actions={actions} />
        ))}
      </ul>
    </Card>
  )
}

function Need({ slug, item, actions }: { slug: string; item: AttentionItem; actions: RepairActions }) {
  if (item.kind === 'connection') {
    const { diagnosis } = item
    return (
      <NeedRow
        who={
          <PageLink href={`/a/${slug}/connections/${item.id}`} className="block rounded-md">
            <Identity avatarUrl={item.avatarUrl} displayName={item.displayName} username={item.username} />
          </PageLink>
        }
        what={
          <span className="flex items-center gap-1.5">
            <StatusIcon status={item.status} />
            <span className="min-w-0 lg:truncate" title={diagnosis.headline}>
              <span className="sr-only">{STATUS_LABELS[item.status]}: </span>
              {diagnosis.headline}
            </span>
          </span>
        }
        meta={
          <>
            {diagnosis.whoMustAct !== 'nobody' && `${WHO_LABELS[diagnosis.whoMustAct]} must act · `}
            <RelativeTime at={item.since} />
          </>
        }
        action={<NextStep slug={slug} target={item} diagnosis={diagnosis} actions={actions} />}
      />
    )
  }
  if (item.kind === 'review')
    return (
      <NeedRow
        who={<Identity avatarUrl={item.avatarUrl} displayName={item.displayName} username={item.username} />}
        what={
          <span className="flex items-center gap-1.5">
            <StatusIcon status="needs_review" />
            <span className="truncate">Needs a decision</span>
          </span>
        }
        meta={
          <>
            {item.creatorName} · <RelativeTime at={item.since} />
          </>
        }
        action={
          <LinkButton href={`/a/${slug}/link-sessions/${item.linkSessionId}`} size="sm">
            Review
            <span className="sr-only"> {item.displayName}</span>
          </LinkButton>
        }
      />
    )
  return <Other slug={slug} item={item} />
}

type OtherItem = Exclude<AttentionItem, { kind: 'connection' | 'review' }>

/** Name, words and a meta line of what is dealt with on the queue's own page. */
function wordsOf(item: OtherItem): { who: string; what: string; meta: string } {
  switch (item.kind) {
    case 'asked':
      return { who: item.creatorName, what: 'Asked for a new link', meta: 'Team must act' }
    case 'mail':
      return { who: item.creatorName, what: 'Mail not delivered', meta: item.to }
    case 'orphan':
      return {
        who: item.displayName || `@${item.username}`,
        what: 'Unknown at the provider',
        meta: 'Nobody here connected it',
      }
    case 'deletion':
      return {
        who: item.providerConnectionId,
        what: 'Deletion not confirmed',
        meta: `Tried ${item.attempts} times`,
      }
    case 'problem':
      return {
        who: item.problem.label,
        what: GROUPS[item.problem.problem].title,
        meta: 'One thing for all connections',
      }
  }
}

function Other({ slug, item }: { slug: string; item: OtherItem }) {
  const { who, what, meta } = wordsOf(item)
  return (
    <NeedRow
      who={<bdi className="block truncate pl-11 font-medium text-ink">{who}</bdi>}
      what={what}
      meta={
        <>
          {meta} · <RelativeTime at={item.since} />
        </>
      }
      action={
        <LinkButton href={`/a/${slug}/attention`} size="sm">
          Look
          <span className="sr-only"> at {who}</span>
        </LinkButton>
      }
    />
  )
}
