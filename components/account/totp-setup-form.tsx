'use client'

import { type FormEvent, type ReactNode, useState } from 'react'
import type { RecoveryCodes } from '@/lib/auth/second-factor-account'
import type { TotpSetup } from '@/lib/auth/totp-setup'
import { QrCode } from '../invites/qr-code'
import { Button } from '../ui/button'
import { CopyButton } from '../ui/copy-button'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'
import { useFocusOnce } from './use-focus-once'
import { type UserAction, useUserAction } from './use-user-action'

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <li className="flex gap-3">
      <span
        aria-hidden
        className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-sm font-semibold text-accent-text"
      >
        {number}
      </span>
      <div className="min-w-0 flex-1">
        <h3 className="font-medium">{title}</h3>
        {children}
      </div>
    </li>
  )
}

/** The QR code, the same as text, and a first code that proves that the app has it. */
export function TotpSetupForm({
  setup,
  action,
  onCodes,
  onCancel,
}: {
  setup: TotpSetup
  action: UserAction<RecoveryCodes>
  onCodes: (codes: string[]) => void
  onCancel: () => void
}) {
  const { run, pending, error } = useUserAction(action)
  const [code, setCode] = useState('')
  const start = useFocusOnce<HTMLOListElement>()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    run({ code }, ({ codes }) => onCodes(codes))
  }
  return (
    <ol
      ref={start}
      tabIndex={-1}
      aria-label="Set up two-step sign-in"
      className="flex flex-col gap-6 outline-none"
    >
      <Step number={1} title="Scan this with an authenticator app">
        <p className="mt-0.5 mb-3 text-ink-2">
          Google Authenticator, 1Password, Aegis and others will do. It holds a secret: show it to nobody.
        </p>
        <QrCode text={setup.uri} label="QR code for an authenticator app" />
        <p className="mt-3 text-sm text-ink-2">No camera? Type this secret into the app:</p>
        <p className="mt-0.5 flex items-center gap-1">
          <code className="min-w-0 font-mono text-sm break-all select-all">
            {setup.secret.match(/.{1,4}/g)?.join(' ')}
          </code>
          <CopyButton value={setup.secret} label="Copy the secret" className="shrink-0" />
        </p>
      </Step>
      <Step number={2} title="Enter the code that the app shows">
        <form onSubmit={submit} className="mt-3 flex max-w-xs flex-col gap-4">
          {!error?.fields.code && <FormError error={error} />}
          <Field label="Code" name="code" error={error?.fields.code} hint="Six digits.">
            {(ids) => (
              <Input
                {...ids}
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={20}
                required
                className="font-mono"
                value={code}
                onChange={(event) => setCode(event.target.value)}
              />
            )}
          </Field>
          <div className="flex flex-wrap gap-2">
            <Button type="submit" variant="primary" pending={pending}>
              Turn it on
            </Button>
            <Button variant="ghost" onClick={onCancel}>
              Not now
            </Button>
          </div>
        </form>
      </Step>
    </ol>
  )
}
