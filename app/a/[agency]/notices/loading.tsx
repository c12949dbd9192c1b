import { ListSkeleton } from '@/components/ui/list-skeleton'

export default function Loading() {
  return (
    <ListSkeleton
      title="Notices"
      description="What broke, and what works again, of the connections that you look after."
    />
  )
}
