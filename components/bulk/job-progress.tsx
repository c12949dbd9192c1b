'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import type { BulkCounts } from '@/lib/bulk/job-view'
import { type BulkState, ITEM_LABELS, ITEM_STATES, STATE_LABELS } from '@/lib/bulk/words'
import { JobBar } from './job-bar'

const EVERY_MS = 1_500
const LONGEST_MS = 30_000
const NUMBER = new Intl.NumberFormat('en-US')

export type Progress = { state: BulkState; counts: BulkCounts }

/** What the status route answers; null when it does not. */
async function readProgress(url: string, signal: AbortSignal): Promise<Progress | null> {
  const response = await fetch(url, { cache: 'no-store', headers: { accept: 'application/json' }, signal })
  if (!response.ok) return null
  const body = (await response.json()) as Partial<Progress>
  return body.state && body.counts ? { state: body.state, counts: body.counts } : null
}

const textOf = ({ state, counts }: Progress) => `${state} ${ITEM_STATES.map((one) => counts[one]).join(' ')}`

/**
 * How far a job is. While it runs it asks every second and a half, but not in a hidden tab and slower after errors, and
 * has the rows under it rendered again when something changed.
 */
function useProgress(url: string, seen: Progress): Progress {
  const router = useRouter()
  const [progress, setProgress] = useState(seen)
  const [shown, setShown] = useState(textOf(seen))
  // What the server rendered last is at least as new as what was asked for before it.
  if (textOf(seen) !== shown) {
    setShown(textOf(seen))
    setProgress(seen)
  }
  const running = seen.state === 'running'
  useEffect(() => {
    if (!running) return
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let wait = EVERY_MS
    let last = shown
    const ask = async () => {
      if (document.hidden || stop.signal.aborted) return
      const now = await readProgress(url, stop.signal).catch(() => null)
      if (stop.signal.aborted) return
      wait = now ? EVERY_MS : Math.min(wait * 2, LONGEST_MS)
      if (now && textOf(now) !== last) {
        last = textOf(now)
        setProgress(now)
        router.refresh()
      }
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
    return () => {
      stop.abort()
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', wake)
    }
  }, [url, running, shown, router])
  return progress
}

/** The bar, the words for it, and how many rows stand where. */
export function JobProgress({ url, seen, total }: { url: string; seen: Progress; total: number }) {
  const { state, counts } = useProgress(url, seen)
  const over = total - counts.waiting - counts.running
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p className="text-lg font-semibold" aria-live="polite">
          {STATE_LABELS[state]}
        </p>
        <p className="text-ink-2">
          {NUMBER.format(over)} of {NUMBER.format(total)} are over
        </p>
      </div>
      <JobBar counts={counts} total={total} label="Progress" />
      <dl className="flex flex-wrap gap-x-6 gap-y-1">
        {ITEM_STATES.filter((one) => counts[one] > 0).map((one) => (
          <div key={one} className="flex items-baseline gap-1.5">
            <dt className="text-muted">{ITEM_LABELS[one]}</dt>
            <dd className="font-semibold">{NUMBER.format(counts[one])}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
