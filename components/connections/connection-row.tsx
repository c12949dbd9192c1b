import type { ReactNode } from 'react'
import { RowBox } from '@/components/bulk/selection'
import { cx } from '@/components/ui/cx'
import { LinkButton } from '@/components/ui/link-button'
import { RelativeTime } from '@/components/ui/relative-time'
import { Tag } from '@/components/ui/tag'
import type { ConnectionListItem } from '@/lib/connections/list-connections'
import { WHO_LABELS } from '@/lib/connections/words'
import type { ReconnectResult } from '@/lib/link-sessions/start-reconnect'
import { PageLink } from '../ui/page-link'
import { Identity } from './identity'
import { PriorityFlag } from './priority-flag'
import { providerName } from './provider-words'
import { ReconnectButton } from './reconnect-button'
import { ROW_GRID } from './row-grid'
import { StatusLine } from './status'
import type { AgencyAction } from './use-agency-action'

const SHOWN_TAGS = 2

/** One fact of a row. Its label is written in the card, and only read aloud where a heading stands above it. */
function Fact({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <div className={cx('min-w-0 text-sm @4xl:truncate', className)}>
      <span className="text-muted @4xl:sr-only">{label} </span>
      {children}
    </div>
  )
}

function Tags({ tags }: { tags: string[] }) {
  if (tags.length === 0) return null
  return (
    <div className="flex min-w-0 items-center gap-1 overflow-hidden" title={tags.join(', ')}>
      <span className="sr-only">Tags </span>
      {tags.slice(0, SHOWN_TAGS).map((tag) => (
        <Tag key={tag} className="min-w-0">
          {tag}
        </Tag>
      ))}
      {tags.length > SHOWN_TAGS && <span className="text-xs text-muted">+{tags.length - SHOWN_TAGS}</span>}
    </div>
  )
}

/** The one thing to do next with a connection. */
function NextAction({
  slug,
  item,
  reconnect,
}: {
  slug: string
  item: ConnectionListItem
  reconnect: AgencyAction<ReconnectResult>
}) {
  const name = item.displayName || item.username
  if (item.status === 'needs_reauth' || item.status === 'awaiting_2fa' || item.status === 'expiring')
    return <ReconnectButton slug={slug} connectionId={item.id} name={name} action={reconnect} />
  const review = item.status === 'needs_review'
  return (
    <LinkButton href={`/a/${slug}/connections/${item.id}`} size="sm" variant={review ? 'secondary' : 'ghost'}>
      {review ? 'Review' : 'Open'}
      <span className="sr-only"> {name}</span>
    </LinkButton>
  )
}

/** A connection in the list: one line of 48 px where there is room, a card with the same facts where not. */
export function ConnectionRow({
  slug,
  item,
  reconnect,
}: {
  slug: string
  item: ConnectionListItem
  reconnect: AgencyAction<ReconnectResult>
}) {
  return (
    <li
      className={cx(
        'relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-2 border-b border-line px-4 py-3 last:border-b-0 hover:bg-sunken/50 has-checked:bg-accent-soft/60 group-data-selecting/selection:pl-12 @4xl:h-12 @4xl:py-0 @4xl:group-data-selecting/selection:pl-4',
        ROW_GRID,
      )}
    >
      <RowBox id={item.id} name={item.displayName || item.username} />
      <PageLink
        href={`/a/${slug}/connections/${item.id}`}
        className="min-w-0 rounded after:absolute after:inset-0 after:content-['']"
      >
        <span className="flex min-w-0 items-center gap-2">
          <Identity avatarUrl={item.avatarUrl} displayName={item.displayName} username={item.username} />
          <PriorityFlag high={item.high} />
        </span>
      </PageLink>
      <StatusLine
        status={item.status}
        reason={item.reason}
        className="col-span-2 row-start-2 @4xl:col-span-1 @4xl:row-auto"
      />
      <div className="col-span-2 row-start-3 flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1 @4xl:contents">
        <Fact label="Last proven">
          <RelativeTime at={item.lastProvenAt} />
        </Fact>
        <Fact label="Must act">
          <span className={item.whoMustAct === 'nobody' ? 'text-muted' : 'text-ink'}>
            {WHO_LABELS[item.whoMustAct]}
          </span>
        </Fact>
        <Fact label="Provider">{providerName(item.provider)}</Fact>
        <div className="min-w-0">
          <Tags tags={item.tags} />
        </div>
      </div>
      <div className="relative z-10 col-start-2 row-start-1 flex items-center justify-end @4xl:col-auto @4xl:row-auto">
        <NextAction slug={slug} item={item} reconnect={reconnect} />
      </div>
    </li>
  )
}
