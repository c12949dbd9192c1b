'use client'

import { useEffect, useState } from 'react'

/**
 * Seconds from now until a moment, by the server's clock: what this browser's clock says does not matter, only how
 * much time passes on it. Never below 0.
 * @param until ISO 8601
 * @param now the server's time when it made this page, ISO 8601
 */
export function useSecondsLeft(until: string, now: string): number {
  const whole = (at: number) => Math.max(0, Math.ceil((Date.parse(until) - at) / 1000))
  const [left, setLeft] = useState(() => whole(Date.parse(now)))
  useEffect(() => {
    const began = Date.now()
    const tick = () => {
      const at = Date.parse(now) + (Date.now() - began)
      setLeft(Math.max(0, Math.ceil((Date.parse(until) - at) / 1000)))
    }
    tick()
    const timer = setInterval(tick, 1_000)
    return () => clearInterval(timer)
  }, [until, now])
  return left
}

/** "02:41"; "1:02:41" above an hour. */
export function clock(seconds: number): string {
  const pad = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const rest = `${pad(Math.floor((seconds % 3600) / 60))}:${pad(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

const SOON_S = 60

/**
 * A sentence with the time that is left in place of `{time}`, and another one when it is over. It ticks silently; that
 * little is left is read out once.
 */
export function Countdown({
  until,
  now,
  words,
  over,
  soon,
}: {
  until: string
  now: string
  /** With `{time}` where the time stands. */
  words: string
  /** Said when the time is over. */
  over: string
  /** Read out when less than a minute is left. */
  soon?: string
}) {
  const left = useSecondsLeft(until, now)
  if (left === 0) return <>{over}</>
  const [before = '', after = ''] = words.split('{time}')
  return (
    <>
      <span role="timer">
        {before}
        <span className="font-medium whitespace-nowrap text-ink tabular-nums">{clock(left)}</span>
        {after}
      </span>
      {soon && (
        <span role="status" className="sr-only">
          {left < SOON_S ? soon : ''}
        </span>
      )}
    </>
  )
}
