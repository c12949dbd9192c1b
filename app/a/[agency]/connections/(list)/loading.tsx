import { ListSkeleton } from '@/components/connections/list-skeleton'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <>
      <PageHeader
        title="Connections"
        description="Every linked account, and whether it works."
        actions={<Skeleton className="h-11 w-44 md:h-9" />}
      />
      <ListSkeleton />
    </>
  )
}
