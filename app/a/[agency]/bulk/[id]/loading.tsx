import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <div role="status">
      <span className="sr-only">Loading the bulk action…</span>
      <div className="mb-5 flex flex-col gap-2 md:mb-6">
        <Skeleton className="h-5 w-28" />
        <Skeleton className="h-7 w-64 max-w-full" />
        <Skeleton className="h-5 w-80 max-w-full" />
      </div>
      <div className="flex flex-col gap-4">
        <Skeleton className="h-28 w-full rounded-lg" />
        <Skeleton className="h-96 w-full rounded-lg" />
      </div>
    </div>
  )
}
