'use client'

import { Unlink } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { Input } from '@/components/ui/input'
import { type AgencyAction, useAgencyAction } from './use-agency-action'

/** Ends a connection, after one has read what that costs and typed the username. */
export function DisconnectButton({
  slug,
  connectionId,
  username,
  provider,
  action,
}: {
  slug: string
  connectionId: string
  username: string
  /** The provider's name. */
  provider: string
  action: AgencyAction<void>
}) {
  const [open, setOpen] = useState(false)
  const { run, pending, error, clear } = useAgencyAction(slug, action)
  const wrong = error?.fields.confirmation
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        clear()
      }}
      trigger={
        <Button variant="ghost">
          <Unlink aria-hidden />
          Disconnect
        </Button>
      }
      title={`Disconnect @${username}?`}
      footer={
        <>
          <DialogClose render={<Button>Keep it</Button>} />
          <Button variant="danger" type="submit" form="disconnect" pending={pending}>
            Disconnect
          </Button>
        </>
      }
    >
      <ul className="list-disc space-y-1 pl-5 text-ink-2">
        <li>
          The connection is deleted at {provider}. It can’t be brought back: the creator has to log in again.
        </li>
        <li>Its user data is removed from Patchbay. The timeline, tags and note stay.</li>
        <li>
          Your team sees in the timeline that you did it. Patchbay does not tell the creator; you should.
        </li>
      </ul>
      <form
        id="disconnect"
        className="mt-4 flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          const confirmation = String(new FormData(event.currentTarget).get('confirmation') ?? '')
          run({ connectionId, confirmation }, { onDone: () => setOpen(false) })
        }}
      >
        {!wrong && <FormError error={error} />}
        <Field label={`Type ${username} to confirm`} name="confirmation" error={wrong}>
          {(ids) => <Input {...ids} autoComplete="off" autoCapitalize="none" spellCheck={false} />}
        </Field>
      </form>
    </Dialog>
  )
}
