import type { Metadata } from 'next'
import { JobButtons } from '@/components/bulk/job-buttons'
import { JobProgress } from '@/components/bulk/job-progress'
import { JobPaging, JobRows, JobTabs } from '@/components/bulk/job-rows'
import { JobWords } from '@/components/bulk/job-words'
import { LivePage } from '@/components/live/live-page'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { getBulk } from '@/lib/bulk/get-bulk'
import { bulkListInput } from '@/lib/bulk/list-input'
import { jobTitle, progressVersion } from '@/lib/bulk/words'
import { retryBulkAction, stopBulkAction } from '../actions'
import { loadBulk } from '../load-bulk'

export const metadata: Metadata = { title: 'Bulk action' }

type Props = {
  params: Promise<{ agency: string; id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function BulkJobPage({ params, searchParams }: Props) {
  const { agency: slug, id } = await params
  const ctx = await loadBulk(slug, id)
  const input = bulkListInput.parse(await searchParams)
  const { job, items, next, canSteer } = await getBulk(ctx, id, input)
  const href = `/a/${slug}/bulk/${job.id}`
  return (
    <>
      <LivePage
        topics={[`bulk:${job.id}`]}
        {...(job.state === 'running' && {
          status: { url: `${href}/status`, seen: `${job.state} ${progressVersion(job.counts)}` },
        })}
      />
      <PageHeader
        title={jobTitle(job.kind, job.total)}
        description={<JobWords job={job} />}
        back={{ href: `/a/${slug}/bulk`, label: 'Bulk actions' }}
        actions={
          canSteer && (
            <JobButtons
              slug={slug}
              jobId={job.id}
              running={job.state === 'running'}
              failed={job.counts.failed}
              stop={stopBulkAction}
              retry={retryBulkAction}
            />
          )
        }
      />
      <div className="flex flex-col gap-4">
        <Card>
          <JobProgress state={job.state} counts={job.counts} total={job.total} />
        </Card>
        <JobTabs href={href} counts={job.counts} show={input.show} />
        <Card flush>
          {items.length > 0 ? (
            <JobRows slug={slug} items={items} />
          ) : (
            <p className="px-4 py-6 text-center text-muted">No row stands here at the moment.</p>
          )}
        </Card>
        <JobPaging href={href} input={input} next={next} />
      </div>
    </>
  )
}
