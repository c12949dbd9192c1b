'use client'

import { ArrowUpRight } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { Textarea } from '@/components/ui/textarea'
import type { ErrorCode } from '@/lib/errors'
import type { Started } from '@/lib/link-sessions/start-session'
import { MOST_LOGINS } from '@/lib/login/words'
import type { AccountOption } from '@/lib/provider-accounts/pick-accounts'
import { PROVIDER_NAMES } from '@/lib/providers/words'
import { AccountSelect } from '../providers/account-select'
import type { Country } from './countries'
import { type CreatorChoice, type CreatorOption, choiceOf } from './creator-choice'
import { CreatorPicker } from './creator-picker'
import { PlaceFields } from './place-fields'
import { currentSurface } from './surface'
import { type AgencyAction, isUncertain, useAgencyAction } from './use-agency-action'
import { useLeave } from './use-leave'

/** After these the attempt was made and is over: the next one must be a new one. */
const USED_UP: ErrorCode[] = [
  'internal',
  'provider_key_refused',
  'provider_unavailable',
  'provider_rate_limited',
  'provider_limit_reached',
  'provider_misconfigured',
  'provider_rejected',
  'provider_invalid_response',
]

/** Fields whose error stands beside them. */
const FIELDS = ['providerAccountId', 'creatorName', 'creatorId', 'country', 'state', 'city', 'note']

/** How many logins a known creator has left today, before the button that may spend one. */
function loginsHint(choice: CreatorChoice | null, left: Record<string, number>): string | undefined {
  if (!choice || !('creatorId' in choice)) return undefined
  const logins = left[choice.creatorId] ?? MOST_LOGINS
  return `Logins left today: ${logins} of ${MOST_LOGINS}. OnlyFans locks accounts after too many tries.`
}

/** Starts a session for a creator and goes to the provider's page. Nothing typed is lost when that fails. */
export function ConnectForm({
  slug,
  idempotencyKey,
  creators,
  countries,
  preset,
  accounts,
  loginsLeft,
  action,
}: {
  slug: string
  /** Of this rendered form, so that a double click makes one session. */
  idempotencyKey: string
  creators: CreatorOption[]
  countries: Country[]
  preset: CreatorOption | null
  /** The provider accounts that are on, the first one being the usual one. */
  accounts: AccountOption[]
  /** What the login budget has left, by creator; those who are not in it have all of it. */
  loginsLeft: Record<string, number>
  action: AgencyAction<Started>
}) {
  const router = useRouter()
  const { leaving, leave } = useLeave()
  const { run, pending, error } = useAgencyAction(slug, action)
  const [creator, setCreator] = useState({ typed: preset?.name ?? '', picked: preset })
  const [accountId, setAccountId] = useState(accounts[0]?.id ?? '')
  const account = accounts.find(({ id }) => id === accountId)
  const name = account ? PROVIDER_NAMES[account.provider] : 'the provider'
  const key = useRef(idempotencyKey)
  const fields = error?.fields ?? {}
  const busy = pending || leaving
  const submit = (form: HTMLFormElement) => {
    const data = new FormData(form)
    const typed = Object.fromEntries(
      ['country', 'state', 'city', 'note'].map((name) => [name, data.get(name) ?? '']),
    )
    run(
      {
        ...typed,
        ...(accountId && { providerAccountId: accountId }),
        idempotencyKey: key.current,
        surface: currentSurface(),
        ...choiceOf(creators, creator.typed, creator.picked),
      },
      {
        onDone: ({ linkSessionId, mode, url }) => {
          if (url && mode === 'redirect') leave(url)
          else router.push(`/a/${slug}/link-sessions/${linkSessionId}`)
        },
        onError: (refusal) => {
          if (USED_UP.includes(refusal.code) && !isUncertain(refusal)) key.current = crypto.randomUUID()
        },
      },
    )
  }
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) submit(event.currentTarget)
      }}
    >
      {error && !FIELDS.some((name) => fields[name]) && <FormError error={error} />}
      <Field
        label="Creator"
        name="creator"
        error={fields.creatorName ?? fields.creatorId}
        hint={loginsHint(choiceOf(creators, creator.typed, creator.picked), loginsLeft)}
      >
        {(ids) => (
          <CreatorPicker
            ids={ids}
            creators={creators}
            typed={creator.typed}
            picked={creator.picked}
            onChange={(typed, picked) => setCreator({ typed, picked })}
          />
        )}
      </Field>
      <AccountSelect
        accounts={accounts}
        value={accountId}
        onChange={setAccountId}
        error={fields.providerAccountId}
      />
      <PlaceFields countries={countries} errors={fields} />
      <Field
        label="Note"
        name="note"
        hint="For the team only. It stays with the connection."
        error={fields.note}
        optional
      >
        {(ids) => <Textarea {...ids} rows={3} maxLength={2000} />}
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" pending={busy}>
          Continue at {name}
          {!busy && <ArrowUpRight aria-hidden />}
        </Button>
        <span aria-live="polite" className="text-sm text-muted">
          {leaving ? `Opening ${name}’s page…` : pending ? 'Starting a session…' : ''}
        </span>
      </div>
    </form>
  )
}
