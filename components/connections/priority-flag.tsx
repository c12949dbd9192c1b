import { Flag } from 'lucide-react'
import { cx } from '@/components/ui/cx'

/** A small flag on what has a high priority; nothing on the rest. */
export function PriorityFlag({ high, className }: { high: boolean; className?: string }) {
  if (!high) return null
  return (
    <span title="High priority" className={cx('inline-flex shrink-0', className)}>
      <Flag aria-hidden className="size-3.5 fill-warning text-warning" />
      <span className="sr-only">High priority</span>
    </span>
  )
}
