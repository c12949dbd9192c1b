import { cx } from '@/components/ui/cx'
import { DOTTED } from '@/components/ui/dotted'
import { RelativeTime } from '@/components/ui/relative-time'
import type { EvidenceLine } from '@/lib/diagnosis/view'
import { PageLink } from '../ui/page-link'

/** The address of a line in the timeline of a page. */
export const lineHref = (path: string, id: number) => `${path}?line=${id}#line-${id}`

/** What something rests on, each a link to its line in the timeline. */
export function Evidence({ path, lines, most = 3 }: { path: string; lines: EvidenceLine[]; most?: number }) {
  if (lines.length === 0) return null
  return (
    <ul aria-label="Based on" className={cx(DOTTED, 'gap-y-0.5 text-sm text-muted')}>
      {lines.slice(0, most).map((line) => (
        <li key={line.id} className="min-w-0">
          <PageLink
            href={lineHref(path, line.id)}
            className="rounded text-ink-2 underline decoration-line-strong underline-offset-2 hover:text-ink hover:decoration-current"
          >
            {line.words}
          </PageLink>{' '}
          <RelativeTime at={line.at} className="whitespace-nowrap" />
        </li>
      ))}
    </ul>
  )
}
