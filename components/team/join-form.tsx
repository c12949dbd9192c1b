'use client'

import { useActionState } from 'react'
import type { FormResult } from '@/lib/auth/action'
import { NewPasswordField } from '../auth/new-password-field'
import { PersonFields } from '../auth/person-fields'
import { FormError } from '../ui/form-error'
import { LinkButton } from '../ui/link-button'
import { SubmitButton } from '../ui/submit-button'

export type JoinAction = (previous: FormResult<never> | null, form: FormData) => Promise<FormResult<never>>

/** A new account that joins at once; works without JavaScript. Who has an account signs in instead. */
export function JoinForm({ action, email }: { action: JoinAction; email: string | null }) {
  const [result, submit] = useActionState(action, null)
  const failure = result?.ok === false ? result : null
  const errors = failure?.error.fields ?? {}
  const kept = failure?.kept ?? {}
  return (
    <>
      <form action={submit} className="flex flex-col gap-4">
        <FormError error={failure?.error ?? null} />
        <PersonFields kept={{ email: email ?? '', ...kept }} errors={errors} />
        <NewPasswordField error={errors.password} />
        <SubmitButton className="mt-1 w-full">Join the team</SubmitButton>
      </form>
      <div className="mt-6 border-t border-line pt-5">
        <p className="mb-2 text-ink-2">You use Patchbay already?</p>
        <LinkButton href="/sign-in?next=%2Fjoin" className="w-full">
          Sign in and join with that account
        </LinkButton>
      </div>
    </>
  )
}
