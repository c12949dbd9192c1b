import { cx } from '../ui/cx'
import { Skeleton } from '../ui/skeleton'
import { InviteHeadings } from './invite-list'
import { ROW_GRID } from './row-grid'

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const CELLS = [
  { of: 'opened', width: 'w-6' },
  { of: 'started', width: 'w-6' },
  { of: 'done', width: 'w-10' },
  { of: 'ends', width: 'w-16' },
  { of: 'maker', width: 'w-20' },
]

/** The list while it is being read, in the same places. */
export function InviteListSkeleton() {
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="sr-only">Loading the invites…</span>
      <Skeleton className="h-24 w-full rounded-md sm:h-11 md:h-9" />
      <Skeleton className="mb-1 h-9 w-full max-w-xl md:h-8" />
      <div className="@container overflow-hidden rounded-lg border border-line bg-surface shadow-xs">
        <InviteHeadings />
        {ROWS.map((row) => (
          <div
            key={row}
            className={cx(
              'h-33 border-b border-line px-4 py-3 last:border-b-0 @4xl:h-12 @4xl:py-0',
              ROW_GRID,
            )}
          >
            <span className="hidden @4xl:block" />
            <span className="flex items-center gap-3">
              <Skeleton className="size-8 rounded-full" />
              <Skeleton className="h-4 w-36" />
            </span>
            <Skeleton className="mt-3 h-4 w-28 @4xl:mt-0" />
            {CELLS.map((cell) => (
              <Skeleton key={cell.of} className={cx('hidden h-4 @4xl:block', cell.width)} />
            ))}
            <Skeleton className="hidden h-8 w-20 justify-self-end @4xl:block" />
          </div>
        ))}
      </div>
    </div>
  )
}
