import type { ReactNode } from 'react'
import { cx } from './cx'
import { PageLink } from './page-link'

/** One row of links that narrow a list down; scrolls sideways on a phone. Its children are FilterTabs. */
export function FilterTabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className="-mx-4 overflow-x-auto px-4 pb-1 md:mx-0 md:px-0">
      <ul className="flex min-w-max gap-1.5 md:min-w-0 md:flex-wrap">{children}</ul>
    </nav>
  )
}

/** One of the links. */
export function FilterTab({
  href,
  current,
  children,
  count,
}: {
  href: string
  current: boolean
  children: ReactNode
  count?: ReactNode
}) {
  return (
    <li>
      <PageLink
        href={href}
        aria-current={current ? 'page' : undefined}
        className={cx(
          'inline-flex h-9 items-center gap-1.5 rounded-full border px-3 text-sm whitespace-nowrap md:h-8',
          current
            ? 'border-accent bg-accent-soft font-medium text-accent-text'
            : 'border-line bg-surface text-ink-2 hover:border-line-strong hover:text-ink',
        )}
      >
        {children}
        {count !== undefined && <span className={current ? undefined : 'text-muted'}>{count}</span>}
      </PageLink>
    </li>
  )
}
