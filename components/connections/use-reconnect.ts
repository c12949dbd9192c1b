'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { useToast } from '@/components/ui/toast'
import type { LiveReconnect } from '@/lib/link-sessions/live-reconnect'
import type { ReconnectResult } from '@/lib/link-sessions/start-reconnect'
import { currentSurface } from './surface'
import { type AgencyAction, isUncertain, useAgencyAction } from './use-agency-action'
import { useLeave } from './use-leave'

/** Starts a reconnect and goes to the provider's page. `live` is set when somebody is at it already. */
export function useReconnect(slug: string, connectionId: string, action: AgencyAction<ReconnectResult>) {
  const router = useRouter()
  const toast = useToast()
  const { leaving, leave } = useLeave()
  const { run, pending } = useAgencyAction(slug, action)
  const [live, setLive] = useState<LiveReconnect | null>(null)
  // One key per attempt, kept while nobody knows whether the attempt arrived: then no second session is made.
  const key = useRef<string | null>(null)
  const start = (takeOver: boolean) => {
    key.current ??= crypto.randomUUID()
    run(
      { connectionId, idempotencyKey: key.current, takeOver, surface: currentSurface() },
      {
        onDone: (result) => {
          if (result.kind === 'live') return setLive(result)
          key.current = null
          setLive(null)
          if (result.url && result.mode === 'redirect') leave(result.url)
          else router.push(`/a/${slug}/link-sessions/${result.linkSessionId}`)
        },
        onError: (error) => {
          if (!isUncertain(error)) key.current = null
          toast.fail(error)
        },
      },
    )
  }
  return { start, busy: pending || leaving, live, close: () => setLive(null) }
}
