import { cx } from '../ui/cx'

/** How many things need somebody; nothing when there are none. */
export function AttentionCount({ count, className }: { count: number; className?: string | undefined }) {
  if (count === 0) return null
  return (
    <span
      className={cx(
        'inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-danger-fill px-1.5 text-xs font-semibold text-on-danger',
        className,
      )}
    >
      {count >= 100 ? '99+' : count}
      <span className="sr-only"> waiting</span>
    </span>
  )
}
