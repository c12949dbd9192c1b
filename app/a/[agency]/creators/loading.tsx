import { ListSkeleton } from '@/components/ui/list-skeleton'

export default function CreatorsLoading() {
  return <ListSkeleton />
}
