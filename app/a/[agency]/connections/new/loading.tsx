import { ConnectSteps } from '@/components/connections/connect-steps'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <>
      <PageHeader
        title="Connect an account"
        description="Link a creator’s OnlyFans account, with the creator beside you."
        back={{ href: '../connections', label: 'Connections' }}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Skeleton className="h-136 w-full rounded-lg md:h-112" />
        <ConnectSteps />
      </div>
    </>
  )
}
