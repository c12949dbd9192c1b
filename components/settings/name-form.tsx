'use client'

import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'
import { useToast } from '../ui/toast'

/** The agency's name. What was typed stays when the server refuses it. */
export function NameForm({
  slug,
  saved,
  name,
  onChange,
  action,
}: {
  slug: string
  /** As it is stored. */
  saved: string
  name: string
  onChange: (name: string) => void
  action: AgencyAction<void>
}) {
  const toast = useToast()
  const { run, pending, error } = useAgencyAction(slug, action)
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        run({ name }, { onDone: () => toast.show({ tone: 'success', title: 'Name saved' }) })
      }}
    >
      {!error?.fields.name && <FormError error={error} />}
      <Field
        label="Agency name"
        name="name"
        error={error?.fields.name}
        hint="Stands on every invite, on the creator’s page and in mails. Addresses keep the old name."
      >
        {(ids) => (
          <Input
            {...ids}
            value={name}
            maxLength={80}
            autoComplete="organization"
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" pending={pending} disabled={name.trim() === saved} className="self-start">
        Save name
      </Button>
    </form>
  )
}
