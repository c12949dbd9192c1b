import { PageSkeleton } from '@/components/ui/page-skeleton'

export default function ProviderAccountLoading() {
  return (
    <PageSkeleton
      label="Loading the provider account…"
      head="h-13"
      main={[
        ['key', 'h-44'],
        ['modes', 'h-64'],
        ['addresses', 'h-72'],
      ]}
      className="max-w-4xl"
    />
  )
}
