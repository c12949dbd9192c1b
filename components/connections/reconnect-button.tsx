'use client'

import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { ButtonSize, ButtonVariant } from '@/components/ui/button-style'
import type { ReconnectResult } from '@/lib/link-sessions/start-reconnect'
import { LiveReconnectDialog } from './live-reconnect-dialog'
import { PauseDialog } from './pause-dialog'
import type { AgencyAction } from './use-agency-action'
import { useReconnect } from './use-reconnect'

/** Starts a reconnect and goes to the provider's page. When somebody is at it already, asks first. */
export function ReconnectButton({
  slug,
  connectionId,
  name,
  action,
  label = 'Reconnect',
  variant = 'secondary',
  size = 'sm',
  takeOver = false,
  pausedBy = null,
}: {
  slug: string
  connectionId: string
  /** Whose connection; only read aloud, because the words beside the button show it. */
  name: string
  action: AgencyAction<ReconnectResult>
  label?: string
  variant?: ButtonVariant
  size?: ButtonSize
  /** The button itself says that it takes over: no question is asked again. */
  takeOver?: boolean
  /** The provider that stops delivering a working connection’s data meanwhile: asked about first. */
  pausedBy?: string | null
}) {
  const [isAsking, setAsking] = useState(false)
  const { start, busy, live, close } = useReconnect(slug, connectionId, action)
  return (
    <>
      <Button
        variant={variant}
        size={size}
        pending={busy}
        onClick={() => (pausedBy ? setAsking(true) : start(takeOver))}
      >
        {!busy && <RefreshCw aria-hidden />}
        {label}
        <span className="sr-only"> {name}</span>
      </Button>
      {pausedBy && (
        <PauseDialog
          provider={pausedBy}
          open={isAsking}
          onClose={() => setAsking(false)}
          onGoOn={() => {
            setAsking(false)
            start(takeOver)
          }}
        />
      )}
      <LiveReconnectDialog
        slug={slug}
        live={live}
        pending={busy}
        onClose={close}
        onTakeOver={() => start(true)}
      />
    </>
  )
}
