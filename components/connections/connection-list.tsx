import type { ReactNode } from 'react'
import { SelectButton } from '@/components/bulk/select-button'
import { PageBox } from '@/components/bulk/selection'
import { cx } from '@/components/ui/cx'
import type { ConnectionListItem } from '@/lib/connections/list-connections'
import type { ReconnectResult } from '@/lib/link-sessions/start-reconnect'
import { ConnectionRow } from './connection-row'
import { ROW_GRID } from './row-grid'
import type { AgencyAction } from './use-agency-action'

const HEADINGS = ['Account', 'Status', 'Last proven', 'Must act', 'Provider', 'Tags', '']

/**
 * The headings over the columns. Every fact carries its own label for screen readers.
 * @param box selects the page; nothing while the list is being read
 */
export function ListHeadings({ box }: { box?: ReactNode }) {
  return (
    <div
      className={cx(
        'hidden h-9 border-b border-line bg-canvas/60 px-4 text-xs font-medium text-muted',
        ROW_GRID,
      )}
    >
      {box ?? <span />}
      {HEADINGS.map((heading) => (
        <span key={heading} aria-hidden>
          {heading}
        </span>
      ))}
    </div>
  )
}

/** One page of connections, each with a box to select it. Stands in a SelectionProvider. */
export function ConnectionList({
  slug,
  items,
  reconnect,
}: {
  slug: string
  items: ConnectionListItem[]
  reconnect: AgencyAction<ReconnectResult>
}) {
  return (
    <div className="@container overflow-hidden rounded-lg border border-line bg-surface shadow-xs">
      <SelectButton className="border-b border-line px-2 py-1.5 @4xl:hidden" />
      <ListHeadings box={<PageBox className="-mx-4 flex h-full items-center px-4" />} />
      <ul aria-label="Connections">
        {items.map((item) => (
          <ConnectionRow key={item.id} slug={slug} item={item} reconnect={reconnect} />
        ))}
      </ul>
    </div>
  )
}
