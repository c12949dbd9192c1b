'use client'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { LinkButton } from '@/components/ui/link-button'
import { RelativeTime } from '@/components/ui/relative-time'
import type { LiveReconnect } from '@/lib/link-sessions/live-reconnect'
import { liveWho } from './live-words'

/** Somebody is reconnecting this account already: join, or take over. */
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
  const who = live ? liveWho(live, 'The creator') : 'Somebody'
  return (
    <Dialog
      open={live !== null}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={`${who} is reconnecting this account`}
      description={
        <>
          Started <RelativeTime at={live?.startedAt ?? null} fine />. Two logins at once can lock the creator
          out, so only one reconnect runs at a time.
        </>
      }
      footer={
        <>
          <Button pending={pending} onClick={onTakeOver}>
            Take over
          </Button>
          {live && (
            <LinkButton variant="primary" href={`/a/${slug}/link-sessions/${live.linkSessionId}`}>
              Join
            </LinkButton>
          )}
        </>
      }
    >
      <p className="text-ink-2">
        Joining shows you how far it is. Taking over stops that session and starts one in this browser. {who}{' '}
        {live?.byCreator ? 'is told on her page' : 'sees that you took over'}; the connection itself is not
        changed.
      </p>
    </Dialog>
  )
}
