'use client'

import { useState } from 'react'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { Dialog, DialogClose } from '../ui/dialog'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Textarea } from '../ui/textarea'

/** Lets one more login through, for those who may, with a reason that the audit log keeps. */
export function GrantLogin({
  slug,
  creatorId,
  creator,
  action,
}: {
  slug: string
  creatorId: string
  creator: string
  action: AgencyAction<unknown>
}) {
  const [open, setOpen] = useState(false)
  const { run, pending, error, clear } = useAgencyAction(slug, action)
  const submit = (form: FormData) =>
    run({ creatorId, reason: form.get('reason') }, { onDone: () => setOpen(false) })
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        clear()
      }}
      trigger={<Button>Allow one more login</Button>}
      title={`Allow one more login for ${creator}?`}
      footer={
        <>
          <DialogClose render={<Button>Keep the limit</Button>} />
          <Button type="submit" form="grant-login" variant="danger" pending={pending}>
            Allow one more
          </Button>
        </>
      }
    >
      <form
        id="grant-login"
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          submit(new FormData(event.currentTarget))
        }}
      >
        <p className="text-ink-2">
          OnlyFans locks accounts after too many logins. A locked account is out of reach for the creator as
          well, sometimes for days.
        </p>
        {error && Object.keys(error.fields).length === 0 && <FormError error={error} />}
        <Field
          label="Reason"
          name="reason"
          hint="It stands in the audit log with your name."
          error={error?.fields.reason}
        >
          {(ids) => <Textarea {...ids} required maxLength={300} rows={2} />}
        </Field>
      </form>
    </Dialog>
  )
}
