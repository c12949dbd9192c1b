import { z } from 'zod'
import { unit } from '../state/ids'
import type { Connection } from '../state/schema'
import { sizeOf } from './counts'

const DAY_MS = 86_400_000
const MAX_DAYS = 1_100
/** The platform keeps a fifth; charts are net. */
const NET_SHARE = 0.8

/** How a creator's income splits; the `tips_…` parts add up to `tips`, the others with it to `total`. */
const SHARES = {
  subscribes: 0.44,
  messages: 0.31,
  post: 0.05,
  stream: 0.02,
  ref: 0.01,
  tips_profile: 0.03,
  tips_post: 0.04,
  tips_chat: 0.08,
  tips_stream: 0.01,
  tips_story: 0.01,
} as const

const dateText = z
  .string()
  .refine((value) => !Number.isNaN(Date.parse(value)))
  .optional()

export const chartQuerySchema = z.object({
  startDate: dateText,
  endDate: dateText,
  by: z
    .enum([
      'total',
      'messages',
      'tips',
      'stream',
      'post',
      'subscribes',
      'tips_profile',
      'tips_post',
      'tips_chat',
      'tips_stream',
      'tips_story',
      'ref',
    ])
    .default('total'),
  withTotal: z.enum(['true', 'false', '1', '0']).optional(),
})
type ChartQuery = z.infer<typeof chartQuerySchema>

const startOfDay = (ms: number) => Math.floor(ms / DAY_MS) * DAY_MS
const cents = (amount: number) => Math.round(amount * 100) / 100

/** The parts that a figure is made of, so that `total` is always the sum of what can be asked for one by one. */
function partsOf(by: ChartQuery['by']): (keyof typeof SHARES)[] {
  const all = Object.keys(SHARES).filter((part): part is keyof typeof SHARES => part in SHARES)
  if (by === 'total') return all
  return by === 'tips' ? all.filter((part) => part.startsWith('tips_')) : [by]
}

/**
 * One day's net income in dollars: the creator's size, slow growth, the year's season, the pay days at the
 * start and middle of a month, the weekend, and each day's own luck.
 */
function amountOn(userId: string, day: number, by: ChartQuery['by']): number {
  const date = new Date(day)
  const years = (day - Date.UTC(2025, 0, 1)) / (365 * DAY_MS)
  const growth = Math.max(0.15, 0.6 + years * (0.1 + unit(`earn-growth:${userId}`) * 0.5))
  const season = 1 + 0.12 * Math.cos(((date.getUTCMonth() - 11) / 12) * 2 * Math.PI)
  const payDay = [1, 2, 3, 15, 16].includes(date.getUTCDate()) ? 1.35 : 1
  const weekend = [5, 6, 0].includes(date.getUTCDay()) ? 1.2 : 0.95
  const special = unit(`special:${userId}:${day}`) > 0.975 ? 1.9 : 1
  const base = sizeOf({ ofUserId: userId }) * 0.55 * growth * season * payDay * weekend * special
  return partsOf(by).reduce((amount, part) => {
    const luck = 0.65 + unit(`luck:${userId}:${part}:${day}`) * 0.7
    return cents(amount + base * SHARES[part] * luck)
  }, 0)
}

function sum(userId: string, from: number, to: number, by: ChartQuery['by']): number {
  let total = 0
  for (let day = from; day <= to; day += DAY_MS) total += amountOn(userId, day, by)
  return cents(total)
}

/**
 * The body of `GET /v2/access/earnings/chart`, one point per day, both ends included; 30 days up to today
 * when nothing is asked. A day that has not come yet has no point. Null when the range runs backwards.
 */
export function chartOf(who: Pick<Connection, 'ofUserId' | 'kind'>, query: ChartQuery, now: number) {
  const today = startOfDay(now)
  const end = query.endDate === undefined ? today : startOfDay(Date.parse(query.endDate))
  const start = query.startDate === undefined ? end - 29 * DAY_MS : startOfDay(Date.parse(query.startDate))
  if (start > end) return null
  if (who.kind === 'fan') return { chart: [], total: 0 }
  const last = Math.min(end, today)
  const first = Math.max(start, last - (MAX_DAYS - 1) * DAY_MS)
  const chart: { date: string; count: number }[] = []
  for (let day = first; day <= last; day += DAY_MS) {
    const date = `${new Date(day).toISOString().slice(0, 10)}T00:00:00+00:00`
    chart.push({ date, count: amountOn(who.ofUserId, day, query.by) })
  }
  const total = cents(chart.reduce((sofar, point) => sofar + point.count, 0))
  if (query.withTotal !== 'true' && query.withTotal !== '1') return { chart, total }
  const before = sum(who.ofUserId, first - (last - first) - DAY_MS, first - DAY_MS, query.by)
  const delta = before === 0 ? 0 : Math.round(((total - before) / before) * 1000) / 10
  return { chart, total, gross: cents(total / NET_SHARE), delta }
}
