import { PageSkeleton } from '@/components/ui/page-skeleton'

export default function MemberLoading() {
  return (
    <PageSkeleton
      label="Loading the person…"
      head="h-13"
      main={[['role', 'h-96']]}
      aside={[['about', 'h-72']]}
    />
  )
}
