'use client'

import { Send } from 'lucide-react'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { useToast } from '../ui/toast'

/** Sends an invite's mail once more, to the same address. */
export function SendAgainButton({
  slug,
  inviteId,
  mailTo,
  action,
}: {
  slug: string
  inviteId: string
  mailTo: string
  action: AgencyAction<void>
}) {
  const toast = useToast()
  const { run, pending } = useAgencyAction(slug, action)
  return (
    <Button
      size="sm"
      pending={pending}
      onClick={() =>
        run(
          { inviteId, mailTo },
          {
            onDone: () => toast.show({ tone: 'success', title: `On its way to ${mailTo}` }),
            onError: toast.fail,
          },
        )
      }
    >
      {!pending && <Send aria-hidden />}
      Send again<span className="sr-only"> to {mailTo}</span>
    </Button>
  )
}
