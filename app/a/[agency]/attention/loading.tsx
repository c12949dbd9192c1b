import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <>
      <PageHeader title="Needs attention" description="What does not work, why, and who must act." />
      <div role="status" className="flex flex-col gap-4">
        <span className="sr-only">Loading what needs attention…</span>
        <Skeleton className="h-40 w-full rounded-lg" />
        <Skeleton className="h-96 w-full rounded-lg" />
      </div>
    </>
  )
}
