'use client'

import { useState } from 'react'
import type { OwnSecondFactor } from '@/lib/auth/get-account'
import type { RecoveryCodes } from '@/lib/auth/second-factor-account'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Dialog, DialogClose } from '../ui/dialog'
import { FormError } from '../ui/form-error'
import { Notice } from '../ui/notice'
import { RelativeTime } from '../ui/relative-time'
import { useToast } from '../ui/toast'
import { type UserAction, useUserAction } from './use-user-action'

const FEW = 3

/** What one can do while two-step sign-in is on. */
export function SecondFactorOn({
  factor,
  turnOff,
  renew,
  onCodes,
}: {
  factor: OwnSecondFactor
  turnOff: UserAction<void>
  renew: UserAction<RecoveryCodes>
  onCodes: (codes: string[]) => void
}) {
  const { codesLeft } = factor
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Badge tone="success">On</Badge>
        <span className="text-ink-2">
          Set up <RelativeTime at={factor.since} />. {codesLeft} of 10 recovery codes left.
        </span>
      </p>
      {codesLeft <= FEW && (
        <Notice
          tone="warning"
          className="self-stretch"
          title={codesLeft === 0 ? 'No recovery code is left' : 'Few recovery codes are left'}
        >
          Without one and without your phone, only an owner or admin can let you in again. Make new codes.
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <RenewCodes action={renew} onCodes={onCodes} />
        <TurnOff action={turnOff} />
      </div>
    </div>
  )
}

function RenewCodes({
  action,
  onCodes,
}: {
  action: UserAction<RecoveryCodes>
  onCodes: (codes: string[]) => void
}) {
  const { run, pending, error } = useUserAction(action)
  return (
    <Dialog
      trigger={<Button>New recovery codes</Button>}
      title="Make new recovery codes?"
      description="The ten codes that you have now stop working at once, those that you did not use as well."
      footer={
        <>
          <DialogClose render={<Button>Keep the old ones</Button>} />
          <Button variant="primary" pending={pending} onClick={() => run({}, ({ codes }) => onCodes(codes))}>
            Make new codes
          </Button>
        </>
      }
    >
      <FormError error={error} />
    </Dialog>
  )
}

function TurnOff({ action }: { action: UserAction<void> }) {
  const toast = useToast()
  const [open, setOpen] = useState(false)
  const { run, pending, error } = useUserAction(action)
  const done = () => {
    setOpen(false)
    toast.show({
      tone: 'success',
      title: 'Two-step sign-in is off',
      description: 'Every other browser is signed out.',
    })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="ghost">Turn off</Button>}
      title="Turn two-step sign-in off?"
      description="Your password alone then opens your account. The recovery codes stop working, and every other browser is signed out. To move to another phone, turn it off and set it up again."
      footer={
        <>
          <DialogClose render={<Button>Keep it on</Button>} />
          <Button variant="danger" pending={pending} onClick={() => run({}, done)}>
            Turn off
          </Button>
        </>
      }
    >
      <FormError error={error} />
    </Dialog>
  )
}
