import { Card } from '../ui/card'
import { Skeleton } from '../ui/skeleton'

const eight = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

/** The home page while it is read, in the same measures. */
export function HomeSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">Loading</span>
      <div className="mb-6 flex items-start justify-between">
        <div>
          <Skeleton className="h-7 w-56" />
          <Skeleton className="mt-1.5 h-4 w-72 max-w-full" />
        </div>
        <Skeleton className="h-9 w-40 max-md:hidden" />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <Card flush title={<Skeleton className="h-4 w-36" />}>
          {eight.map((row) => (
            <div
              key={row}
              className="flex h-[3.8rem] items-center gap-3 border-t border-line px-4 first:border-t-0 md:px-5"
            >
              <Skeleton className="size-8 rounded-full" />
              <Skeleton className="h-4 w-32" />
              <Skeleton className="ml-auto h-8 w-24" />
            </div>
          ))}
        </Card>
        <Card flush title={<Skeleton className="h-4 w-24" />}>
          <div className="py-1.5">
            {eight.slice(0, 6).map((row) => (
              <div key={row} className="flex h-9 items-center justify-between px-5">
                <Skeleton className="h-4 w-28" />
                <Skeleton className="h-4 w-6" />
              </div>
            ))}
          </div>
        </Card>
      </div>
    </div>
  )
}
