import { failureReason } from '@/components/connections/event-detail'
import { RetryDeletionButton } from '@/components/connections/retry-deletion-button'
import type { AgencyAction } from '@/components/connections/use-agency-action'
import { RelativeTime } from '@/components/ui/relative-time'
import type { DeletionItem as Item } from '@/lib/attention/items'
import { PageLink } from '../ui/page-link'
import { AttentionRow, RowFacts } from './attention-row'

/** A deletion that the provider has refused more than once. */
export function DeletionItem({
  slug,
  item,
  canRetry,
  action,
}: {
  slug: string
  item: Item
  canRetry: boolean
  action: AgencyAction<void>
}) {
  return (
    <AttentionRow
      subject={
        <>
          <p className="truncate font-mono text-sm text-ink">{item.providerConnectionId}</p>
          {item.connectionId && (
            <PageLink className="text-sm link" href={`/a/${slug}/connections/${item.connectionId}`}>
              Open its history
            </PageLink>
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
      <p className="text-ink">
        {item.lastError ? failureReason(item.lastError) : 'The provider did not confirm it.'}
      </p>
      <RowFacts>
        <span>
          Requested <RelativeTime at={item.since} />
        </span>
        <span>Tried {item.attempts} times</span>
        <span>Must act: admin</span>
      </RowFacts>
    </AttentionRow>
  )
}
