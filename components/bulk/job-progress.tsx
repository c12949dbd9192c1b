import type { BulkCounts } from '@/lib/bulk/job-view'
import { type BulkState, ITEM_LABELS, ITEM_STATES, STATE_LABELS } from '@/lib/bulk/words'
import { JobBar } from './job-bar'

const NUMBER = new Intl.NumberFormat('en-US')

/** The bar, the words for it, and how many rows stand where. */
export function JobProgress({
  state,
  counts,
  total,
}: {
  state: BulkState
  counts: BulkCounts
  total: number
}) {
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
