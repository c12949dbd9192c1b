import type { ReactNode } from 'react'
import { cx } from './cx'

/** A user's own word on something. */
export function Tag({ className, children }: { className?: string | undefined; children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-flex h-5 max-w-40 items-center rounded border border-line bg-surface px-1.5 text-xs text-ink-2',
        className,
      )}
    >
      <span className="truncate">{children}</span>
    </span>
  )
}
