import { PageSkeleton } from '@/components/ui/page-skeleton'

export default function Loading() {
  return (
    <PageSkeleton
      label="Loading the connection…"
      head="h-12"
      main={[
        ['status', 'h-42'],
        ['diagnosis', 'h-44'],
        ['data', 'h-96'],
        ['timeline', 'h-80'],
      ]}
      aside={[
        ['details', 'h-128'],
        ['notes', 'h-96'],
      ]}
    />
  )
}
