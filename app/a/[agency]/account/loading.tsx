import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'

export default function AccountLoading() {
  return (
    <>
      <PageHeader title="Account" description="Your own sign-in, in every agency you belong to." />
      <div role="status" className="flex max-w-3xl flex-col gap-4 md:gap-6">
        <span className="sr-only">Loading your account…</span>
        <Skeleton className="h-34 w-full rounded-lg" />
        <Skeleton className="h-45 w-full rounded-lg" />
        <Skeleton className="h-70 w-full rounded-lg" />
        <Skeleton className="h-60 w-full rounded-lg" />
      </div>
    </>
  )
}
