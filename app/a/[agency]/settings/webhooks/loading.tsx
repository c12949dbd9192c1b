import { SettingsSkeleton } from '@/components/settings/settings-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

export default function WebhooksLoading() {
  return (
    <SettingsSkeleton description="What the providers sent in the last thirty days. A webhook is a hint: Patchbay asks the provider before it believes it.">
      <div className="flex flex-col gap-4">
        <Skeleton className="h-11 w-full sm:w-64 md:h-9" />
        <Skeleton className="h-96 w-full rounded-lg" />
      </div>
    </SettingsSkeleton>
  )
}
