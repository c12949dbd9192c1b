'use client'

import { useState } from 'react'
import type { OwnSecondFactor } from '@/lib/auth/get-account'
import type { RecoveryCodes } from '@/lib/auth/second-factor-account'
import type { TotpSetup } from '@/lib/auth/totp-setup'
import { Button } from '../ui/button'
import { FormError } from '../ui/form-error'
import { Notice } from '../ui/notice'
import { RecoveryCodeSheet } from './recovery-code-sheet'
import { SecondFactorOn } from './second-factor-on'
import { TotpSetupForm } from './totp-setup-form'
import { type UserAction, useUserAction } from './use-user-action'

export type SecondFactorActions = {
  start: UserAction<TotpSetup>
  confirm: UserAction<RecoveryCodes>
  turnOff: UserAction<void>
  renew: UserAction<RecoveryCodes>
}

/** Two-step sign-in: off, being set up, on; and its recovery codes, for the only time that they are shown. */
export function SecondFactor({
  factor,
  requiredBy,
  actions,
}: {
  factor: OwnSecondFactor | null
  /** The agency whose pages stay closed without it; null when it is the person's own choice. */
  requiredBy: string | null
  actions: SecondFactorActions
}) {
  const [setup, setSetup] = useState<TotpSetup | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  if (codes) return <RecoveryCodeSheet codes={codes} onDone={() => setCodes(null)} />
  if (factor)
    return (
      <SecondFactorOn factor={factor} turnOff={actions.turnOff} renew={actions.renew} onCodes={setCodes} />
    )
  if (setup)
    return (
      <TotpSetupForm
        setup={setup}
        action={actions.confirm}
        onCodes={(fresh) => {
          setSetup(null)
          setCodes(fresh)
        }}
        onCancel={() => setSetup(null)}
      />
    )
  return <SecondFactorOff requiredBy={requiredBy} action={actions.start} onSetup={setSetup} />
}

function SecondFactorOff({
  requiredBy,
  action,
  onSetup,
}: {
  requiredBy: string | null
  action: UserAction<TotpSetup>
  onSetup: (setup: TotpSetup) => void
}) {
  const { run, pending, error } = useUserAction(action)
  return (
    <div className="flex flex-col items-start gap-4">
      {requiredBy && (
        <Notice tone="warning" title="Set this up to go on" className="self-stretch">
          Owners and admins of {requiredBy} need two-step sign-in. Until it is on, its other pages lead here.
        </Notice>
      )}
      <p className="text-ink-2">
        After your password, Patchbay asks for a code from an app on your phone. Somebody who learns your
        password still cannot sign in.
      </p>
      <FormError error={error} />
      <Button
        variant={requiredBy ? 'primary' : 'secondary'}
        pending={pending}
        onClick={() => run({}, onSetup)}
      >
        Set up two-step sign-in
      </Button>
    </div>
  )
}
