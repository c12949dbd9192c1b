import { Skeleton } from '@/components/ui/skeleton'

export default function MemberLoading() {
  return (
    <div role="status">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-4 w-16" />
      <Skeleton className="mt-3 h-7 w-48" />
      <Skeleton className="mt-2 mb-6 h-4 w-64 max-w-full" />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Skeleton className="h-96 w-full rounded-lg" />
        <Skeleton className="h-72 w-full rounded-lg" />
      </div>
    </div>
  )
}
