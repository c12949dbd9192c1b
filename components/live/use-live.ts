'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import { LiveTab } from './live-tab'
import { Paced } from './paced'
import { type Follower, registry } from './registry'

/** Renders the page again when it is told to. Typed text and open dialogs stay. In a hidden tab it waits until somebody looks. */
function useRefresh(): Paced {
  const router = useRouter()
  const [isRendering, render] = useTransition()
  const [paced] = useState(
    () =>
      new Paced({
        firstMs: 500,
        longestMs: 2_000,
        mayRun: () => !document.hidden && navigator.onLine,
        run: () => render(() => router.refresh()),
      }),
  )
  useEffect(() => {
    const wake = () => paced.plan()
    document.addEventListener('visibilitychange', wake)
    window.addEventListener('online', wake)
    return () => {
      paced.stop()
      document.removeEventListener('visibilitychange', wake)
      window.removeEventListener('online', wake)
    }
  }, [paced])
  useEffect(() => paced.setBusy(isRendering), [paced, isRendering])
  return paced
}

/** Follows a stream for as long as it stands in the page. */
export function useLive(url: string, name: string | null): void {
  const refresh = useRefresh()
  useEffect(() => {
    const tab = new LiveTab({ url, name, registry, onStale: () => refresh.want() })
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
