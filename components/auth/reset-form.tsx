'use client'

import { useActionState } from 'react'
import type { FormResult } from '@/lib/auth/action'
import { FormError } from '../ui/form-error'
import { SubmitButton } from '../ui/submit-button'
import { NewPasswordField } from './new-password-field'

type ResetAction = (previous: FormResult<never> | null, form: FormData) => Promise<FormResult<never>>

/** A new password behind a reset link; works without JavaScript. */
export function ResetForm({ action, email }: { action: ResetAction; email: string }) {
  const [result, submit] = useActionState(action, null)
  const failure = result?.ok === false ? result.error : null
  return (
    <form action={submit} className="flex flex-col gap-4">
      {!failure?.fields.password && <FormError error={failure} />}
      {/* Password managers want to know whose password this is; it has no name, so it is not sent. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <NewPasswordField label="New password" error={failure?.fields.password} />
      <SubmitButton className="mt-1 w-full">Set the new password</SubmitButton>
    </form>
  )
}
