import { Skeleton } from '@/components/ui/skeleton'

export default function InviteLoading() {
  return (
    <div role="status">
      <span className="sr-only">Loading the invite…</span>
      <div className="mb-5 flex flex-col gap-2 md:mb-6">
        <Skeleton className="h-5 w-20" />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Skeleton className="h-13 w-64" />
          <Skeleton className="h-11 w-80 max-w-full md:h-9" />
        </div>
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex flex-col gap-4">
          <Skeleton className="h-18 w-full rounded-lg" />
          <Skeleton className="h-44 w-full rounded-lg" />
          <Skeleton className="h-28 w-full rounded-lg" />
          <Skeleton className="h-64 w-full rounded-lg" />
        </div>
        <div className="flex flex-col gap-4">
          <Skeleton className="h-112 w-full rounded-lg" />
          <Skeleton className="h-40 w-full rounded-lg" />
        </div>
      </div>
    </div>
  )
}
