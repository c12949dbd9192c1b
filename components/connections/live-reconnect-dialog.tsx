'use client'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { LinkButton } from '@/components/ui/link-button'
import { RelativeTime } from '@/components/ui/relative-time'
import type { LiveReconnect } from '@/lib/link-sessions/live-reconnect'

/** Somebody is reconnecting this account already: look at it, or take over. */
export function LiveReconnectDialog({
  slug,
  live,
  pending,
  onClose,
  onTakeOver,
}: {
  slug: string
  live: LiveReconnect | null
  pending: boolean
  onClose: () => void
  onTakeOver: () => void
}) {
  const who = live?.startedBy ?? 'Somebody'
  return (
    <Dialog
      open={live !== null}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={`${who} is reconnecting this account`}
      description={
        <>
          Started <RelativeTime at={live?.startedAt ?? null} />. Two logins at once can lock the creator out,
          so only one reconnect runs at a time.
        </>
      }
      footer={
        <>
          <Button pending={pending} onClick={onTakeOver}>
            Take over
          </Button>
          {live && (
            <LinkButton variant="primary" href={`/a/${slug}/link-sessions/${live.linkSessionId}`}>
              Look at it
            </LinkButton>
          )}
        </>
      }
    >
      <p className="text-ink-2">
        Taking over stops that session and starts one in this browser. {who} sees that you took over; the
        connection itself is not changed.
      </p>
    </Dialog>
  )
}
