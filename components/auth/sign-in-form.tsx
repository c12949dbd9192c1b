'use client'

import { useActionState, useRef } from 'react'
import type { FormResult } from '@/lib/auth/action'
import type { DemoSignIns } from '@/lib/system/demo'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'
import { SubmitButton } from '../ui/submit-button'
import { DemoPeople } from './demo-people'

export type SignInAction = (previous: FormResult<never> | null, form: FormData) => Promise<FormResult<never>>

/** E-mail and password; works without JavaScript. A refused form keeps the e-mail, never the password. */
export function SignInForm({
  action,
  next,
  demo,
}: {
  action: SignInAction
  next: string
  demo: DemoSignIns | null
}) {
  const [result, submit] = useActionState(action, null)
  const email = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  const failure = result?.ok === false ? result : null
  const fill = (address: string, secret: string) => {
    if (email.current) email.current.value = address
    if (password.current) password.current.value = secret
    password.current?.form?.querySelector<HTMLButtonElement>('button[type=submit]')?.focus()
  }
  return (
    <>
      <form action={submit} className="flex flex-col gap-4">
        <FormError error={failure?.error ?? null} />
        <input type="hidden" name="next" value={next} />
        <Field label="E-mail" name="email" error={failure?.error.fields.email}>
          {(ids) => (
            <Input
              {...ids}
              ref={email}
              type="email"
              autoComplete="username"
              inputMode="email"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={254}
              required
              defaultValue={failure?.kept.email}
            />
          )}
        </Field>
        <Field label="Password" name="password" error={failure?.error.fields.password}>
          {(ids) => (
            <Input {...ids} ref={password} type="password" autoComplete="current-password" required />
          )}
        </Field>
        <SubmitButton className="mt-1 w-full">Sign in</SubmitButton>
      </form>
      {demo && <DemoPeople demo={demo} onPick={fill} />}
    </>
  )
}
