import { Paging } from '@/components/ui/paging'
import type { StatusCounts } from '@/lib/connections/list-connections'
import type { ListInput } from '@/lib/connections/list-input'
import { PageLink } from '../ui/page-link'
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
            <PageLink href={listHref(slug, { sort: input.sort })} className="link">
              Clear all filters
            </PageLink>
          </>
        )}
      </p>
      <Paging
        first={input.after ? listHref(slug, input) : null}
        next={next ? listHref(slug, input, { after: next }) : null}
      />
    </div>
  )
}
