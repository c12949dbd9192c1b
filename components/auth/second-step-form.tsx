'use client'

import { useActionState } from 'react'
import type { FormResult } from '@/lib/auth/action'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'
import { SubmitButton } from '../ui/submit-button'

export type SecondStepAction = (
  previous: FormResult<never> | null,
  form: FormData,
) => Promise<FormResult<never>>

/** The code that signing in still owes; works without JavaScript. */
export function SecondStepForm({
  action,
  next,
  recovery,
}: {
  action: SecondStepAction
  next: string
  /** Asks for a recovery code in place of the app's. */
  recovery: boolean
}) {
  const [result, submit] = useActionState(action, null)
  const failure = result?.ok === false ? result.error : null
  return (
    <form action={submit} className="flex flex-col gap-4">
      {!failure?.fields.code && <FormError error={failure} />}
      <input type="hidden" name="next" value={next} />
      <Field
        label={recovery ? 'Recovery code' : 'Code'}
        name="code"
        error={failure?.fields.code}
        hint={
          recovery
            ? 'Such as abcd-efgh-jkmn. Each works once.'
            : 'Six digits. A new code comes every 30 seconds.'
        }
      >
        {(ids) => (
          <Input
            {...ids}
            key={recovery ? 'recovery' : 'app'}
            inputMode={recovery ? 'text' : 'numeric'}
            autoComplete={recovery ? 'off' : 'one-time-code'}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={40}
            required
            className="font-mono"
          />
        )}
      </Field>
      <SubmitButton className="mt-1 w-full">Sign in</SubmitButton>
    </form>
  )
}
