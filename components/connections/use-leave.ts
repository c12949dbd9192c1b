'use client'

import { useCallback, useEffect, useState } from 'react'

/**
 * Leaves for another site and stays busy until the page is gone. A page that comes back from the browser's own
 * cache with the back button is not busy any more.
 */
export function useLeave(): { leaving: boolean; leave: (url: string) => void } {
  const [leaving, setLeaving] = useState(false)
  useEffect(() => {
    const back = (event: PageTransitionEvent) => {
      if (event.persisted) setLeaving(false)
    }
    window.addEventListener('pageshow', back)
    return () => window.removeEventListener('pageshow', back)
  }, [])
  const leave = useCallback((url: string) => {
    setLeaving(true)
    window.location.assign(url)
  }, [])
  return { leaving, leave }
}
