'use client'

import { useActionState } from 'react'
import { SignOutButton } from '../shell/sign-out-button'
import { Avatar } from '../ui/avatar'
import { FormError } from '../ui/form-error'
import { SubmitButton } from '../ui/submit-button'
import type { JoinAction } from './join-form'

/** Joining with the account that is signed in here; works without JavaScript. */
export function JoinAsMe({
  me,
  agency,
  action,
  signOut,
}: {
  me: { name: string; email: string }
  agency: string
  action: JoinAction
  signOut: JoinAction
}) {
  const [result, submit] = useActionState(action, null)
  return (
    <div className="flex flex-col gap-4">
      <FormError error={result?.ok === false ? result.error : null} />
      <div className="flex items-center gap-3 rounded-lg border border-line bg-sunken px-4 py-3">
        <Avatar src={null} name={me.name} size={32} />
        <span className="min-w-0">
          <span className="block truncate font-medium">{me.name}</span>
          <span className="block truncate text-sm text-ink-2">{me.email}</span>
        </span>
      </div>
      <form action={submit}>
        <SubmitButton className="w-full">Join {agency} with this account</SubmitButton>
      </form>
      <div className="flex flex-wrap items-center justify-between gap-2 border-t border-line pt-4">
        <p className="text-sm text-ink-2">Not you? Sign out, then open the link again.</p>
        <SignOutButton action={signOut} />
      </div>
    </div>
  )
}
