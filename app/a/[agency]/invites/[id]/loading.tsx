import { PageSkeleton } from '@/components/ui/page-skeleton'

export default function InviteLoading() {
  return (
    <PageSkeleton
      label="Loading the invite…"
      head="h-13"
      main={[
        ['counters', 'h-18'],
        ['link', 'h-44'],
        ['mails', 'h-28'],
        ['timeline', 'h-64'],
      ]}
      aside={[
        ['facts', 'h-112'],
        ['attempts', 'h-40'],
      ]}
    />
  )
}
