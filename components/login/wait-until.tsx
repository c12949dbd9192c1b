'use client'

import type { ReactNode } from 'react'
import { clock, useSecondsLeft } from './countdown'
import { LOOKS, type Look } from './look'

/** What may be done from a moment on, by the server's clock; until then how long that takes. */
export function WaitUntil({
  until,
  now,
  words,
  look,
  children,
}: {
  /** ISO 8601. */
  until: string
  now: string
  /** With `{time}` where the time stands. */
  words: string
  look: Look
  children: ReactNode
}) {
  const left = useSecondsLeft(until, now)
  if (left === 0) return children
  return (
    <p role="timer" className={`${LOOKS[look].text} font-medium tabular-nums`}>
      {words.replace('{time}', clock(left))}
    </p>
  )
}
