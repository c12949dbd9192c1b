'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const EVERY_MS = 2_000
const LONGEST_MS = 30_000

/** What the status route answers; null when it does not. */
async function readVersion(url: string, signal: AbortSignal): Promise<string | null> {
  const response = await fetch(url, { cache: 'no-store', headers: { accept: 'application/json' }, signal })
  if (!response.ok) return null
  const body: unknown = await response.json()
  const { state, version } = body as { state?: unknown; version?: unknown }
  return typeof state === 'string' && typeof version === 'string' ? `${state} ${version}` : null
}

/**
 * Follows a live session: asks every two seconds whether it moved on, and renders the page again when it did.
 * Quiet while the tab is hidden; slower after errors. Shows nothing itself.
 * @param seen state and version that the page shows
 */
export function SessionWatcher({ url, seen }: { url: string; seen: string }) {
  const router = useRouter()
  useEffect(() => {
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let wait = EVERY_MS
    let asking = false
    const ask = async () => {
      if (asking || document.hidden || stop.signal.aborted) return
      asking = true
      const version = await readVersion(url, stop.signal).catch(() => null)
      asking = false
      if (stop.signal.aborted) return
      wait = version === null ? Math.min(wait * 2, LONGEST_MS) : EVERY_MS
      // Signed out, or gone: the page itself knows what to show.
      if (version !== seen && (version !== null || wait === LONGEST_MS)) router.refresh()
      schedule(wait)
    }
    const schedule = (ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(ask, ms)
    }
    const wake = () => {
      if (!document.hidden) schedule(0)
    }
    schedule(EVERY_MS)
    document.addEventListener('visibilitychange', wake)
    window.addEventListener('online', wake)
    return () => {
      stop.abort()
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', wake)
      window.removeEventListener('online', wake)
    }
  }, [url, seen, router])
  return null
}
