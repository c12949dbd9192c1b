import { Card } from '@/components/ui/card'
import { Paging } from '@/components/ui/paging'
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
          <div className="mt-4 border-t border-line pt-4">
            <Paging
              of="log"
              label="Pages of the timeline"
              first={paged ? `${path}#timeline` : null}
              next={older === null ? null : `${path}?before=${older}#timeline`}
            />
          </div>
        )}
      </Card>
    </div>
  )
}
