'use client'

import type { AccountView } from '@/lib/provider-accounts/list-accounts'
import { SETUP_WORDS } from '@/lib/provider-accounts/words'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'
import { useToast } from '../ui/toast'
import { AppFields } from './app-fields'

const FIELDS = ['label', 'redirect', 'embed', 'whitelabel']

/** Name and client apps of an account. */
export function AccountForm({
  slug,
  account,
  action,
}: {
  slug: string
  account: AccountView
  action: AgencyAction<void>
}) {
  const toast = useToast()
  const { run, pending, error } = useAgencyAction(slug, action)
  const { apps } = SETUP_WORDS[account.provider]
  const fields = error?.fields ?? {}
  return (
    <Card title={apps.length > 0 ? 'Name and client apps' : 'Name'}>
      <form
        className="flex max-w-xl flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          const data = Object.fromEntries(new FormData(event.currentTarget))
          run(
            { ...data, accountId: account.id },
            { onDone: () => toast.show({ tone: 'success', title: 'Saved' }) },
          )
        }}
      >
        {error && !FIELDS.some((name) => fields[name]) && <FormError error={error} />}
        <Field label="Name" name="label" error={fields.label}>
          {(ids) => (
            <Input {...ids} defaultValue={account.label} maxLength={60} autoComplete="off" required />
          )}
        </Field>
        <AppFields modes={apps} saved={account.apps} errors={fields} />
        <Button type="submit" pending={pending} className="self-start">
          Save
        </Button>
      </form>
    </Card>
  )
}
