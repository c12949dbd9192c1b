'use client'

import { Send, Share2 } from 'lucide-react'
import { useState } from 'react'
import type { InviteView } from '@/lib/invites/get-invite'
import type { AgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { LinkButton } from '../ui/link-button'
import { ExtendButton } from './extend-button'
import { PauseButton } from './pause-button'
import { RevokeButton } from './revoke-button'
import { RotateButton } from './rotate-button'
import { type ShareActions, ShareInvite } from './share-invite'

export type InvitePageActions = ShareActions & {
  pause: AgencyAction<void>
  resume: AgencyAction<void>
  extend: AgencyAction<unknown>
  rotate: AgencyAction<void>
  revoke: AgencyAction<void>
}

type Shown = Pick<InviteView, 'id' | 'state' | 'creator' | 'connection' | 'expiresAt'>

/** Everything that can be done with an invite; what is over offers a new one. */
export function InviteActions({
  slug,
  invite,
  actions,
}: {
  slug: string
  invite: Shown
  actions: InvitePageActions
}) {
  const [sharing, setSharing] = useState<'asked' | 'rotated' | null>(null)
  const { state } = invite
  const again = invite.connection ? `connection=${invite.connection.id}` : `creator=${invite.creator.id}`
  if (state === 'revoked' || state === 'used_up')
    return (
      <LinkButton href={`/a/${slug}/invites/new?${again}`} variant="primary">
        <Send aria-hidden />
        New invite
      </LinkButton>
    )
  const whom = { slug, inviteId: invite.id, creatorName: invite.creator.name }
  return (
    <>
      {state === 'open' && (
        <Button variant="primary" onClick={() => setSharing('asked')}>
          <Share2 aria-hidden />
          Share link
        </Button>
      )}
      {state !== 'expired' && (
        <PauseButton
          {...whom}
          paused={state === 'paused'}
          action={state === 'paused' ? actions.resume : actions.pause}
        />
      )}
      <ExtendButton
        {...whom}
        expiresAt={invite.expiresAt}
        expired={state === 'expired'}
        action={actions.extend}
      />
      <RotateButton
        slug={slug}
        inviteId={invite.id}
        action={actions.rotate}
        onDone={() => setSharing('rotated')}
      />
      <RevokeButton {...whom} action={actions.revoke} />
      <ShareInvite
        slug={slug}
        inviteId={sharing && invite.id}
        title={sharing === 'rotated' ? 'Share the new link' : undefined}
        intro={sharing === 'rotated' ? 'The old link leads nowhere any more.' : undefined}
        actions={actions}
        onClose={() => setSharing(null)}
      />
    </>
  )
}
