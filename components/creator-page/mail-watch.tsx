'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** When the page is looked at again after a mail was queued; a mail server that refuses it says so at once. */
const LOOKS_MS = [3_000, 8_000, 20_000, 45_000]

/** Looks a few times whether the mail could be delivered: the page then says that it could not. Shows nothing. */
export function MailWatch() {
  const router = useRouter()
  useEffect(() => {
    const timers = LOOKS_MS.map((after) => setTimeout(() => router.refresh(), after))
    return () => timers.forEach(clearTimeout)
  }, [router])
  return null
}
