'use client'

import Link from 'next/link'
import { useRef } from 'react'
import type { AccountView } from '@/lib/provider-accounts/list-accounts'
import { SETUP_WORDS } from '@/lib/provider-accounts/words'
import { PROVIDER_NAMES } from '@/lib/providers/words'
import type { WebhookSecrets } from '@/lib/webhooks/secrets'
import { MOST_OVERLAP_HOURS, SCHEME_WORDS } from '@/lib/webhooks/words'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'
import { RelativeTime } from '../ui/relative-time'
import { Select } from '../ui/select'
import { useToast } from '../ui/toast'
import { SecretList } from './secret-list'

/** How the provider's webhooks are believed: the kind of signature, and the secrets that are valid now. */
export function WebhookCard({
  slug,
  account,
  webhooks,
  set,
  end,
}: {
  slug: string
  account: AccountView
  webhooks: WebhookSecrets
  set: AgencyAction<{ webhookSecretId: string }>
  end: AgencyAction<void>
}) {
  const toast = useToast()
  const form = useRef<HTMLFormElement>(null)
  const { run, pending, error } = useAgencyAction(slug, set)
  const { secrets, scheme, schemes } = webhooks
  const name = PROVIDER_NAMES[account.provider]
  const fields = error?.fields ?? {}
  if (schemes.length === 0) return null
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
    <Card
      title="Webhooks"
      description={`With them ${name} tells at once what happens to a login. Each one is checked before it is believed.`}
      actions={
        <Link href={`/a/${slug}/settings/webhooks?account=${account.id}`} className="link text-sm">
          What arrived
        </Link>
      }
    >
      <p className="text-ink-2">
        {secrets.length === 0
          ? 'No secret is set up, so none is believed. Patchbay looks regularly instead.'
          : account.lastWebhookAt
            ? 'The last good one arrived '
            : 'None has arrived yet.'}
        {secrets.length > 0 && account.lastWebhookAt && (
          <>
            <RelativeTime at={account.lastWebhookAt} />.
          </>
        )}
      </p>
      <SecretList slug={slug} secrets={secrets} end={end} />
      <details className="mt-4" open={secrets.length === 0}>
        <summary className="link inline-block cursor-pointer">
          {secrets.length === 0 ? 'Add a signing secret' : 'Change the secret'}
        </summary>
        <form
          ref={form}
          className="mt-3 flex max-w-xl flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            save(new FormData(event.currentTarget))
          }}
        >
          {error && !['secret', 'scheme', 'overlapHours'].some((field) => fields[field]) && (
            <FormError error={error} />
          )}
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
      </details>
    </Card>
  )
}
