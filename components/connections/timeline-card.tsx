import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import type { TimelineItem } from '@/lib/audit/list-timeline'
import { Timeline } from './timeline'

/** The timeline of a connection, page by page. */
export function TimelineCard({
  slug,
  path,
  items,
  older,
  paged,
  marked,
}: {
  slug: string
  /** The connection's own address. */
  path: string
  items: TimelineItem[]
  older: number | null
  /** Older lines are shown, not the newest. */
  paged: boolean
  /** The line that a link led to. */
  marked?: number | undefined
}) {
  return (
    <div id="timeline" className="scroll-mt-16">
      <Card title="Timeline">
        <Timeline slug={slug} items={items} sessionLinks marked={marked} />
        {(older !== null || paged) && (
          <nav aria-label="Pages of the timeline" className="mt-4 flex gap-2 border-t border-line pt-4">
            {paged && (
              <LinkButton size="sm" href={`${path}#timeline`} prefetch={false}>
                Newest
              </LinkButton>
            )}
            {older !== null && (
              <LinkButton size="sm" href={`${path}?before=${older}#timeline`} prefetch={false}>
                Older
              </LinkButton>
            )}
          </nav>
        )}
      </Card>
    </div>
  )
}
