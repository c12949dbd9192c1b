import type { StatusCounts } from '@/lib/connections/list-connections'

/** Counting stops here in SQL; the split between the statuses is then only a lower bound. */
const CAP = 10_000
const NUMBER = new Intl.NumberFormat('en-US')

/** The counts as text: "1,204", or "1,204+" and "10,000+" where counting stopped early. */
export function countWords(counts: StatusCounts): Record<keyof StatusCounts, string> {
  const stopped = counts.all + counts.disconnected >= CAP
  const text = (count: number) => `${NUMBER.format(Math.min(count, CAP))}${stopped && count > 0 ? '+' : ''}`
  const entries = Object.entries(counts).map(([name, count]) => [name, text(count)])
  return Object.fromEntries(entries) as Record<keyof StatusCounts, string>
}
