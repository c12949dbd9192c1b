import { ListSkeleton } from '@/components/ui/list-skeleton'

export default function CreatorsLoading() {
  return <ListSkeleton title="Creators" description="The people whose accounts are linked." search />
}
