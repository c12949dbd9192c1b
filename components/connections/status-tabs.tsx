import { X } from 'lucide-react'
import Link from 'next/link'
import { cx } from '@/components/ui/cx'
import type { StatusCounts } from '@/lib/connections/list-connections'
import type { ListInput } from '@/lib/connections/list-input'
import { CONNECTION_STATUSES, reasonWords, STATUS_LABELS } from '@/lib/connections/words'
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
  const tabs = [undefined, ...CONNECTION_STATUSES]
  return (
    <nav aria-label="Connections by status" className="-mx-4 overflow-x-auto px-4 pb-1 md:mx-0 md:px-0">
      <ul className="flex min-w-max gap-1.5 md:min-w-0 md:flex-wrap">
        {tabs.map((status) => {
          const current = input.status === status
          return (
            <li key={status ?? 'all'}>
              <Link
                href={listHref(slug, input, { status, reason: undefined })}
                prefetch={false}
                aria-current={current ? 'page' : undefined}
                className={cx(
                  'inline-flex h-9 items-center gap-1.5 rounded-full border px-3 text-sm whitespace-nowrap md:h-8',
                  current
                    ? 'border-accent bg-accent-soft font-medium text-accent-text'
                    : 'border-line bg-surface text-ink-2 hover:border-line-strong hover:text-ink',
                )}
              >
                {status && <StatusIcon status={status} className="size-3.5" />}
                {status ? STATUS_LABELS[status] : 'All'}
                <span className={current ? undefined : 'text-muted'}>{words[status ?? 'all']}</span>
              </Link>
            </li>
          )
        })}
        {input.reason && (
          <li>
            <Link
              href={listHref(slug, input, { reason: undefined })}
              prefetch={false}
              className="inline-flex h-9 items-center gap-1.5 rounded-full border border-accent bg-accent-soft px-3 text-sm font-medium whitespace-nowrap text-accent-text md:h-8"
            >
              Only: {reasonWords(input.reason).label}
              <X aria-hidden className="size-3.5" />
              <span className="sr-only">(show all reasons)</span>
            </Link>
          </li>
        )}
      </ul>
    </nav>
  )
}
