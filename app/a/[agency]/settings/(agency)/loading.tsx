import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'

export default function SettingsLoading() {
  return (
    <div role="status">
      <PageHeader title="Settings" description="How the agency introduces itself to its creators." />
      <span className="sr-only">Loading the settings…</span>
      <Skeleton className="h-124 w-full max-w-4xl rounded-lg lg:h-84" />
    </div>
  )
}
