'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useTransition } from 'react'
import { LiveTab } from './live-tab'
import { type Follower, registry } from './registry'

/** Changes come in crowds: the first one waits a moment for the others. */
const DEBOUNCE_MS = 120
/** Between two renderings of the page; longer when only the frame around it changed. */
const GAP_MS = 500
const CALM_GAP_MS = 4_000

/**
 * Renders the page again, one at a time: on a slow line each new one would push the last aside, and none would ever be
 * shown. Typed text and open dialogs stay. In a hidden tab it waits until somebody looks.
 */
function useRefresh(): (isCalm: boolean) => void {
  const router = useRouter()
  const [isRendering, render] = useTransition()
  const state = useRef({ isRendering: false, isWanted: false, isCalm: true, last: 0, timer: 0 })
  const plan = useRef(() => {})
  useEffect(() => {
    const now = state.current
    const run = () => {
      if (!now.isWanted || now.isRendering || document.hidden || !navigator.onLine) return
      Object.assign(now, { isWanted: false, isCalm: true, last: Date.now() })
      render(() => router.refresh())
    }
    plan.current = () => {
      if (!now.isWanted) return
      window.clearTimeout(now.timer)
      const gap = now.isCalm ? CALM_GAP_MS : GAP_MS
      now.timer = window.setTimeout(run, Math.max(DEBOUNCE_MS, now.last + gap - Date.now()))
    }
    const wake = () => plan.current()
    document.addEventListener('visibilitychange', wake)
    window.addEventListener('online', wake)
    return () => {
      window.clearTimeout(now.timer)
      document.removeEventListener('visibilitychange', wake)
      window.removeEventListener('online', wake)
    }
  }, [router])
  useEffect(() => {
    state.current.isRendering = isRendering
    if (!isRendering) plan.current()
  }, [isRendering])
  const want = useRef((isCalm: boolean) => {
    const now = state.current
    now.isCalm = now.isWanted ? now.isCalm && isCalm : isCalm
    now.isWanted = true
    plan.current()
  })
  return want.current
}

/** Follows a stream for as long as it stands in the page. */
export function useLive(url: string, name: string | null): void {
  const refresh = useRefresh()
  useEffect(() => {
    const tab = new LiveTab({ url, name, registry, onStale: refresh })
    return () => tab.stop()
  }, [url, name, refresh])
}

/** Says what a part of the page shows, for as long as it stands there. */
export function useFollow(follower: Follower): void {
  const kept = useRef(follower)
  useEffect(() => {
    Object.assign(kept.current, follower)
  })
  useEffect(() => registry.add(kept.current), [])
}
