import { SettingsSkeleton } from '@/components/settings/settings-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

export default function ProvidersLoading() {
  return (
    <SettingsSkeleton description="Through whom accounts are connected, and with which keys.">
      <div className="flex max-w-4xl flex-col gap-4">
        <Skeleton className="h-74 w-full rounded-lg" />
        <Skeleton className="h-56 w-full rounded-lg" />
      </div>
    </SettingsSkeleton>
  )
}
