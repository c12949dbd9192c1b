import type { ReactNode } from 'react'
import type { InviteItem } from '@/lib/invites/list-invites'
import { INVITE_STATE_LABELS } from '@/lib/invites/states'
import { Avatar } from '../ui/avatar'
import { cx } from '../ui/cx'
import { PageLink } from '../ui/page-link'
import { RelativeTime } from '../ui/relative-time'
import { InviteStateIcon } from './invite-state'
import { NextAction, type RowActions } from './next-action'
import { ROW_GRID } from './row-grid'
import { rowNotice } from './row-words'

const NOTICE_TONES = { danger: 'text-danger', warning: 'text-warning', muted: 'text-muted' }

/** One fact of a row. Its label is written in the card, and only read aloud where a heading stands above it. */
function Fact({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <div className={cx('min-w-0 text-sm @4xl:truncate', className)}>
      <span className="text-muted @4xl:sr-only">{label} </span>
      {children}
    </div>
  )
}

/** For whom, and for which account. */
function Whom({ slug, item }: { slug: string; item: InviteItem }) {
  const account = item.expectedUsername ? `@${item.expectedUsername}` : 'any account'
  return (
    <PageLink
      href={`/a/${slug}/invites/${item.id}`}
      className="flex min-w-0 items-center gap-3 rounded after:absolute after:inset-0 after:content-['']"
    >
      <Avatar src={null} name={item.creator.name} size={32} />
      <span className="block min-w-0">
        <bdi className="block truncate font-medium text-ink" title={item.creator.name}>
          {item.creator.name}
        </bdi>
        <span className="block truncate text-sm text-muted" title={account}>
          {item.purpose === 'connect' ? 'Connect' : 'Reconnect'} {account}
        </span>
      </span>
    </PageLink>
  )
}

function State({ item }: { item: InviteItem }) {
  const notice = rowNotice(item)
  return (
    <span className="col-span-full flex min-w-0 items-center gap-2 @4xl:col-span-1">
      <InviteStateIcon state={item.state} />
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-2 @4xl:block">
        <span className="block truncate font-medium text-ink">{INVITE_STATE_LABELS[item.state]}</span>
        {notice && (
          <span
            className={cx('block truncate text-sm', NOTICE_TONES[notice.tone])}
            title={notice.detail ?? undefined}
          >
            {notice.label}
          </span>
        )}
      </span>
    </span>
  )
}

/** An invite in the list: one line of 48 px where there is room, a card with the same facts where not. */
export function InviteRow({
  slug,
  item,
  actions,
  select,
  onShare,
}: {
  slug: string
  item: InviteItem
  actions: RowActions
  /** Its check box; null where none may be. */
  select: ReactNode
  onShare: (inviteId: string) => void
}) {
  return (
    <li
      className={cx(
        'relative grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-3 gap-y-2 border-b border-line px-4 py-3 last:border-b-0 hover:bg-sunken/50 @4xl:h-12 @4xl:py-0',
        ROW_GRID,
      )}
    >
      <span className="relative z-10 flex items-center">{select}</span>
      <Whom slug={slug} item={item} />
      <State item={item} />
      <div className="col-span-full flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1 @4xl:contents">
        <Fact label="Opened">{item.opened}</Fact>
        <Fact label="Started">{item.started}</Fact>
        <Fact label="Done">
          {item.uses} of {item.maxUses}
        </Fact>
        <Fact label={item.state === 'expired' ? 'Ended' : 'Ends'}>
          <RelativeTime at={item.expiresAt} />
        </Fact>
        <Fact label="Made by">{item.createdBy ?? <span className="text-muted">Patchbay</span>}</Fact>
      </div>
      <div className="relative z-10 col-start-3 row-start-1 flex items-center justify-end @4xl:col-auto @4xl:row-auto">
        <NextAction slug={slug} item={item} actions={actions} onShare={onShare} />
      </div>
    </li>
  )
}
