'use client'

import { ShareInvite } from '../invites/share-invite'
import type { RepairActions, Target } from './repair-actions'

/** The creator's link in all the ways to send it: copy, chat, QR code, mail. */
export function AskDialog({
  slug,
  target,
  asked,
  actions,
  onClose,
}: {
  slug: string
  target: Target
  asked: { inviteId: string; reused: boolean } | null
  actions: RepairActions
  onClose: () => void
}) {
  return (
    <ShareInvite
      slug={slug}
      inviteId={asked?.inviteId ?? null}
      title={`Ask ${target.creator.name}`}
      intro={
        asked?.reused
          ? `This is the link that was made before to reconnect @${target.username}; it still works.`
          : `With this link @${target.username} is reconnected in place: same history, same tags.`
      }
      actions={actions.share}
      onClose={onClose}
    />
  )
}
