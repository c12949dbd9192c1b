'use client'

import { RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { ButtonSize, ButtonVariant } from '@/components/ui/button-style'
import { useToast } from '@/components/ui/toast'
import type { LiveReconnect } from '@/lib/link-sessions/live-reconnect'
import type { ReconnectResult } from '@/lib/link-sessions/start-reconnect'
import { LiveReconnectDialog } from './live-reconnect-dialog'
import { type AgencyAction, isUncertain, useAgencyAction } from './use-agency-action'
import { useLeave } from './use-leave'

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
}) {
  const router = useRouter()
  const toast = useToast()
  const { leaving, leave } = useLeave()
  const { run, pending } = useAgencyAction(slug, action)
  const [live, setLive] = useState<LiveReconnect | null>(null)
  // One key per attempt, kept while nobody knows whether the attempt arrived: then no second session is made.
  const key = useRef<string | null>(null)
  const start = (over: boolean) => {
    key.current ??= crypto.randomUUID()
    run(
      { connectionId, idempotencyKey: key.current, takeOver: over },
      {
        onDone: (result) => {
          if (result.kind === 'live') return setLive(result)
          key.current = null
          setLive(null)
          if (result.url) leave(result.url)
          else router.push(`/a/${slug}/link-sessions/${result.linkSessionId}`)
        },
        onError: (error) => {
          if (!isUncertain(error)) key.current = null
          toast.show({ tone: 'danger', title: error.message, description: `Reference ${error.reference}` })
        },
      },
    )
  }
  const busy = pending || leaving
  return (
    <>
      <Button variant={variant} size={size} pending={busy} onClick={() => start(takeOver)}>
        {!busy && <RefreshCw aria-hidden />}
        {label}
        <span className="sr-only"> {name}</span>
      </Button>
      <LiveReconnectDialog
        slug={slug}
        live={live}
        pending={busy}
        onClose={() => setLive(null)}
        onTakeOver={() => start(true)}
      />
    </>
  )
}
