import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'

export default function ProvidersLoading() {
  return (
    <div role="status">
      <PageHeader title="Settings" description="Through whom accounts are connected, and with which keys." />
      <span className="sr-only">Loading the providers…</span>
      <div className="flex max-w-4xl flex-col gap-4">
        <Skeleton className="mb-0 h-9 w-72" />
        <Skeleton className="h-52 w-full rounded-lg" />
        <Skeleton className="h-56 w-full rounded-lg" />
      </div>
    </div>
  )
}
