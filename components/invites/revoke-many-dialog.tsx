'use client'

import { useState } from 'react'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { Dialog, DialogClose } from '../ui/dialog'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'
import { useToast } from '../ui/toast'

/** Ends several links for good, after their number was typed. */
export function RevokeManyDialog({
  slug,
  inviteIds,
  action,
  onDone,
}: {
  slug: string
  inviteIds: string[]
  action: AgencyAction<unknown>
  onDone: () => void
}) {
  const toast = useToast()
  const [open, setOpen] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const { run, pending, error, clear } = useAgencyAction(slug, action)
  const count = String(inviteIds.length)
  const things = count === '1' ? 'invite' : 'invites'
  const revoke = () =>
    run(
      { inviteIds },
      {
        onDone: () => {
          setOpen(false)
          toast.show({ tone: 'success', title: `${count} ${things} revoked` })
          onDone()
        },
      },
    )
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setWrong(null)
        clear()
      }}
      trigger={
        <Button variant="danger" size="sm">
          Revoke
        </Button>
      }
      title={`Revoke ${count} ${things}?`}
      footer={
        <>
          <DialogClose render={<Button>Keep them</Button>} />
          <Button variant="danger" type="submit" form="revoke-many" pending={pending}>
            Revoke {count} {things}
          </Button>
        </>
      }
    >
      <ul className="list-disc space-y-1 pl-5 text-ink-2">
        <li>These links stop working at once, and for good. Logins that are under way are stopped.</li>
        <li>What was connected with them stays connected.</li>
        <li>No mail goes out. Whoever opens such a link reads that you revoked it.</li>
      </ul>
      <form
        id="revoke-many"
        className="mt-4 flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          const typed = String(new FormData(event.currentTarget).get('count') ?? '').trim()
          setWrong(typed === count ? null : `Type ${count} to confirm.`)
          if (typed === count) revoke()
        }}
      >
        <FormError error={error} />
        <Field label={`Type ${count} to confirm`} name="count" error={wrong}>
          {(ids) => <Input {...ids} inputMode="numeric" autoComplete="off" maxLength={6} />}
        </Field>
      </form>
    </Dialog>
  )
}
