'use client'

import { KeyRound } from 'lucide-react'
import { useRef } from 'react'
import type { KeyWords } from '@/lib/provider-accounts/check-key'
import type { AccountView } from '@/lib/provider-accounts/list-accounts'
import { SETUP_WORDS } from '@/lib/provider-accounts/words'
import { PROVIDER_NAMES } from '@/lib/providers/words'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { FormError } from '../ui/form-error'
import { RelativeTime } from '../ui/relative-time'
import { useToast } from '../ui/toast'
import { KeyField } from './key-field'

/** The key of a provider account: when it last worked, a test call, and a new one in its place. */
export function KeyCard({
  slug,
  account,
  check,
  replace,
}: {
  slug: string
  account: AccountView
  check: AgencyAction<KeyWords>
  replace: AgencyAction<void>
}) {
  const toast = useToast()
  const form = useRef<HTMLFormElement>(null)
  const testing = useAgencyAction(slug, check)
  const { run, pending, error } = useAgencyAction(slug, replace)
  const name = PROVIDER_NAMES[account.provider]
  const test = () =>
    testing.run(
      { accountId: account.id },
      {
        onDone: ({ account: answered }) =>
          toast.show({
            tone: 'success',
            title: 'The key works',
            description: `${name} answered as ${answered}.`,
          }),
        onError: toast.fail,
      },
    )
  return (
    <Card
      title="API key"
      actions={
        <Button size="sm" onClick={test} pending={testing.pending}>
          {!testing.pending && <KeyRound aria-hidden />}
          Test the key
        </Button>
      }
    >
      <p className="text-ink-2">
        {account.keyHint ? (
          <>
            It ends in <span className="font-mono text-ink">{account.keyHint}</span> and is stored sealed.
          </>
        ) : (
          'It is stored sealed.'
        )}{' '}
        {account.keyRefusedAt ? (
          <>
            {name} refuses it since <RelativeTime at={account.keyRefusedAt} />. No connection was changed.
          </>
        ) : account.keyCheckedAt ? (
          <>
            It was last tested <RelativeTime at={account.keyCheckedAt} />.
          </>
        ) : (
          'It was not tested here yet.'
        )}
      </p>
      {account.permissions.length > 0 && (
        <p className="mt-1 text-sm break-words text-muted">It may: {account.permissions.join(', ')}.</p>
      )}
      <details className="mt-4">
        <summary className="link inline-block cursor-pointer">Replace the key</summary>
        <form
          ref={form}
          className="mt-3 flex max-w-xl flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            const apiKey = new FormData(event.currentTarget).get('apiKey')
            run(
              { accountId: account.id, apiKey },
              {
                onDone: () => {
                  form.current?.reset()
                  toast.show({
                    tone: 'success',
                    title: 'The new key is in use',
                    description: `Now delete the old one at ${name}.`,
                  })
                },
              },
            )
          }}
        >
          {error && !error.fields.apiKey && <FormError error={error} />}
          <KeyField
            hint={`${SETUP_WORDS[account.provider].key} The old key is used until the new one has answered.`}
            example={SETUP_WORDS[account.provider].example}
            error={error?.fields.apiKey}
          />
          <Button type="submit" pending={pending} className="self-start">
            Test and replace
          </Button>
        </form>
      </details>
    </Card>
  )
}
