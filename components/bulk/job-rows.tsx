import type { BulkItemView } from '@/lib/bulk/get-bulk'
import type { BulkCounts } from '@/lib/bulk/job-view'
import type { BulkListInput } from '@/lib/bulk/list-input'
import { ITEM_LABELS, ITEM_STATES, type ItemState } from '@/lib/bulk/words'
import { Identity } from '../connections/identity'
import { FilterTab, FilterTabs } from '../ui/filter-tabs'
import { LinkButton } from '../ui/link-button'
import { PageLink } from '../ui/page-link'
import { Paging } from '../ui/paging'
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
    <FilterTabs label="Rows by state">
      {[undefined, ...states].map((state) => (
        <FilterTab
          key={state ?? 'all'}
          href={state ? `${href}?show=${state}` : href}
          current={state === show}
          count={state ? counts[state] : undefined}
        >
          {state ? ITEM_LABELS[state] : 'All'}
        </FilterTab>
      ))}
    </FilterTabs>
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
          <PageLink
            href={`/a/${slug}/connections/${item.connection.id}`}
            className="min-w-0 rounded hover:underline"
          >
            <Identity {...item.connection} />
          </PageLink>
          <StateLine state={item.state} words={item.words} />
          <span className="empty:hidden md:justify-self-end">
            {item.inviteId && item.state === 'done' && (
              <LinkButton size="sm" href={`/a/${slug}/invites/${item.inviteId}`}>
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

/** The ways to the first and to the next rows. */
export function JobPaging({
  href,
  input,
  next,
}: {
  href: string
  input: BulkListInput
  next: number | null
}) {
  const to = (after?: number) => {
    const query = new URLSearchParams(input.show ? { show: input.show } : {})
    if (after !== undefined) query.set('after', String(after))
    return query.size > 0 ? `${href}?${query}` : href
  }
  return (
    <Paging
      label="Pages of the rows"
      first={input.after === undefined ? null : to()}
      next={next === null ? null : to(next)}
    />
  )
}
