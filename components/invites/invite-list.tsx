'use client'

import { useState } from 'react'
import type { InviteItem } from '@/lib/invites/list-invites'
import type { InviteState } from '@/lib/invites/states'
import type { AgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { cx } from '../ui/cx'
import { InviteRow } from './invite-row'
import type { RowActions } from './next-action'
import { RevokeManyDialog } from './revoke-many-dialog'
import { ROW_GRID } from './row-grid'
import { ShareInvite } from './share-invite'

const HEADINGS = ['', 'Creator', 'State', 'Opened', 'Started', 'Done', 'Ends', 'Made by', '']

/** What is over needs no revoking. */
const REVOCABLE: InviteState[] = ['open', 'paused', 'expired']

/** The headings over the columns. Every fact carries its own label for screen readers. */
export function InviteHeadings() {
  return (
    <div
      aria-hidden
      className={cx(
        'hidden h-9 border-b border-line bg-canvas/60 px-4 text-xs font-medium text-muted',
        ROW_GRID,
      )}
    >
      {HEADINGS.map((heading, index) => (
        <span key={heading || index}>{heading}</span>
      ))}
    </div>
  )
}

/** One page of invites. Several can be revoked at once, by those who may. */
export function InviteList({
  slug,
  items,
  actions,
  revokeMany,
}: {
  slug: string
  items: InviteItem[]
  actions: RowActions
  /** Null for those who may not. */
  revokeMany: AgencyAction<unknown> | null
}) {
  const [sharing, setSharing] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const choosable = revokeMany ? items.filter((item) => REVOCABLE.includes(item.state)) : []
  // What is not on this page any more is not chosen any more.
  const picked = choosable.filter((item) => chosen.has(item.id)).map((item) => item.id)
  const toggle = (id: string) => {
    const next = new Set(picked)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return (
    <>
      <div className="@container overflow-hidden rounded-lg border border-line bg-surface shadow-xs">
        <InviteHeadings />
        <ul aria-label="Invites">
          {items.map((item) => (
            <InviteRow
              key={item.id}
              slug={slug}
              item={item}
              actions={actions}
              onShare={setSharing}
              select={
                choosable.includes(item) ? (
                  <label className="-m-2 inline-flex size-9 cursor-pointer items-center justify-center">
                    <span className="sr-only">Select the invite of {item.creator.name}</span>
                    <input
                      type="checkbox"
                      checked={picked.includes(item.id)}
                      onChange={() => toggle(item.id)}
                      className="size-4 accent-accent"
                    />
                  </label>
                ) : (
                  // Keeps the others in line.
                  revokeMany && <span className="block w-5" />
                )
              }
            />
          ))}
        </ul>
      </div>
      {revokeMany && picked.length > 0 && (
        <div className="sticky bottom-20 z-20 flex min-h-14 flex-wrap items-center gap-1.5 rounded-lg border border-line bg-raised px-4 py-2 shadow-pop md:bottom-4">
          <p role="status" className="mr-auto font-medium text-ink">
            {picked.length} selected
          </p>
          {picked.length < choosable.length && (
            <Button
              variant="ghost"
              size="sm"
              onClick={() => setChosen(new Set(choosable.map((item) => item.id)))}
            >
              Select all {choosable.length}
            </Button>
          )}
          <Button variant="ghost" size="sm" onClick={() => setChosen(new Set())}>
            Clear
          </Button>
          <RevokeManyDialog
            slug={slug}
            inviteIds={picked}
            action={revokeMany}
            onDone={() => setChosen(new Set())}
          />
        </div>
      )}
      <ShareInvite slug={slug} inviteId={sharing} actions={actions} onClose={() => setSharing(null)} />
    </>
  )
}
