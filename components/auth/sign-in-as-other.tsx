'use client'

import { useActionState } from 'react'
import type { FormResult } from '@/lib/auth/action'
import { FormError } from '../ui/form-error'
import { SubmitButton } from '../ui/submit-button'

/** Gives up a sign-in that waits for its second step; works without JavaScript. */
export function SignInAsOther({
  action,
}: {
  action: (previous: FormResult<never> | null, form: FormData) => Promise<FormResult<never>>
}) {
  const [result, submit] = useActionState(action, null)
  return (
    <form action={submit} className="flex flex-col items-center gap-3">
      <FormError error={result?.ok === false ? result.error : null} />
      <SubmitButton variant="ghost" size="sm">
        Sign in as somebody else
      </SubmitButton>
    </form>
  )
}
