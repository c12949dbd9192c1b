'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import type { SharedLink } from '@/lib/invites/share-words'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { Dialog, DialogClose } from '../ui/dialog'
import { FormError } from '../ui/form-error'
import { Notice } from '../ui/notice'
import { RelativeTime } from '../ui/relative-time'
import { Skeleton } from '../ui/skeleton'
import { SharePanels } from './share-panels'

export type ShareActions = {
  /** `{inviteId}`: derives the link. Asked for when the dialog opens, so that no page and no list holds it. */
  getLink: AgencyAction<SharedLink>
  /** `{inviteId, mailTo}`: sends it by mail. */
  mail: AgencyAction<void>
}

/** Reads the link when the dialog opens. What was read stays while it fades out, and goes when it opens again. */
function useLink(slug: string, inviteId: string | null, getLink: ShareActions['getLink']) {
  const { run, error, clear } = useAgencyAction(slug, getLink)
  const [shown, setShown] = useState<{ inviteId: string; link: SharedLink } | null>(null)
  // Every answer of an action brings new props; only another invite is a reason to ask again.
  const open = useEffectEvent((of: string, isCurrent: () => boolean) => {
    setShown(null)
    clear()
    run({ inviteId: of }, { onDone: (link) => isCurrent() && setShown({ inviteId: of, link }) })
  })
  useEffect(() => {
    if (!inviteId) return
    let current = true
    open(inviteId, () => current)
    return () => {
      current = false
    }
  }, [inviteId])
  const again = () => inviteId && run({ inviteId }, { onDone: (link) => setShown({ inviteId, link }) })
  return { shown, error, again }
}

function Waiting() {
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="sr-only">Making the link…</span>
      <Skeleton className="h-11 w-full rounded-md md:h-9" />
      <Skeleton className="h-13 w-full rounded-lg md:h-11" />
      <Skeleton className="h-44 w-full rounded-md" />
    </div>
  )
}

/**
 * "Share this link": copy, text for a chat, QR code and mail in one dialog; open while `inviteId` is set.
 * @param intro what has just happened, above the link
 */
export function ShareInvite({
  slug,
  inviteId,
  title = 'Share this link',
  intro,
  actions,
  onClose,
}: {
  slug: string
  inviteId: string | null
  title?: string | undefined
  intro?: string | undefined
  actions: ShareActions
  onClose: () => void
}) {
  const { shown, error, again } = useLink(slug, inviteId, actions.getLink)
  const link = shown?.link
  return (
    <Dialog
      open={inviteId !== null}
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={
        link ? (
          <>
            {intro} Whoever has this link can connect an account with it, so send it to{' '}
            <bdi className="font-medium text-ink">{link.creatorName}</bdi> alone.
            {link.open && (
              <>
                {' '}
                It ends <RelativeTime at={link.expiresAt} />.
              </>
            )}
          </>
        ) : (
          intro
        )
      }
      footer={<DialogClose render={<Button>Done</Button>} />}
    >
      {link && !link.open && (
        <Notice tone="warning" title="This link leads nowhere at the moment" className="mb-4">
          It is paused, expired, used up or revoked. Whoever opens it is told so.
        </Notice>
      )}
      {error && (
        <div className="flex flex-col items-start gap-3">
          <FormError error={error} />
          <Button onClick={again}>Try again</Button>
        </div>
      )}
      {shown && <SharePanels slug={slug} inviteId={shown.inviteId} link={shown.link} mail={actions.mail} />}
      {!shown && !error && <Waiting />}
    </Dialog>
  )
}
