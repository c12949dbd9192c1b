'use client'

import { LogOut } from 'lucide-react'
import { useActionState } from 'react'
import type { FormResult } from '@/lib/auth/action'
import type { ButtonSize, ButtonVariant } from '../ui/button-style'
import { FormError } from '../ui/form-error'
import { SubmitButton } from '../ui/submit-button'

export type SignOutAction = (previous: FormResult<never> | null, form: FormData) => Promise<FormResult<never>>

/** Signs this browser out; works without JavaScript. */
export function SignOutButton({
  action,
  variant = 'secondary',
  size,
}: {
  action: SignOutAction
  variant?: ButtonVariant | undefined
  size?: ButtonSize | undefined
}) {
  const [result, submit] = useActionState(action, null)
  return (
    <form action={submit} className="flex flex-col gap-3">
      <FormError error={result?.ok === false ? result.error : null} />
      <SubmitButton variant={variant} size={size}>
        <LogOut aria-hidden />
        Sign out
      </SubmitButton>
    </form>
  )
}
