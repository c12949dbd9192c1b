import type { BulkCounts } from '@/lib/bulk/job-view'
import { cx } from '../ui/cx'

/** How much of a job is over, as a bar. */
export function JobBar({
  counts,
  total,
  label,
  className,
}: {
  counts: BulkCounts
  total: number
  label: string
  className?: string
}) {
  return (
    <progress
      max={Math.max(1, total)}
      value={total - counts.waiting - counts.running}
      aria-label={label}
      className={cx(
        'block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent [&::-webkit-progress-value]:transition-[width]',
        className,
      )}
    />
  )
}
