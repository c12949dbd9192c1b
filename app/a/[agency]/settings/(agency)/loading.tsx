import { SettingsSkeleton } from '@/components/settings/settings-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

export default function SettingsLoading() {
  return (
    <SettingsSkeleton description="How the agency introduces itself to its creators.">
      <Skeleton className="h-124 w-full max-w-4xl rounded-lg lg:h-84" />
    </SettingsSkeleton>
  )
}
