'use client'

import { type FormEvent, useRef } from 'react'
import { NewPasswordField } from '../auth/new-password-field'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'
import { useToast } from '../ui/toast'
import { type UserAction, useUserAction } from './use-user-action'

/** Current and new password. What was typed stays until it worked. */
export function PasswordForm({ action, email }: { action: UserAction<void>; email: string }) {
  const toast = useToast()
  const form = useRef<HTMLFormElement>(null)
  const { run, pending, error } = useUserAction(action)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    run({ current: typed.get('current'), next: typed.get('next') }, () => {
      form.current?.reset()
      toast.show({
        tone: 'success',
        title: 'Password changed',
        description: 'Every other browser is signed out.',
      })
    })
  }
  return (
    <form ref={form} onSubmit={submit} className="flex max-w-sm flex-col gap-4">
      <FormError error={error} />
      {/* Password managers want to know whose password this is. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <Field label="Current password" name="current" error={error?.fields.current}>
        {(ids) => <Input {...ids} type="password" autoComplete="current-password" required />}
      </Field>
      <NewPasswordField label="New password" name="next" error={error?.fields.next} />
      <Button type="submit" variant="primary" pending={pending} className="self-start">
        Change password
      </Button>
    </form>
  )
}
