import { Card } from './card'
import { Skeleton } from './skeleton'

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']

/** A page with a title, a search and a list, while it is read. */
export function ListSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-7 w-36" />
      <Skeleton className="mt-1.5 mb-6 h-4 w-64 max-w-full" />
      <Skeleton className="mb-4 h-11 max-w-md md:h-9" />
      <Card flush className="overflow-hidden">
        <div className="h-10 border-b border-line" />
        {ROWS.map((row) => (
          <div
            key={row}
            className="flex h-14 items-center gap-3 border-t border-line px-4 first-of-type:border-t-0 md:h-12 md:px-5"
          >
            <Skeleton className="size-8 shrink-0 rounded-full" />
            <Skeleton className="h-4 w-40" />
            <Skeleton className="ml-auto h-4 w-24" />
          </div>
        ))}
      </Card>
    </div>
  )
}
