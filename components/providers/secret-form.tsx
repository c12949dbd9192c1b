'use client'

import { useRef } from 'react'
import type { AccountView } from '@/lib/provider-accounts/list-accounts'
import { SETUP_WORDS } from '@/lib/provider-accounts/words'
import type { WebhookSecrets } from '@/lib/webhooks/secrets'
import { MOST_OVERLAP_HOURS, SCHEME_WORDS } from '@/lib/webhooks/words'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { useToast } from '../ui/toast'

const FIELDS = ['secret', 'scheme', 'overlapHours']

/** Sets a signing secret. The ones before it stay valid for a while, so that nothing is lost at the change. */
export function SecretForm({
  slug,
  account,
  webhooks,
  action,
}: {
  slug: string
  account: AccountView
  webhooks: WebhookSecrets
  action: AgencyAction<{ webhookSecretId: string }>
}) {
  const toast = useToast()
  const form = useRef<HTMLFormElement>(null)
  const { run, pending, error } = useAgencyAction(slug, action)
  const { secrets, scheme, schemes } = webhooks
  const fields = error?.fields ?? {}
  const save = (data: FormData) =>
    run(
      {
        providerAccountId: account.id,
        secret: data.get('secret'),
        scheme: data.get('scheme'),
        overlapHours: data.get('overlapHours') ?? 0,
      },
      {
        onDone: () => {
          form.current?.reset()
          toast.show({ tone: 'success', title: 'Secret saved' })
        },
      },
    )
  return (
    <form
      ref={form}
      className="mt-3 flex max-w-xl flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        save(new FormData(event.currentTarget))
      }}
    >
      {error && !FIELDS.some((field) => fields[field]) && <FormError error={error} />}
      <Field
        label="Kind of signature"
        name="scheme"
        error={fields.scheme}
        hint={schemes.length > 1 ? schemes.map((one) => SCHEME_WORDS[one].detail).join(' ') : undefined}
      >
        {(ids) => (
          <Select {...ids} defaultValue={scheme ?? schemes[0]}>
            {schemes.map((one) => (
              <option key={one} value={one}>
                {SCHEME_WORDS[one].label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label="Signing secret"
        name="secret"
        error={fields.secret}
        hint={SETUP_WORDS[account.provider].webhooks ?? undefined}
      >
        {(ids) => (
          <Input
            {...ids}
            type="password"
            maxLength={400}
            autoComplete="off"
            data-1p-ignore
            autoCapitalize="none"
            spellCheck={false}
            required
          />
        )}
      </Field>
      {secrets.length > 0 && (
        <Field
          label="Hours that the earlier one stays valid"
          name="overlapHours"
          error={fields.overlapHours}
          hint="Until you have changed it at the provider too. A week at most."
        >
          {(ids) => (
            <Input {...ids} type="number" min={0} max={MOST_OVERLAP_HOURS} defaultValue={24} required />
          )}
        </Field>
      )}
      <Button type="submit" pending={pending} className="self-start">
        Save the secret
      </Button>
    </form>
  )
}
