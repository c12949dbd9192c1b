import { Skeleton } from '@/components/ui/skeleton'

export default function ProviderAccountLoading() {
  return (
    <div role="status">
      <span className="sr-only">Loading the provider account…</span>
      <div className="mb-5 flex flex-col gap-2 md:mb-6">
        <Skeleton className="h-5 w-24" />
        <Skeleton className="h-13 w-64" />
      </div>
      <div className="flex max-w-4xl flex-col gap-4">
        <Skeleton className="h-44 w-full rounded-lg" />
        <Skeleton className="h-64 w-full rounded-lg" />
        <Skeleton className="h-72 w-full rounded-lg" />
      </div>
    </div>
  )
}
