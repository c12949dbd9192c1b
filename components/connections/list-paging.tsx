import { ChevronRight, ChevronsLeft } from 'lucide-react'
import Link from 'next/link'
import { LinkButton } from '@/components/ui/link-button'
import type { StatusCounts } from '@/lib/connections/list-connections'
import type { ListInput } from '@/lib/connections/list-input'
import { countWords } from './count-words'
import { isFiltered, listHref } from './list-url'

/** How much is shown, and the way to the next and to the first page. */
export function ListPaging({
  slug,
  input,
  next,
  shown,
  counts,
}: {
  slug: string
  input: ListInput
  next: string | null
  shown: number
  counts: StatusCounts
}) {
  const of = countWords(counts)[input.status ?? 'all']
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-sm text-muted">
      <p>
        {shown > 0 && `${shown} of ${of} ${of === '1' ? 'connection' : 'connections'}`}
        {shown > 0 && isFiltered(input) && (
          <>
            {' · '}
            <Link
              href={listHref(slug, {
                ...input,
                q: undefined,
                status: undefined,
                provider: undefined,
                creator: undefined,
                tag: undefined,
                mine: undefined,
              })}
              className="link"
            >
              Clear all filters
            </Link>
          </>
        )}
      </p>
      {(input.after || next) && (
        <nav aria-label="Pages of the list" className="flex gap-2">
          {input.after && (
            <LinkButton size="sm" href={listHref(slug, input)} prefetch={false}>
              <ChevronsLeft aria-hidden />
              First page
            </LinkButton>
          )}
          {next && (
            <LinkButton size="sm" href={listHref(slug, input, { after: next })} rel="next" prefetch={false}>
              Next page
              <ChevronRight aria-hidden />
            </LinkButton>
          )}
        </nav>
      )}
    </div>
  )
}
