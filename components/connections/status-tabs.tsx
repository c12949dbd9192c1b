import { X } from 'lucide-react'
import { FilterTab, FilterTabs } from '@/components/ui/filter-tabs'
import type { StatusCounts } from '@/lib/connections/list-connections'
import type { ListInput } from '@/lib/connections/list-input'
import { CONNECTION_STATUSES, reasonWords, STATUS_LABELS } from '@/lib/connections/words'
import { PageLink } from '../ui/page-link'
import { countWords } from './count-words'
import { listHref } from './list-url'
import { StatusIcon } from './status'

/** The statuses with their counts, as links; each keeps the other filters. */
export function StatusTabs({
  slug,
  input,
  counts,
}: {
  slug: string
  input: ListInput
  counts: StatusCounts
}) {
  const words = countWords(counts)
  return (
    <FilterTabs label="Connections by status">
      {[undefined, ...CONNECTION_STATUSES].map((status) => (
        <FilterTab
          key={status ?? 'all'}
          href={listHref(slug, input, { status, reason: undefined })}
          current={input.status === status}
          count={words[status ?? 'all']}
        >
          {status && <StatusIcon status={status} className="size-3.5" />}
          {status ? STATUS_LABELS[status] : 'All'}
        </FilterTab>
      ))}
      {input.reason && (
        <li>
          <PageLink
            href={listHref(slug, input, { reason: undefined })}
            className="inline-flex h-9 items-center gap-1.5 rounded-full border border-accent bg-accent-soft px-3 text-sm font-medium whitespace-nowrap text-accent-text md:h-8"
          >
            Only: {reasonWords(input.reason).label}
            <X aria-hidden className="size-3.5" />
            <span className="sr-only">(show all reasons)</span>
          </PageLink>
        </li>
      )}
    </FilterTabs>
  )
}
