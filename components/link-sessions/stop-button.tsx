'use client'

import { useState } from 'react'
import { type AgencyAction, useAgencyAction } from '@/components/connections/use-agency-action'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { FormError } from '@/components/ui/form-error'

/** Stops a live session, after one has read what that means. */
export function StopButton({
  slug,
  linkSessionId,
  purpose,
  hosted,
  action,
}: {
  slug: string
  linkSessionId: string
  purpose: 'connect' | 'reconnect'
  /** The provider's name where its own page asks for the login; null with our own form. */
  hosted: string | null
  action: AgencyAction<void>
}) {
  const [open, setOpen] = useState(false)
  const { run, pending, error, clear } = useAgencyAction(slug, action)
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        clear()
      }}
      trigger={<Button>Stop</Button>}
      title="Stop this session?"
      footer={
        <>
          <DialogClose render={<Button>Go on</Button>} />
          <Button
            variant="danger"
            pending={pending}
            onClick={() => run({ linkSessionId }, { onDone: () => setOpen(false) })}
          >
            Stop
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <FormError error={error} />
        <p className="text-ink-2">
          {hosted
            ? `The page at ${hosted} stops working at once.`
            : 'The login ends here at once, for everybody.'}{' '}
          {purpose === 'reconnect' ? 'The connection stays as it was.' : 'Nothing is connected.'} If the login
          is finished at this very moment, its result is not kept.
        </p>
      </div>
    </Dialog>
  )
}
