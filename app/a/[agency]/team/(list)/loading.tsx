import { ListSkeleton } from '@/components/ui/list-skeleton'

export default function TeamLoading() {
  return (
    <ListSkeleton
      title="Team"
      description="Who works here and what each may do. Creators are not part of it."
    />
  )
}
