'use client'

import { Check, MailQuestion, ShieldCheck, Tag as TagIcon, UserRoundCheck, X } from 'lucide-react'
import { useState } from 'react'
import type { OwnerOption } from '@/lib/bulk/pick-owners'
import { type BulkKind, KIND_LABELS, MOST_ITEMS } from '@/lib/bulk/words'
import { Button } from '../ui/button'
import { useToast } from '../ui/toast'
import { AskDialog } from './ask-dialog'
import { AssignDialog } from './assign-dialog'
import { useSelection } from './selection'
import { TagDialog } from './tag-dialog'
import { type BulkFilter, type StartBulkAction, useStartBulk } from './use-start-bulk'

const NUMBER = new Intl.NumberFormat('en-US')

/** What is selected and what can be done with it. Stands at the lower edge while something is. */
export function BulkBar({
  slug,
  filter,
  totalWords,
  owners,
  tags,
  action,
}: {
  slug: string
  filter: BulkFilter
  /** How many the filter matches, as text: counting stops somewhere. */
  totalWords: string
  /** Who can be given connections; empty when the viewer may not assign. */
  owners: OwnerOption[]
  tags: string[]
  action: StartBulkAction
}) {
  const { count, selecting, clear } = useSelection()
  const [dialog, setDialog] = useState<Exclude<BulkKind, 'verify'> | null>(null)
  const toast = useToast()
  const { start, pending } = useStartBulk(slug, action, filter)
  if (!selecting) return null
  const tooMany = count > MOST_ITEMS
  const off = count === 0 || tooMany || pending
  const verify = () => start({ kind: 'verify' }, toast.fail)
  const close = (open: boolean) => !open && setDialog(null)
  const shared = { slug, filter, action, onOpenChange: close }
  return (
    <section
      aria-label="Selected connections"
      className="sticky bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-20 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-line-strong bg-raised px-3 py-2.5 text-ink shadow-pop md:bottom-4 md:px-4"
    >
      <Meant totalWords={totalWords} tooMany={tooMany} />
      <div className="flex flex-wrap items-center gap-2 max-md:order-last max-md:grid max-md:w-full max-md:grid-cols-2 max-md:[&>button:nth-child(3):last-child]:col-span-2">
        <Button size="sm" variant="primary" disabled={off} onClick={() => setDialog('ask_creator')}>
          <MailQuestion aria-hidden />
          {KIND_LABELS.ask_creator}
        </Button>
        <Button size="sm" disabled={off} pending={pending} onClick={verify}>
          {!pending && <ShieldCheck aria-hidden />}
          {KIND_LABELS.verify}
        </Button>
        <Button size="sm" disabled={off} onClick={() => setDialog('tag')}>
          <TagIcon aria-hidden />
          {KIND_LABELS.tag}
        </Button>
        {owners.length > 0 && (
          <Button size="sm" disabled={off} onClick={() => setDialog('assign')}>
            <UserRoundCheck aria-hidden />
            {KIND_LABELS.assign}
          </Button>
        )}
      </div>
      <Button size="sm" variant="ghost" aria-label="Let go of the selection" onClick={clear} className="px-2">
        <X aria-hidden />
      </Button>
      <AskDialog {...shared} open={dialog === 'ask_creator'} />
      <TagDialog {...shared} open={dialog === 'tag'} tags={tags} />
      <AssignDialog {...shared} open={dialog === 'assign'} owners={owners} />
    </section>
  )
}

/** How many are meant, and the step from this page to all that match. */
function Meant({ totalWords, tooMany }: { totalWords: string; tooMany: boolean }) {
  const { picked, count, page, total, onPage, pickAll } = useSelection()
  const whole = page.length > 0 && page.every((id) => picked.ids.has(id))
  const words = picked.all ? `All ${totalWords}` : NUMBER.format(count)
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
      <p aria-live="polite" className="font-medium whitespace-nowrap">
        {words} selected
      </p>
      {tooMany ? (
        <p className="text-sm text-warning">
          At most {NUMBER.format(MOST_ITEMS)} at a time: narrow the list down.
        </p>
      ) : (
        !picked.all &&
        (whole && total > page.length ? (
          <Button size="sm" variant="ghost" onClick={pickAll} className="text-accent-text">
            Select all {totalWords} that match
          </Button>
        ) : (
          !whole && (
            <Button size="sm" variant="ghost" onClick={onPage} className="text-accent-text">
              <Check aria-hidden />
              Select this page
            </Button>
          )
        ))
      )}
    </div>
  )
}
