import { ListSkeleton } from '@/components/ui/list-skeleton'

export default function TeamLoading() {
  return <ListSkeleton />
}
