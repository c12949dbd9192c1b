import { ListSkeleton } from '@/components/ui/list-skeleton'

export default function AuditLoading() {
  return <ListSkeleton />
}
