'use client'

import { Button } from '@/components/ui/button'
import { Dialog, DialogClose } from '@/components/ui/dialog'

/** Before a connection that works is renewed at a provider that delivers nothing meanwhile: now, or at a better time. */
export function PauseDialog({
  provider,
  open,
  onClose,
  onGoOn,
}: {
  /** The provider's name. */
  provider: string
  open: boolean
  onClose: () => void
  onGoOn: () => void
}) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
      title="Reconnect it while it works?"
      footer={
        <>
          <DialogClose render={<Button>Not now</Button>} />
          <Button variant="primary" onClick={onGoOn}>
            Reconnect now
          </Button>
        </>
      }
    >
      <p className="text-ink-2">
        From the moment {provider} logs in again until the login is done, it delivers no data of this account.
        Choose a time at which nobody needs it and the creator is at hand for a code.
      </p>
    </Dialog>
  )
}
