import type { BulkJobView } from '@/lib/bulk/job-view'
import { RelativeTime } from '../ui/relative-time'
import { Tag } from '../ui/tag'

/** Who started a job, when, and what exactly it does. */
export function JobWords({ job }: { job: BulkJobView }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span>
        Started by {job.createdBy} <RelativeTime at={job.createdAt} />.
      </span>
      {job.addTags.length > 0 && <TagList words="Adds" tags={job.addTags} />}
      {job.removeTags.length > 0 && <TagList words="Takes away" tags={job.removeTags} />}
      {job.kind === 'assign' && <span>Looked after by {job.ownerName ?? 'nobody'} from now on.</span>}
      {job.kind === 'ask_creator' && (
        <span>
          {job.mail ? 'Mails the links where an address is known.' : 'Makes the links, and mails none.'}
        </span>
      )}
    </span>
  )
}

function TagList({ words, tags }: { words: string; tags: string[] }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      {words}
      {tags.map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
    </span>
  )
}
