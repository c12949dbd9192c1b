'use client'

import { type ReactElement, useState } from 'react'
import type { IssuedReset } from '@/lib/auth/issue-reset'
import { useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { Dialog, DialogClose } from '../ui/dialog'
import { FormError } from '../ui/form-error'
import type { ResetActions } from './reset-actions'
import { ResetLinkReady } from './reset-link-ready'

type Person = { userId: string; name: string; email: string }

/**
 * Issues a link with which somebody of the team sets a new password, and hands it over: copied or mailed. Use either
 * `trigger` (a Button element) or `open` with `onOpenChange`.
 */
export function ResetLinkDialog({
  slug,
  person,
  actions,
  trigger,
  open,
  onOpenChange,
}: {
  slug: string
  person: Person
  actions: ResetActions
  trigger?: ReactElement | undefined
  open?: boolean | undefined
  onOpenChange?: ((open: boolean) => void) | undefined
}) {
  const [own, setOwn] = useState(false)
  const [issued, setIssued] = useState<IssuedReset | null>(null)
  const [removesTotp, setRemovesTotp] = useState(false)
  const { run, pending, error, clear } = useAgencyAction(slug, actions.issue)
  const change = (next: boolean) => {
    setOwn(next)
    onOpenChange?.(next)
    if (next) return
    setIssued(null)
    setRemovesTotp(false)
    clear()
  }
  return (
    <Dialog
      open={open ?? own}
      onOpenChange={change}
      trigger={trigger}
      title={issued ? `A link for ${person.name}` : `Reset the sign-in of ${person.name}?`}
      description={
        issued
          ? undefined
          : `You get a link with which ${person.name} sets a new password. It works once, for 24 hours.`
      }
      footer={
        issued ? (
          <DialogClose render={<Button>Done</Button>} />
        ) : (
          <>
            <DialogClose render={<Button>Cancel</Button>} />
            <Button
              variant="primary"
              pending={pending}
              onClick={() => run({ userId: person.userId, removesTotp }, { onDone: setIssued })}
            >
              Make the link
            </Button>
          </>
        )
      }
    >
      {issued ? (
        <ResetLinkReady slug={slug} issued={issued} person={person} actions={actions} />
      ) : (
        <div className="flex flex-col gap-4">
          <FormError error={error} />
          <ul className="list-disc space-y-1 pl-5 text-ink-2">
            <li>Every browser of {person.name} is signed out when the link is used.</li>
            <li>Whoever holds the link can use it. Earlier links for {person.name} stop working.</li>
          </ul>
          <label className="flex items-start gap-2.5">
            <input
              type="checkbox"
              className="mt-0.5 size-4 shrink-0 accent-(--accent)"
              checked={removesTotp}
              onChange={(event) => setRemovesTotp(event.target.checked)}
            />
            <span>
              Turn two-step sign-in off as well
              <span className="block text-sm text-muted">
                For somebody who lost the phone and the recovery codes.
              </span>
            </span>
          </label>
        </div>
      )}
    </Dialog>
  )
}
