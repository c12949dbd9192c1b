import type { BulkJobView } from '@/lib/bulk/job-view'
import { type BulkState, ITEM_LABELS, jobTitle, STATE_LABELS } from '@/lib/bulk/words'
import { Badge } from '../ui/badge'
import { PageLink } from '../ui/page-link'
import { RelativeTime } from '../ui/relative-time'
import type { Tone } from '../ui/tone'
import { JobBar } from './job-bar'

const TONES: Record<BulkState, Tone> = { running: 'info', done: 'success', cancelled: 'warning' }
const TELLING = ['done', 'failed', 'skipped', 'cancelled'] as const

/** The newest jobs, each with what came of it. */
export function JobList({ slug, jobs }: { slug: string; jobs: BulkJobView[] }) {
  return (
    <ul aria-label="Bulk actions" className="divide-y divide-line">
      {jobs.map((job) => (
        <li key={job.id} className="relative flex flex-col gap-2 px-4 py-3 hover:bg-sunken/50 md:px-5">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <PageLink
              href={`/a/${slug}/bulk/${job.id}`}
              className="min-w-0 rounded font-medium after:absolute after:inset-0 after:content-['']"
            >
              {jobTitle(job.kind, job.total)}
            </PageLink>
            <Badge tone={TONES[job.state]}>{STATE_LABELS[job.state]}</Badge>
          </div>
          {job.state === 'running' && (
            <JobBar
              counts={job.counts}
              total={job.total}
              label={`Progress of ${jobTitle(job.kind, job.total)}`}
            />
          )}
          <p className="flex flex-wrap gap-x-4 text-sm text-muted">
            <span>
              {job.createdBy} · <RelativeTime at={job.createdAt} />
            </span>
            {TELLING.filter((state) => job.counts[state] > 0).map((state) => (
              <span key={state} className={state === 'failed' ? 'text-danger' : undefined}>
                {ITEM_LABELS[state]} {job.counts[state]}
              </span>
            ))}
          </p>
        </li>
      ))}
    </ul>
  )
}
