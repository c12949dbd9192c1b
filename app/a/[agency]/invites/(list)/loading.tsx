import { InviteListSkeleton } from '@/components/invites/list-skeleton'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'

export default function InvitesLoading() {
  return (
    <>
      <PageHeader
        title="Invites"
        description="Links with which creators connect on their own phone."
        actions={<Skeleton className="h-11 w-40 md:h-9" />}
      />
      <InviteListSkeleton />
    </>
  )
}
