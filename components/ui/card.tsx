import type { ReactNode } from 'react'
import { cx } from './cx'

/** A framed part of a page. `flush` leaves out the padding, for lists that run to the edge. */
export function Card({
  title,
  description,
  actions,
  flush,
  className,
  children,
}: {
  title?: ReactNode
  description?: ReactNode
  actions?: ReactNode
  flush?: boolean | undefined
  className?: string | undefined
  children: ReactNode
}) {
  return (
    <section className={cx('min-w-0 rounded-lg border border-line bg-surface shadow-xs', className)}>
      {(title || actions) && (
        <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-line px-4 py-2 md:px-5">
          <div className="min-w-0">
            <h2 className="font-semibold text-ink">{title}</h2>
            {description && <p className="text-sm text-muted">{description}</p>}
          </div>
          {actions && <div className="flex items-center gap-2">{actions}</div>}
        </div>
      )}
      <div className={flush ? undefined : 'px-4 py-4 md:px-5'}>{children}</div>
    </section>
  )
}
