import { cx } from '@/components/ui/cx'
import { Skeleton } from '@/components/ui/skeleton'
import { ListHeadings } from './connection-list'
import { ROW_GRID } from './row-grid'

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']

/** The list while it is being read, in the same places. */
export function ListSkeleton() {
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="sr-only">Loading the connections…</span>
      <div className="flex flex-col gap-2">
        <Skeleton className="h-11 w-full md:h-9" />
        <Skeleton className="hidden h-9 w-full max-w-3xl md:block xl:hidden" />
      </div>
      <Skeleton className="mb-1 h-9 w-full max-w-3xl md:h-8" />
      <div className="@container overflow-hidden rounded-lg border border-line bg-surface shadow-xs">
        <div className="h-12 border-b border-line md:h-11 @4xl:hidden" />
        <ListHeadings />
        {ROWS.map((row) => (
          <div
            key={row}
            className={cx(
              'flex h-33 items-start gap-3 border-b border-line px-4 py-3 last:border-b-0 @4xl:h-12 @4xl:py-0',
              ROW_GRID,
            )}
          >
            <span className="hidden @4xl:block" />
            <span className="flex items-center gap-3">
              <Skeleton className="size-8 rounded-full" />
              <Skeleton className="h-4 w-36" />
            </span>
            <Skeleton className="hidden h-4 w-28 @4xl:block" />
            <Skeleton className="hidden h-4 w-20 @4xl:block" />
            <Skeleton className="hidden h-4 w-14 @4xl:block" />
            <Skeleton className="hidden h-4 w-14 @4xl:block" />
            <Skeleton className="hidden h-4 w-20 @4xl:block" />
            <Skeleton className="hidden h-8 w-24 justify-self-end @4xl:block" />
          </div>
        ))}
      </div>
    </div>
  )
}
