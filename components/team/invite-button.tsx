'use client'

import { UserPlus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { TeamRole } from '@/lib/team/words'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { Dialog, DialogClose } from '../ui/dialog'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'
import { LinkReady } from './link-ready'
import { type RoleChoice, RoleFields } from './role-fields'

type Made = { teamInviteId: string; url: string }

/** Invites somebody into the team: choose what they may do, then copy the link or have it mailed. */
export function InviteButton({
  slug,
  roles,
  action,
}: {
  slug: string
  /** The roles that the viewer may give. */
  roles: readonly TeamRole[]
  action: AgencyAction<Made>
}) {
  const [open, setOpen] = useState(false)
  const [choice, setChoice] = useState<RoleChoice>({ role: 'staff', assignedOnly: false })
  const [made, setMade] = useState<{ url: string; mailedTo: string | null } | null>(null)
  const { run, pending, error, clear } = useAgencyAction(slug, action)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const email = String(new FormData(event.currentTarget).get('email') ?? '').trim()
    const input = email ? { ...choice, email } : choice
    run(input, { onDone: ({ url }) => setMade({ url, mailedTo: email || null }) })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        if (!next) return
        clear()
        setMade(null)
        setChoice({ role: 'staff', assignedOnly: false })
      }}
      trigger={
        <Button variant="primary">
          <UserPlus aria-hidden />
          Invite somebody
        </Button>
      }
      title={made ? 'The invitation is ready' : 'Invite somebody into the team'}
      footer={
        made ? (
          <DialogClose render={<Button>Done</Button>} />
        ) : (
          <>
            <DialogClose render={<Button>Cancel</Button>} />
            <Button variant="primary" type="submit" form="invite-member" pending={pending}>
              Make the invitation
            </Button>
          </>
        )
      }
    >
      {made ? (
        <LinkReady url={made.url} mailedTo={made.mailedTo} />
      ) : (
        <form id="invite-member" onSubmit={submit} className="flex flex-col gap-4">
          {!error?.fields.email && <FormError error={error} />}
          <RoleFields value={choice} onChange={setChoice} roles={roles} />
          <Field
            label="Mail it to"
            name="email"
            optional
            error={error?.fields.email}
            hint="Leave it empty to copy the link and hand it over yourself."
          >
            {(ids) => (
              <Input {...ids} type="email" autoComplete="off" autoCapitalize="none" maxLength={254} />
            )}
          </Field>
        </form>
      )}
    </Dialog>
  )
}
