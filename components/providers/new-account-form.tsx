'use client'

import { useRouter } from 'next/navigation'
import { SETUP_WORDS } from '@/lib/provider-accounts/words'
import type { ProviderId } from '@/lib/providers/types'
import { PROVIDER_NAMES } from '@/lib/providers/words'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'
import { AppFields } from './app-fields'
import { KeyField } from './key-field'

const FIELDS = ['label', 'apiKey', 'redirect', 'embed', 'whitelabel']

/** Adds a provider account: the key is tried with one call before it is stored. */
export function NewAccountForm({
  slug,
  provider,
  action,
}: {
  slug: string
  provider: ProviderId
  action: AgencyAction<{ accountId: string }>
}) {
  const router = useRouter()
  const { run, pending, error } = useAgencyAction(slug, action)
  const words = SETUP_WORDS[provider]
  const fields = error?.fields ?? {}
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        const data = Object.fromEntries(new FormData(event.currentTarget))
        run(
          { ...data, provider },
          { onDone: ({ accountId }) => router.push(`/a/${slug}/settings/providers/${accountId}`) },
        )
      }}
    >
      {error && !FIELDS.some((name) => fields[name]) && <FormError error={error} />}
      <Field label="Name" name="label" hint="How your team tells it from others." error={fields.label}>
        {(ids) => (
          <Input
            {...ids}
            defaultValue={PROVIDER_NAMES[provider]}
            maxLength={60}
            autoComplete="off"
            required
          />
        )}
      </Field>
      <KeyField hint={words.key} example={words.example} error={fields.apiKey} />
      <AppFields modes={words.apps} saved={{}} errors={fields} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" pending={pending}>
          Test and add
        </Button>
        <span aria-live="polite" className="text-sm text-muted">
          {pending ? `Asking ${PROVIDER_NAMES[provider]} with this key…` : ''}
        </span>
      </div>
    </form>
  )
}
