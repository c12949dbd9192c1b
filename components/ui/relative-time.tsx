'use client'

import { useSyncExternalStore } from 'react'

const TICK_MS = 15_000
const listeners = new Set<() => void>()
let now = 0
let timer: ReturnType<typeof setInterval> | undefined

/** One clock for all times on the page. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const notify of listeners) notify()
  }, TICK_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
    now = 0
  }
}

function snapshot(): number {
  if (now === 0) now = Date.now()
  return now
}

const UNITS: [number, string, string][] = [
  [60, 'min', 'min'],
  [3_600, 'hour', 'hours'],
  [86_400, 'day', 'days'],
]

const day = (at: Date, timeZone?: string) =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...(timeZone ? { timeZone } : {}),
  }).format(at)

/** "3 hours ago", "in 5 min"; a date when it is more than thirty days away. */
function relative(at: Date, from: number, fine: boolean): string {
  const seconds = Math.round((from - at.getTime()) / 1000)
  const distance = Math.abs(seconds)
  if (fine && seconds >= 5 && seconds < 60) return `${seconds} s ago`
  if (distance < 45) return 'just now'
  if (distance > 30 * 86_400) return day(at)
  const unit = UNITS.findLast(([size]) => distance >= size) ?? UNITS[0]
  const [size, one, many] = unit as [number, string, string]
  const count = Math.max(1, Math.round(distance / size))
  const words = `${count} ${count === 1 ? one : many}`
  return seconds < 0 ? `in ${words}` : `${words} ago`
}

/**
 * A time as people say it; it ticks, and its title is the exact time in the viewer's zone. The server, which
 * does not know that zone, writes the UTC date, and the browser takes over after hydration.
 */
export function RelativeTime({
  at,
  empty = 'Never',
  fine = false,
  className,
}: {
  at: Date | string | null
  empty?: string | undefined
  /** Says seconds, for what is going on right now. */
  fine?: boolean | undefined
  className?: string | undefined
}) {
  const current = useSyncExternalStore(subscribe, snapshot, () => 0)
  const date = at === null ? null : new Date(at)
  if (!date || Number.isNaN(date.getTime())) return <span className={className}>{empty}</span>
  const exact = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'long',
    timeStyle: 'long',
    ...(current === 0 ? { timeZone: 'UTC' } : {}),
  }).format(date)
  return (
    <time dateTime={date.toISOString()} title={exact} className={className}>
      {current === 0 ? day(date, 'UTC') : relative(date, current, fine)}
    </time>
  )
}
