import { Identity } from '@/components/connections/identity'
import { LinkButton } from '@/components/ui/link-button'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ReviewItem } from '@/lib/attention/list-attention'
import { AttentionRow, RowFacts } from './attention-row'

/** Results that wait for somebody's decision. */
export function ReviewList({ slug, items }: { slug: string; items: ReviewItem[] }) {
  return (
    <ul>
      {items.map((item) => (
        <AttentionRow
          key={item.linkSessionId}
          subject={
            <Identity avatarUrl={item.avatarUrl} displayName={item.displayName} username={item.username} />
          }
          actions={
            <LinkButton
              size="sm"
              variant="primary"
              href={`/a/${slug}/link-sessions/${item.linkSessionId}`}
              prefetch={false}
            >
              Review<span className="sr-only"> {item.username}</span>
            </LinkButton>
          }
        >
          <p className="text-pretty">{item.what}</p>
          <RowFacts>
            <span>
              For <bdi>{item.creatorName}</bdi>
            </span>
            <span aria-hidden>·</span>
            <span>
              Came up <RelativeTime at={item.since} />
            </span>
            <span aria-hidden>·</span>
            <span>Must act: {item.startedBy ? `${item.startedBy}, or an admin` : 'an admin'}</span>
          </RowFacts>
        </AttentionRow>
      ))}
    </ul>
  )
}
