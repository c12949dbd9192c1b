'use client'

import { useState } from 'react'
import { Button } from '../ui/button'
import { Dialog, DialogClose } from '../ui/dialog'
import { FormError } from '../ui/form-error'
import { useSelection } from './selection'
import { type BulkFilter, type StartBulkAction, useStartBulk } from './use-start-bulk'

/** Before many creators are asked to log in again: what will happen, and whether by mail. */
export function AskDialog({
  slug,
  filter,
  action,
  open,
  onOpenChange,
}: {
  slug: string
  filter: BulkFilter
  action: StartBulkAction
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const { count } = useSelection()
  const { start, pending, error } = useStartBulk(slug, action, filter)
  const [mail, setMail] = useState(true)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={count === 1 ? 'Ask the creator to reconnect?' : `Ask the creators of ${count} connections?`}
      description="Each gets a link of her own to log in again. An open link is used again, and what works is left alone."
      footer={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button variant="primary" pending={pending} onClick={() => start({ kind: 'ask_creator', mail })}>
            {mail ? 'Make links and mail them' : 'Make the links'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <FormError error={error} />
        <label className="flex cursor-pointer items-start gap-2.5">
          <input
            type="checkbox"
            checked={mail}
            onChange={(event) => setMail(event.target.checked)}
            className="mt-0.5 size-4 accent-accent"
          />
          <span>
            Mail the link where an address is known
            <span className="block text-sm text-muted">
              Nobody who got this link within a day is written to again. The other links wait on the next
              page, to be handed over.
            </span>
          </span>
        </label>
      </div>
    </Dialog>
  )
}
