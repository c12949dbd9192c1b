import Link from 'next/link'
import { failureReason } from '@/components/connections/event-detail'
import { RetryDeletionButton } from '@/components/connections/retry-deletion-button'
import type { AgencyAction } from '@/components/connections/use-agency-action'
import { RelativeTime } from '@/components/ui/relative-time'
import type { PendingDeletionItem } from '@/lib/attention/list-attention'
import { AttentionRow, RowFacts } from './attention-row'

/** Deletions that the provider has not confirmed. */
export function DeletionList({
  slug,
  items,
  canRetry,
  action,
}: {
  slug: string
  items: PendingDeletionItem[]
  canRetry: boolean
  action: AgencyAction<void>
}) {
  return (
    <ul>
      {items.map((item) => (
        <AttentionRow
          key={item.id}
          subject={
            <>
              <p className="truncate font-mono text-sm text-ink">{item.providerConnectionId}</p>
              {item.connectionId && (
                <Link
                  className="text-sm link"
                  href={`/a/${slug}/connections/${item.connectionId}`}
                  prefetch={false}
                >
                  Open its history
                </Link>
              )}
            </>
          }
          actions={
            canRetry ? (
              <RetryDeletionButton slug={slug} deletionId={item.id} action={action} />
            ) : (
              <span className="text-sm text-muted">Tried again by itself</span>
            )
          }
        >
          <p>{item.lastError ? failureReason(item.lastError) : 'The provider was not asked yet.'}</p>
          <RowFacts>
            <span>
              Requested <RelativeTime at={item.requestedAt} />
            </span>
            <span aria-hidden>·</span>
            <span>
              Tried {item.attempts} {item.attempts === 1 ? 'time' : 'times'}
            </span>
          </RowFacts>
        </AttentionRow>
      ))}
    </ul>
  )
}
