import Link from 'next/link'
import { RelativeTime } from '@/components/ui/relative-time'
import type { EvidenceLine } from '@/lib/diagnosis/view'

/** The address of a line in the timeline of a page. */
export const lineHref = (path: string, id: number) => `${path}?line=${id}#line-${id}`

/** What something rests on, each a link to its line in the timeline. */
export function Evidence({ path, lines, most = 3 }: { path: string; lines: EvidenceLine[]; most?: number }) {
  if (lines.length === 0) return null
  return (
    <ul
      aria-label="Based on"
      className="flex flex-wrap gap-x-2 gap-y-0.5 text-sm text-muted [&>li:not(:last-child)]:after:ml-2 [&>li:not(:last-child)]:after:content-['·']"
    >
      {lines.slice(0, most).map((line) => (
        <li key={line.id} className="min-w-0">
          <Link
            href={lineHref(path, line.id)}
            prefetch={false}
            className="rounded text-ink-2 underline decoration-line-strong underline-offset-2 hover:text-ink hover:decoration-current"
          >
            {line.words}
          </Link>{' '}
          <RelativeTime at={line.at} className="whitespace-nowrap" />
        </li>
      ))}
    </ul>
  )
}
