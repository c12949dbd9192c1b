import { Card } from './card'
import { PageHeader } from './page-header'
import { Skeleton } from './skeleton'

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']

/** A page with a title and a list, and perhaps a search over it, while it is read. */
export function ListSkeleton({
  title,
  description,
  search = false,
}: {
  title: string
  description: string
  search?: boolean
}) {
  return (
    <>
      <PageHeader title={title} description={description} />
      <div role="status">
        <span className="sr-only">Loading…</span>
        {search && <Skeleton className="mb-4 h-11 max-w-md md:h-9" />}
        <Card flush className="overflow-hidden">
          <div className="divide-y divide-line">
            {ROWS.map((row) => (
              <div key={row} className="flex h-16 items-center gap-3 px-4 md:h-14 md:px-5">
                <Skeleton className="size-8 shrink-0 rounded-full" />
                <Skeleton className="h-4 w-40" />
                <Skeleton className="ml-auto h-4 w-24" />
              </div>
            ))}
          </div>
        </Card>
      </div>
    </>
  )
}
