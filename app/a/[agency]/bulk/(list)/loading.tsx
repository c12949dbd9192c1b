import { ListSkeleton } from '@/components/ui/list-skeleton'

export default function Loading() {
  return (
    <ListSkeleton
      title="Bulk actions"
      description="What was done to many connections at once, and what came of it."
    />
  )
}
