import { CircleCheck } from 'lucide-react'
import Link from 'next/link'
import type { Attention } from '@/lib/attention/list-attention'
import { STATUS_LABELS, WHO_LABELS } from '@/lib/connections/words'
import type { ReconnectResult } from '@/lib/link-sessions/start-reconnect'
import { Identity } from '../connections/identity'
import { ReconnectButton } from '../connections/reconnect-button'
import { StatusIcon } from '../connections/status'
import type { AgencyAction } from '../connections/use-agency-action'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { LinkButton } from '../ui/link-button'
import { RelativeTime } from '../ui/relative-time'
import { NeedRow } from './rows'

const MOST = 8

type Props = { slug: string; attention: Attention; reconnect: AgencyAction<ReconnectResult> }

/** How many things wait for somebody in this agency, apart from provider-wide problems. */
export function countNeeds(attention: Attention): number {
  return (
    attention.reviews.length + attention.broken.length + attention.orphans.length + attention.deletions.length
  )
}

/** The first things that need somebody: decisions first, then what has been broken longest. */
export function Needs({ slug, attention, reconnect }: Props) {
  const total = countNeeds(attention)
  const rows = [
    ...reviewRows(slug, attention),
    ...brokenRows(slug, attention, reconnect),
    ...strayRows(slug, attention),
  ]
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
  const words = attention.truncated ? `${total}+` : String(total)
  return (
    <Card
      title={`${words} ${total === 1 ? 'thing waits' : 'things wait'}`}
      flush
      actions={
        <Link href={`/a/${slug}/attention`} className="link text-sm">
          See all
        </Link>
      }
    >
      <ul className="divide-y divide-line">{rows.slice(0, MOST)}</ul>
    </Card>
  )
}

function reviewRows(slug: string, { reviews }: Attention) {
  return reviews.map((item) => (
    <NeedRow
      key={item.linkSessionId}
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
        <LinkButton href={`/a/${slug}/link-sessions/${item.linkSessionId}`} variant="primary" size="sm">
          Review
          <span className="sr-only"> {item.displayName}</span>
        </LinkButton>
      }
    />
  ))
}

function brokenRows(slug: string, { broken }: Attention, reconnect: AgencyAction<ReconnectResult>) {
  return broken.map((item) => (
    <NeedRow
      key={item.id}
      who={
        <Link href={`/a/${slug}/connections/${item.id}`} className="block rounded-md">
          <Identity avatarUrl={item.avatarUrl} displayName={item.displayName} username={item.username} />
        </Link>
      }
      what={
        <span className="flex items-center gap-1.5">
          <StatusIcon status={item.status} />
          <span className="truncate">
            {STATUS_LABELS[item.status]} <span className="text-ink-2">· {item.reason}</span>
          </span>
        </span>
      }
      meta={
        <>
          {item.whoMustAct !== 'nobody' && `${WHO_LABELS[item.whoMustAct]} must act · `}
          <RelativeTime at={item.brokenSince} />
        </>
      }
      action={
        item.status === 'needs_review' ? (
          <LinkButton href={`/a/${slug}/connections/${item.id}`} size="sm">
            Review
            <span className="sr-only"> {item.displayName}</span>
          </LinkButton>
        ) : (
          <ReconnectButton slug={slug} connectionId={item.id} name={item.displayName} action={reconnect} />
        )
      }
    />
  ))
}

function strayRows(slug: string, { orphans, deletions }: Attention) {
  const look = (words: string) => (
    <LinkButton href={`/a/${slug}/attention`} size="sm">
      Look
      <span className="sr-only"> at {words}</span>
    </LinkButton>
  )
  return [
    ...orphans.map((item) => (
      <NeedRow
        key={item.id}
        who={<Identity avatarUrl={item.avatarUrl} displayName={item.displayName} username={item.username} />}
        what="Unknown at the provider"
        meta={
          <>
            Nobody here connected it · <RelativeTime at={item.firstSeenAt} />
          </>
        }
        action={look(item.displayName)}
      />
    )),
    ...deletions.map((item) => (
      <NeedRow
        key={item.id}
        who={
          <span className="block truncate pl-11 font-mono text-sm text-ink-2">
            {item.providerConnectionId}
          </span>
        }
        what="Deletion not confirmed"
        meta={
          <>
            Tried {item.attempts} times · <RelativeTime at={item.requestedAt} />
          </>
        }
        action={look('the deletion')}
      />
    )),
  ]
}
