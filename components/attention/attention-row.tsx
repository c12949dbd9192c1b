import type { ReactNode } from 'react'
import { cx } from '@/components/ui/cx'
import { DOTTED } from '@/components/ui/dotted'

/** One thing that needs somebody: what it is, why, since when, and its one button with a menu for the rest. */
export function AttentionRow({
  subject,
  children,
  actions,
  className,
}: {
  subject: ReactNode
  /** Cause, age, who must act, and what that rests on. */
  children: ReactNode
  actions: ReactNode
  className?: string
}) {
  return (
    <li
      className={cx(
        'grid gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-b-0 sm:grid-cols-[minmax(0,1fr)_auto] md:px-5 lg:min-h-16 lg:grid-cols-[minmax(0,14rem)_minmax(0,1fr)_auto] lg:items-center lg:py-2.5',
        className,
      )}
    >
      <div className="min-w-0">{subject}</div>
      <div className="min-w-0 text-ink-2 sm:col-start-1 lg:col-auto">{children}</div>
      <div className="flex flex-wrap items-center gap-1 sm:col-start-2 sm:row-span-2 sm:row-start-1 sm:justify-end lg:col-auto lg:row-auto">
        {actions}
      </div>
    </li>
  )
}

/** A small line of facts, divided by dots. */
export function RowFacts({ children }: { children: ReactNode }) {
  return <div className={cx(DOTTED, 'text-sm text-muted')}>{children}</div>
}
