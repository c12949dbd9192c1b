import { ChevronRight } from 'lucide-react'
import type { StatusCounts as Counts } from '@/lib/connections/list-connections'
import { CONNECTION_STATUSES, STATUS_LABELS } from '@/lib/connections/words'
import { countWords } from '../connections/count-words'
import { StatusIcon } from '../connections/status'
import { Card } from '../ui/card'
import { cx } from '../ui/cx'
import { PageLink } from '../ui/page-link'

/** How many connections each status has; each line is the list of them. */
export function StatusCounts({ slug, counts }: { slug: string; counts: Counts }) {
  const words = countWords(counts)
  return (
    <Card
      title="Connections"
      flush
      actions={
        <PageLink href={`/a/${slug}/connections`} className="link text-sm">
          All {words.all}
        </PageLink>
      }
    >
      <ul className="py-1.5">
        {CONNECTION_STATUSES.map((status) => (
          <li key={status}>
            <PageLink
              href={`/a/${slug}/connections?status=${status}`}
              className="group flex h-9 items-center gap-2.5 px-4 -outline-offset-2 hover:bg-sunken max-md:h-11 md:px-5"
            >
              <StatusIcon status={status} className={counts[status] === 0 ? 'opacity-50' : ''} />
              <span className={counts[status] === 0 ? 'text-muted' : 'text-ink'}>
                {STATUS_LABELS[status]}
              </span>
              <span className={cx('ml-auto', counts[status] === 0 ? 'text-muted' : 'font-semibold text-ink')}>
                {words[status]}
              </span>
              <ChevronRight aria-hidden className="-mr-1 size-4 text-line-bold group-hover:text-ink" />
            </PageLink>
          </li>
        ))}
      </ul>
    </Card>
  )
}
