import { cx } from '@/components/ui/cx'
import { RelativeTime } from '@/components/ui/relative-time'
import type { TimelineItem } from '@/lib/audit/list-timeline'
import { PageLink } from '../ui/page-link'
import { eventDetail } from './event-detail'
import { TimelineDot } from './timeline-dot'

function Line({
  slug,
  item,
  sessionLink,
  marked,
}: {
  slug: string
  item: TimelineItem
  sessionLink: string | null
  marked: boolean
}) {
  const detail = eventDetail(item.kind, item.data)
  return (
    <li
      id={`line-${item.id}`}
      aria-current={marked || undefined}
      className={cx(
        'relative flex scroll-mt-24 gap-3 pb-4 last:pb-0 before:absolute before:top-6 before:bottom-0 before:left-[11px] before:w-px before:bg-line last:before:hidden',
        marked && 'rounded-md outline-2 outline-offset-6 outline-accent',
      )}
    >
      <TimelineDot kind={item.kind} />
      <div className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-4 sm:flex-nowrap">
        <div className="min-w-0">
          <p className="text-ink">
            {item.words}
            {item.actor && (
              <span className="text-muted">
                {' '}
                · <bdi>{item.actor}</bdi>
              </span>
            )}
          </p>
          {detail && <p className="text-sm text-pretty text-ink-2">{detail}</p>}
          {sessionLink && (
            <PageLink className="text-sm link" href={`/a/${slug}/link-sessions/${sessionLink}`}>
              Session {sessionLink.slice(0, 8)}
            </PageLink>
          )}
        </div>
        <RelativeTime at={item.at} className="text-sm whitespace-nowrap text-muted" />
      </div>
    </li>
  )
}

/** The session of a line, where it is not that of the line above: lines of one session stand together. */
function linkAt(items: TimelineItem[], index: number): string | null {
  const id = items[index]?.linkSessionId ?? null
  return id === items[index - 1]?.linkSessionId ? null : id
}

/** What happened, the newest first. */
export function Timeline({
  slug,
  items,
  sessionLinks = false,
  marked,
}: {
  slug: string
  items: TimelineItem[]
  /** The line that a link led to. */
  marked?: number | undefined
  /** Lines link to the Link session that they belong to. */
  sessionLinks?: boolean
}) {
  if (items.length === 0) return <p className="text-ink-2">Nothing has happened yet.</p>
  return (
    <ol>
      {items.map((item, index) => (
        <Line
          key={item.id}
          slug={slug}
          item={item}
          marked={item.id === marked}
          sessionLink={sessionLinks ? linkAt(items, index) : null}
        />
      ))}
    </ol>
  )
}
