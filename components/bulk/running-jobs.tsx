import type { BulkJobView } from '@/lib/bulk/job-view'
import { jobTitle } from '@/lib/bulk/words'
import { LinkButton } from '../ui/link-button'
import { Notice } from '../ui/notice'

/** Over the list: which bulk actions are under way. */
export function RunningJobs({ slug, jobs }: { slug: string; jobs: BulkJobView[] }) {
  if (jobs.length === 0) return null
  return (
    <div className="mb-4 flex flex-col gap-2">
      {jobs.map((job) => (
        <Notice
          key={job.id}
          tone="info"
          title={jobTitle(job.kind, job.total)}
          actions={
            <LinkButton size="sm" href={`/a/${slug}/bulk/${job.id}`}>
              Follow
            </LinkButton>
          }
        >
          {job.createdBy} started this. {job.total - job.counts.waiting - job.counts.running} of {job.total}{' '}
          are over.
        </Notice>
      ))}
    </div>
  )
}
