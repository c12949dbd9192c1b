'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useRef, useState } from 'react'
import type { AccountOption } from '@/lib/provider-accounts/pick-accounts'
import type { Country } from '../connections/countries'
import { type CreatorOption, choiceOf } from '../connections/creator-choice'
import { CreatorPicker } from '../connections/creator-picker'
import { PlaceFields } from '../connections/place-fields'
import { type AgencyAction, isUncertain, useAgencyAction } from '../connections/use-agency-action'
import { AccountSelect } from '../providers/account-select'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'
import { Textarea } from '../ui/textarea'
import { type LanguageOption, LinkFields } from './link-fields'
import { type ShareActions, ShareInvite } from './share-invite'

/** Fields whose error stands beside them. */
const FIELDS = [
  'providerAccountId',
  'creatorName',
  'creatorId',
  'expectedUsername',
  'language',
  'expiresInHours',
  'maxUses',
  'country',
  'state',
  'city',
  'note',
  'mailTo',
]

const TYPED = [
  'expectedUsername',
  'language',
  'expiresInHours',
  'maxUses',
  'country',
  'state',
  'city',
  'note',
  'mailTo',
]

/** Makes an invite and then shows how to hand it over. Nothing typed is lost when it is refused. */
export function InviteForm({
  slug,
  idempotencyKey,
  creators,
  countries,
  languages,
  preset,
  accounts,
  connectionId,
  account,
  create,
  share,
}: {
  slug: string
  /** Of this rendered form, so that a double click makes one invite. */
  idempotencyKey: string
  creators: CreatorOption[]
  countries: Country[]
  languages: LanguageOption[]
  preset: CreatorOption | null
  /** The provider accounts that are on, the first one being the usual one. */
  accounts: AccountOption[]
  /** The connection to repair; null to connect an account. */
  connectionId: string | null
  /** How the connection to repair is shown. */
  account: ReactNode
  create: AgencyAction<{ inviteId: string }>
  share: ShareActions
}) {
  const router = useRouter()
  const { run, pending, error } = useAgencyAction(slug, create)
  const [creator, setCreator] = useState({ typed: preset?.name ?? '', picked: preset })
  const [made, setMade] = useState<{ inviteId: string; mailedTo: string } | null>(null)
  const [leaving, setLeaving] = useState(false)
  const [accountId, setAccountId] = useState(accounts[0]?.id ?? '')
  const key = useRef(idempotencyKey)
  const fields = error?.fields ?? {}
  const submit = (form: HTMLFormElement) => {
    const data = new FormData(form)
    const typed = Object.fromEntries(
      TYPED.flatMap((name) => (data.has(name) ? [[name, data.get(name)]] : [])),
    )
    const whom = connectionId
      ? { purpose: 'reconnect', connectionId }
      : {
          purpose: 'connect',
          ...(accountId && { providerAccountId: accountId }),
          ...choiceOf(creators, creator.typed, creator.picked),
        }
    run(
      { ...typed, ...whom, idempotencyKey: key.current },
      {
        onDone: ({ inviteId }) => setMade({ inviteId, mailedTo: String(data.get('mailTo') ?? '').trim() }),
        onError: (refusal) => {
          if (!isUncertain(refusal)) key.current = crypto.randomUUID()
        },
      },
    )
  }
  return (
    <>
      <form
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          if (!pending && !made) submit(event.currentTarget)
        }}
      >
        {error && !FIELDS.some((name) => fields[name]) && <FormError error={error} />}
        {connectionId ? (
          account
        ) : (
          <WhoFields creators={creators} creator={creator} onChange={setCreator} errors={fields} />
        )}
        {!connectionId && (
          <AccountSelect
            accounts={accounts}
            value={accountId}
            onChange={setAccountId}
            error={fields.providerAccountId}
          />
        )}
        <LinkFields languages={languages} repeatable={!connectionId} errors={fields} />
        {!connectionId && <PlaceFields countries={countries} errors={fields} />}
        <LastFields errors={fields} />
        <Button type="submit" variant="primary" pending={pending || made !== null} className="self-start">
          Create the invite
        </Button>
      </form>
      <ShareInvite
        slug={slug}
        inviteId={leaving ? null : (made?.inviteId ?? null)}
        title="The invite is ready"
        intro={made?.mailedTo ? `A mail is on its way to ${made.mailedTo}.` : undefined}
        actions={share}
        onClose={() => {
          setLeaving(true)
          if (made) router.push(`/a/${slug}/invites/${made.inviteId}`)
        }}
      />
    </>
  )
}

type Picked = { typed: string; picked: CreatorOption | null }
type Errors = Record<string, string>

/** Whose account is asked for. */
function WhoFields({
  creators,
  creator,
  onChange,
  errors,
}: {
  creators: CreatorOption[]
  creator: Picked
  onChange: (creator: Picked) => void
  errors: Errors
}) {
  return (
    <>
      <Field label="Creator" name="creator" error={errors.creatorName ?? errors.creatorId}>
        {(ids) => (
          <CreatorPicker
            ids={ids}
            creators={creators}
            typed={creator.typed}
            picked={creator.picked}
            onChange={(typed, picked) => onChange({ typed, picked })}
          />
        )}
      </Field>
      <Field
        label="OnlyFans username"
        name="expectedUsername"
        error={errors.expectedUsername}
        hint="If another account is logged in, it waits for your review instead of being connected. Left empty, any account will do."
        optional
      >
        {(ids) => (
          <span className="relative block">
            <span
              aria-hidden
              className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-muted"
            >
              @
            </span>
            <Input
              {...ids}
              maxLength={51}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              // Its @ stands there already.
              onInput={(event) => {
                const typed = event.currentTarget.value
                if (typed.startsWith('@')) event.currentTarget.value = typed.slice(1)
              }}
              className="pl-8"
            />
          </span>
        )}
      </Field>
    </>
  )
}

function LastFields({ errors }: { errors: Errors }) {
  return (
    <>
      <Field label="Note" name="note" hint="For the team only." error={errors.note} optional>
        {(ids) => <Textarea {...ids} rows={2} maxLength={2000} />}
      </Field>
      <Field
        label="Send it by e-mail"
        name="mailTo"
        hint="The mail goes out at once. You can also copy the link or show a QR code afterwards."
        error={errors.mailTo}
        optional
      >
        {(ids) => (
          <Input {...ids} type="email" maxLength={254} autoComplete="off" placeholder="name@example.com" />
        )}
      </Field>
    </>
  )
}
