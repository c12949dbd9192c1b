import type { AgencyAction } from '@/components/connections/use-agency-action'
import { Card } from '@/components/ui/card'
import type { Attention } from '@/lib/attention/list-attention'
import type { ReconnectResult } from '@/lib/link-sessions/start-reconnect'
import { BrokenList } from './broken-list'
import { DeletionList } from './deletion-list'
import { OrphanList } from './orphan-list'
import { ReviewList } from './review-list'

export type AttentionActions = {
  reconnect: AgencyAction<ReconnectResult>
  resolveOrphan: AgencyAction<{ connectionId: string | null }>
  retryDeletion: AgencyAction<void>
}

/** Everything that needs somebody, the most urgent kind first. What is wrong with a provider stands over every page. */
export function AttentionSections({
  slug,
  attention,
  canRetry,
  actions,
}: {
  slug: string
  attention: Attention
  /** The viewer may delete at the provider. */
  canRetry: boolean
  actions: AttentionActions
}) {
  const { reviews, broken, orphans, deletions, truncated } = attention
  return (
    <div className="flex flex-col gap-4">
      {reviews.length > 0 && (
        <Card title="Waiting for a decision" description="Proven, but not what was asked for" flush>
          <ReviewList slug={slug} items={reviews} />
        </Card>
      )}
      {broken.length > 0 && (
        <Card title="Broken connections" description="The longest broken first" flush>
          <BrokenList slug={slug} items={broken} reconnect={actions.reconnect} />
          {truncated && (
            <p className="border-t border-line px-5 py-3 text-sm text-muted">
              These are the first hundred. More appear as they are repaired.
            </p>
          )}
        </Card>
      )}
      {orphans.length > 0 && (
        <Card
          title="Unexplained at the provider"
          description="The provider lists these connections, and none was made through Patchbay. Each may be billed."
          flush
        >
          <OrphanList
            slug={slug}
            items={orphans}
            canResolve={attention.canResolveOrphans}
            action={actions.resolveOrphan}
          />
        </Card>
      )}
      {deletions.length > 0 && (
        <Card
          title="Deletions not confirmed"
          description="Patchbay keeps trying until the provider confirms"
          flush
        >
          <DeletionList slug={slug} items={deletions} canRetry={canRetry} action={actions.retryDeletion} />
        </Card>
      )}
    </div>
  )
}
