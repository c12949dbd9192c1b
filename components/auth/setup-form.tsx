'use client'

import { useActionState } from 'react'
import type { FormResult } from '@/lib/auth/action'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'
import { SubmitButton } from '../ui/submit-button'
import { NewPasswordField } from './new-password-field'
import { PersonFields } from './person-fields'

type SetupAction = (previous: FormResult<never> | null, form: FormData) => Promise<FormResult<never>>

/** The first agency and its owner; works without JavaScript. */
export function SetupForm({ action, token }: { action: SetupAction; token: string }) {
  const [result, submit] = useActionState(action, null)
  const failure = result?.ok === false ? result : null
  const errors = failure?.error.fields ?? {}
  const kept = failure?.kept ?? {}
  return (
    <form action={submit} className="flex flex-col gap-4">
      <FormError error={failure?.error ?? null} />
      <input type="hidden" name="token" value={token} />
      <Field
        label="Agency"
        name="agency"
        error={errors.agency}
        hint="Its name makes the address of your console."
      >
        {(ids) => (
          <Input {...ids} autoComplete="organization" maxLength={80} required defaultValue={kept.agency} />
        )}
      </Field>
      <PersonFields kept={kept} errors={errors} />
      <NewPasswordField error={errors.password} />
      <SubmitButton className="mt-1 w-full">Create the agency</SubmitButton>
    </form>
  )
}
