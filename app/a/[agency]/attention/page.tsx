import { CircleCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { AttentionSections } from '@/components/attention/attention-sections'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { type Attention, listAttention } from '@/lib/attention/list-attention'
import { may } from '@/lib/auth/permissions'
import { retryDeletionAction } from '../connections/actions'
import { requireContext } from '../context'
import { startReconnectAction } from '../link-sessions/actions'
import { resolveOrphanAction } from './actions'

export const metadata: Metadata = { title: 'Needs attention' }

const ACTIONS = {
  reconnect: startReconnectAction,
  resolveOrphan: resolveOrphanAction,
  retryDeletion: retryDeletionAction,
}

const isEmpty = ({ reviews, broken, orphans, deletions }: Attention) =>
  reviews.length + broken.length + orphans.length + deletions.length === 0

export default async function AttentionPage({ params }: { params: Promise<{ agency: string }> }) {
  const { agency: slug } = await params
  const ctx = await requireContext(slug, `/a/${slug}/attention`)
  const attention = await listAttention(ctx)
  return (
    <>
      <PageHeader title="Needs attention" description="What does not work, why, and who must act." />
      {isEmpty(attention) ? (
        <Card>
          <EmptyState
            icon={<CircleCheck />}
            title={attention.problems.length > 0 ? 'No single connection needs you' : 'Nothing needs you'}
            description={
              attention.problems.length > 0
                ? 'What is wrong concerns the provider as a whole; it stands at the top of every page.'
                : 'All proven: every connection worked when it was last checked. What breaks appears here by itself.'
            }
            action={
              <LinkButton href={`/a/${slug}/connections?sort=proven`}>
                See when each was last proven
              </LinkButton>
            }
          />
        </Card>
      ) : (
        <AttentionSections
          slug={slug}
          attention={attention}
          canRetry={may(ctx, 'connections.disconnect')}
          actions={ACTIONS}
        />
      )}
    </>
  )
}
