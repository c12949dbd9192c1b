import type { Earnings } from '@/lib/providers/types'

type Point = Earnings['points'][number]

const sum = (points: Point[]) => points.reduce((total, point) => total + point.amount, 0)

export type EarningsSummary = {
  /** US dollars in the last thirty days that were read. */
  last30: number
  /** Change against the thirty days before, in per cent; null when there is nothing to compare with. */
  change: number | null
  best: Point | null
}

/** What one wants to know first of a daily series. `points` are in order of their date. */
export function summarise(points: Point[]): EarningsSummary {
  const last30 = sum(points.slice(-30))
  const before = points.slice(-60, -30)
  const earlier = sum(before)
  const comparable = before.length === 30 && earlier > 0
  const best = points.reduce<Point | null>(
    (top, point) => (point.amount > (top?.amount ?? 0) ? point : top),
    null,
  )
  return { last30, change: comparable ? Math.round(((last30 - earlier) / earlier) * 100) : null, best }
}

const WHOLE = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 })
const EXACT = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })

/** Whole dollars, for figures and axes. */
export const dollars = (amount: number) => WHOLE.format(amount)

/** Dollars and cents. */
export const exactDollars = (amount: number) => EXACT.format(amount)

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** "4 Nov" of a YYYY-MM-DD date, which has no zone. */
export const shortDay = (date: string) => DAY.format(new Date(`${date}T00:00:00Z`))
