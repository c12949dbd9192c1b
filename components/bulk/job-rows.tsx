import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import type { BulkItemView } from '@/lib/bulk/get-bulk'
import type { BulkCounts } from '@/lib/bulk/job-view'
import { ITEM_LABELS, ITEM_STATES, type ItemState } from '@/lib/bulk/words'
import { Identity } from '../connections/identity'
import { cx } from '../ui/cx'
import { LinkButton } from '../ui/link-button'
import { StateLine } from './state-line'

/** The states that occur, as links that narrow the rows down. */
export function JobTabs({
  href,
  counts,
  show,
}: {
  href: string
  counts: BulkCounts
  show: ItemState | undefined
}) {
  const states = ITEM_STATES.filter((state) => counts[state] > 0 || state === show)
  if (states.length < 2 && !show) return null
  return (
    <nav aria-label="Rows by state" className="flex flex-wrap gap-1.5">
      {[undefined, ...states].map((state) => (
        <Link
          key={state ?? 'all'}
          href={state ? `${href}?show=${state}` : href}
          prefetch={false}
          aria-current={state === show ? 'page' : undefined}
          className={cx(
            'inline-flex h-9 items-center gap-1.5 rounded-full border px-3 text-sm whitespace-nowrap md:h-8',
            state === show
              ? 'border-accent bg-accent-soft font-medium text-accent-text'
              : 'border-line bg-surface text-ink-2 hover:border-line-strong hover:text-ink',
          )}
        >
          {state ? ITEM_LABELS[state] : 'All'}
        </Link>
      ))}
    </nav>
  )
}

/** What became of each connection. */
export function JobRows({ slug, items }: { slug: string; items: BulkItemView[] }) {
  return (
    <ul aria-label="Results" className="divide-y divide-line">
      {items.map((item) => (
        <li
          key={item.id}
          className="grid gap-x-4 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,1fr)_minmax(0,1.3fr)_7.5rem] md:items-center md:px-5"
        >
          <Link
            href={`/a/${slug}/connections/${item.connection.id}`}
            prefetch={false}
            className="min-w-0 rounded hover:underline"
          >
            <Identity {...item.connection} />
          </Link>
          <StateLine state={item.state} words={item.words} />
          <span className="empty:hidden md:justify-self-end">
            {item.inviteId && item.state === 'done' && (
              <LinkButton size="sm" href={`/a/${slug}/invites/${item.inviteId}`} prefetch={false}>
                Show the link
                <span className="sr-only">
                  {' '}
                  for {item.connection.displayName || item.connection.username}
                </span>
              </LinkButton>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The way to the next rows. */
export function JobPaging({
  href,
  show,
  next,
}: {
  href: string
  show: ItemState | undefined
  next: number | null
}) {
  if (next === null) return null
  const query = new URLSearchParams({ ...(show ? { show } : {}), after: String(next) })
  return (
    <nav aria-label="Pages of the rows" className="flex justify-end">
      <LinkButton size="sm" href={`${href}?${query}`} rel="next" prefetch={false}>
        Next rows
        <ChevronRight aria-hidden />
      </LinkButton>
    </nav>
  )
}
