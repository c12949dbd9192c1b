'use client'

import { Ban } from 'lucide-react'
import type { AgencyAction } from '../connections/use-agency-action'
import { useToast } from '../ui/toast'
import { ConfirmButton } from './confirm-button'

/** Ends a link for good. */
export function RevokeButton({
  slug,
  inviteId,
  creatorName,
  action,
}: {
  slug: string
  inviteId: string
  creatorName: string
  action: AgencyAction<void>
}) {
  const toast = useToast()
  return (
    <ConfirmButton
      slug={slug}
      input={{ inviteId }}
      action={action}
      trigger={{
        variant: 'ghost',
        children: (
          <>
            <Ban aria-hidden />
            Revoke
          </>
        ),
      }}
      title={`Revoke the invite of ${creatorName}?`}
      keep="Keep it"
      confirm="Revoke"
      danger
      onDone={() => toast.show({ tone: 'success', title: 'The invite is revoked' })}
    >
      <li>The link stops working at once, and for good. For another try you make a new invite.</li>
      <li>
        If the creator has the page open, it tells them within seconds. A login that is under way is stopped.
      </li>
      <li>What was connected with it stays connected.</li>
      <li>
        No mail goes out. Whoever opens the link later reads that you revoked it, and can ask for a new one.
      </li>
    </ConfirmButton>
  )
}
