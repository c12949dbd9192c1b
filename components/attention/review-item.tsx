import { Identity } from '@/components/connections/identity'
import { PriorityFlag } from '@/components/connections/priority-flag'
import { Evidence } from '@/components/diagnosis/evidence'
import { LinkButton } from '@/components/ui/link-button'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ReviewItem as Item } from '@/lib/attention/items'
import { AttentionRow, RowFacts } from './attention-row'

/** A result that waits for somebody's decision. */
export function ReviewItem({ slug, item }: { slug: string; item: Item }) {
  const path = `/a/${slug}/link-sessions/${item.linkSessionId}`
  return (
    <AttentionRow
      subject={
        <span className="flex min-w-0 items-center gap-2">
          <Identity avatarUrl={item.avatarUrl} displayName={item.displayName} username={item.username} />
          <PriorityFlag high={item.high} />
        </span>
      }
      actions={
        <LinkButton size="sm" href={path}>
          Review<span className="sr-only"> {item.username}</span>
        </LinkButton>
      }
    >
      <p className="text-pretty text-ink">{item.what}</p>
      <RowFacts>
        <span>
          For <bdi>{item.creatorName}</bdi>
        </span>
        <span>
          Came up <RelativeTime at={item.since} />
        </span>
        <span>Must act: {item.startedBy ? `${item.startedBy}, or an admin` : 'an admin'}</span>
      </RowFacts>
      <Evidence path={path} lines={item.evidence} />
    </AttentionRow>
  )
}
