import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <div role="status">
      <span className="sr-only">Loading the session…</span>
      <div className="mb-5 flex flex-col gap-2 md:mb-6">
        <Skeleton className="h-5 w-28" />
        <Skeleton className="h-7 w-64" />
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex flex-col gap-4">
          <Skeleton className="h-60 w-full rounded-lg" />
          <Skeleton className="h-44 w-full rounded-lg" />
        </div>
        <Skeleton className="h-64 w-full rounded-lg" />
      </div>
    </div>
  )
}
