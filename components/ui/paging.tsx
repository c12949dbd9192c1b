import { ChevronRight, ChevronsLeft } from 'lucide-react'
import { LinkButton } from './link-button'

const WORDS = {
  list: { first: 'First page', next: 'Next page' },
  log: { first: 'Newest', next: 'Older' },
}

/** The ways to the first and to the next page of a list, or of a log that begins with the newest line; nothing without either. */
export function Paging({
  of = 'list',
  label = 'Pages of the list',
  first,
  next,
}: {
  of?: keyof typeof WORDS
  label?: string
  /** Null on the first page. */
  first: string | null
  /** Null on the last page. */
  next: string | null
}) {
  if (!first && !next) return null
  return (
    <nav aria-label={label} className="flex justify-end gap-2">
      {first && (
        <LinkButton size="sm" href={first}>
          <ChevronsLeft aria-hidden />
          {WORDS[of].first}
        </LinkButton>
      )}
      {next && (
        <LinkButton size="sm" href={next} rel="next">
          {WORDS[of].next}
          <ChevronRight aria-hidden />
        </LinkButton>
      )}
    </nav>
  )
}
