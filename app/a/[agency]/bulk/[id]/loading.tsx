import { PageSkeleton } from '@/components/ui/page-skeleton'

export default function Loading() {
  return (
    <PageSkeleton
      label="Loading the bulk action…"
      head="h-13"
      main={[
        ['progress', 'h-28'],
        ['rows', 'h-96'],
      ]}
    />
  )
}
