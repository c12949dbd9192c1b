'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/**
 * Renders the page again every so often while it is looked at, and when one comes back to it: for what others do
 * meanwhile. Shows nothing itself.
 */
export function RefreshEvery({ seconds }: { seconds: number }) {
  const router = useRouter()
  useEffect(() => {
    const refresh = () => {
      if (!document.hidden && navigator.onLine) router.refresh()
    }
    const timer = setInterval(refresh, seconds * 1_000)
    document.addEventListener('visibilitychange', refresh)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', refresh)
    }
  }, [router, seconds])
  return null
}
