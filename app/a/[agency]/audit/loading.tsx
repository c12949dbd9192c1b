import { ListSkeleton } from '@/components/ui/list-skeleton'

export default function AuditLoading() {
  return (
    <ListSkeleton
      title="Audit log"
      description="Who did what, and what was refused. Nobody can change or delete a line."
      search
    />
  )
}
