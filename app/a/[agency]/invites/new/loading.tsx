import { InviteSteps } from '@/components/invites/invite-steps'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'

export default function NewInviteLoading() {
  return (
    <>
      <PageHeader
        title="Invite a creator"
        description="They open the link on their own phone and need no account here."
        back={{ href: '../invites', label: 'Invites' }}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Skeleton className="h-200 w-full rounded-lg md:h-184" />
        <InviteSteps />
      </div>
    </>
  )
}
