'use client'

import { RefreshCw } from 'lucide-react'
import type { AgencyAction } from '../connections/use-agency-action'
import { ConfirmButton } from './confirm-button'

/** Replaces the link by a new one, after the old one got into wrong hands. */
export function RotateButton({
  slug,
  inviteId,
  action,
  onDone,
}: {
  slug: string
  inviteId: string
  action: AgencyAction<void>
  /** There is a new link to hand over. */
  onDone: () => void
}) {
  return (
    <ConfirmButton
      slug={slug}
      input={{ inviteId }}
      action={action}
      trigger={{
        variant: 'ghost',
        children: (
          <>
            <RefreshCw aria-hidden />
            Replace link
          </>
        ),
      }}
      title="Replace the link by a new one?"
      keep="Keep the old one"
      confirm="Replace it"
      onDone={onDone}
    >
      <li>Every copy of the old link stops working at once: chats, mails and printed codes.</li>
      <li>Whoever opens it reads that it was replaced. A login that was begun with it is stopped.</li>
      <li>Counters, timeline and expiry stay. You have to send the new link yourself.</li>
    </ConfirmButton>
  )
}
