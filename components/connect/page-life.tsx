'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useTransition } from 'react'

/** A link that was revoked must be told within two seconds. */
const EVERY_MS = 1_200
const LONGEST_MS = 15_000

/** What the status route answers; null when it does not. */
async function readSeen(signal: AbortSignal): Promise<string | null> {
  const response = await fetch('/connect/status', { cache: 'no-store', signal })
  if (!response.ok) return null
  const { seen } = (await response.json()) as { seen?: unknown }
  return typeof seen === 'string' ? seen : null
}

/** Renders the page again when the server's state is another than the shown one. Quiet while nobody looks. */
function useFollow(seen: string, follow: boolean): void {
  const router = useRouter()
  const [rendering, render] = useTransition()
  // One at a time: on a slow line each new one would push the last aside, and none would ever be shown.
  const isRendering = useRef(false)
  useEffect(() => {
    isRendering.current = rendering
  }, [rendering])
  useEffect(() => {
    if (!follow) return
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let wait = EVERY_MS
    const ask = async () => {
      if (document.hidden || stop.signal.aborted) return
      const now = await readSeen(stop.signal).catch(() => null)
      if (stop.signal.aborted) return
      wait = now === null ? Math.min(wait * 2, LONGEST_MS) : EVERY_MS
      if (now !== null && now !== seen && !isRendering.current) render(() => router.refresh())
      timer = setTimeout(ask, wait)
    }
    const wake = () => {
      clearTimeout(timer)
      if (!document.hidden) timer = setTimeout(ask, 0)
    }
    timer = setTimeout(ask, EVERY_MS)
    document.addEventListener('visibilitychange', wake)
    window.addEventListener('online', wake)
    return () => {
      stop.abort()
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', wake)
      window.removeEventListener('online', wake)
    }
  }, [seen, follow, router])
}

/** A page that comes out of the browser's memory shows what was, so it is rendered again. */
function useFreshAfterBack(): void {
  const router = useRouter()
  useEffect(() => {
    const shown = (event: PageTransitionEvent) => {
      if (event.persisted) router.refresh()
    }
    window.addEventListener('pageshow', shown)
    return () => window.removeEventListener('pageshow', shown)
  }, [router])
}

/** When the step changes under her, the new heading is read out and stands at the top. */
function useHeadingFocus(step: string): void {
  const last = useRef(step)
  useEffect(() => {
    if (last.current === step) return
    last.current = step
    document.getElementById('step-heading')?.focus()
    window.scrollTo({ top: 0 })
  }, [step])
}

/**
 * Keeps the connect page true to the server's state. Shows nothing itself.
 * @param seen the state that the page shows, as the status route spells it
 * @param opened tells the agency that the page was looked at, by a browser and not by a scanner
 */
export function PageLife({
  step,
  seen,
  follow,
  opened,
}: {
  step: string
  seen: string
  follow: boolean
  opened: ((input: { timeZone: string }) => Promise<unknown>) | null
}) {
  const told = useRef(false)
  useFollow(seen, follow)
  useFreshAfterBack()
  useHeadingFocus(step)
  useEffect(() => {
    if (told.current || !opened) return
    told.current = true
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    opened({ timeZone }).catch(() => {})
  }, [opened])
  return null
}
