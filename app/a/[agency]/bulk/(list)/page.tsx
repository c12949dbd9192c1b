import { ListChecks } from 'lucide-react'
import type { Metadata } from 'next'
import { JobList } from '@/components/bulk/job-list'
import { LivePage } from '@/components/live/live-page'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { listBulks } from '@/lib/bulk/list-bulks'
import { requireContext } from '../../context'

export const metadata: Metadata = { title: 'Bulk actions' }

type Props = { params: Promise<{ agency: string }> }

export default async function BulkJobsPage({ params }: Props) {
  const { agency: slug } = await params
  const ctx = await requireContext(slug, `/a/${slug}/bulk`)
  const jobs = await listBulks(ctx)
  return (
    <>
      <LivePage topics={['bulk']} />
      <PageHeader
        title="Bulk actions"
        description="What was done to many connections at once, and what came of it."
        back={{ href: `/a/${slug}/connections`, label: 'Connections' }}
      />
      <Card flush>
        {jobs.length > 0 ? (
          <JobList slug={slug} jobs={jobs} />
        ) : (
          <EmptyState
            icon={<ListChecks />}
            title="Nothing was done in bulk yet"
            description="Select connections in the list to ask their creators, verify, tag or assign them together."
            action={<LinkButton href={`/a/${slug}/connections`}>Go to the connections</LinkButton>}
          />
        )}
      </Card>
    </>
  )
}
