import { cx } from '@/components/ui/cx'
import type { ConnectionListItem } from '@/lib/connections/list-connections'
import type { ReconnectResult } from '@/lib/link-sessions/start-reconnect'
import { ConnectionRow } from './connection-row'
import { ROW_GRID } from './row-grid'
import type { AgencyAction } from './use-agency-action'

const HEADINGS = ['Account', 'Status', 'Last proven', 'Must act', 'Provider', 'Tags', '']

/** The headings over the columns. Every fact carries its own label for screen readers. */
export function ListHeadings() {
  return (
    <div
      aria-hidden
      className={cx(
        'hidden h-9 border-b border-line bg-canvas/60 px-4 text-xs font-medium text-muted',
        ROW_GRID,
      )}
    >
      {HEADINGS.map((heading) => (
        <span key={heading}>{heading}</span>
      ))}
    </div>
  )
}

/** One page of connections. */
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
      <ListHeadings />
      <ul aria-label="Connections">
        {items.map((item) => (
          <ConnectionRow key={item.id} slug={slug} item={item} reconnect={reconnect} />
        ))}
      </ul>
    </div>
  )
}
