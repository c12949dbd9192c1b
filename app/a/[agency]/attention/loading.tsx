import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'

const GROUPS = ['a', 'b', 'c']
const ROWS = ['a', 'b', 'c']

export default function Loading() {
  return (
    <>
      <PageHeader
        title="Needs attention"
        description="What does not work, why, and who must act: high priority first, then the longest broken."
      />
      <div role="status" className="flex flex-col gap-4">
        <span className="sr-only">Loading what needs attention…</span>
        {GROUPS.map((group) => (
          <div key={group} className="rounded-lg border border-line bg-surface shadow-xs">
            <div className="flex min-h-14 flex-col justify-center gap-1.5 px-4 md:px-5">
              <Skeleton className="h-4 w-40" />
              <Skeleton className="h-3.5 w-72 max-w-full" />
            </div>
            {ROWS.map((row) => (
              <div
                key={row}
                className="flex min-h-19 items-center gap-3 border-t border-line px-4 py-3 md:px-5"
              >
                <Skeleton className="size-8 shrink-0 rounded-full" />
                <Skeleton className="h-4 w-32" />
                <Skeleton className="ml-6 h-4 flex-1 max-lg:hidden" />
                <Skeleton className="ml-auto h-8 w-32" />
              </div>
            ))}
          </div>
        ))}
      </div>
    </>
  )
}
