import type { Metadata } from 'next'
import { AllClear } from '@/components/attention/all-clear'
import { AttentionGroups } from '@/components/attention/attention-groups'
import { ShareHost } from '@/components/attention/share-host'
import { LivePage } from '@/components/live/live-page'
import { PageHeader } from '@/components/ui/page-header'
import { listAttention } from '@/lib/attention/list-attention'
import { retryDeletionAction, verifyConnectionAction } from '../connections/actions'
import { requireContext } from '../context'
import { getInviteLinkAction, mailInviteAction } from '../invites/actions'
import { startReconnectAction } from '../link-sessions/actions'
import { answerAskAction, askCreatorAction, releaseHoldAction, resolveOrphanAction } from './actions'

export const metadata: Metadata = { title: 'Needs attention' }

const SHARE = { getLink: getInviteLinkAction, mail: mailInviteAction }
const ACTIONS = {
  repair: {
    reconnect: startReconnectAction,
    verify: verifyConnectionAction,
    ask: askCreatorAction,
    share: SHARE,
  },
  resolveOrphan: resolveOrphanAction,
  retryDeletion: retryDeletionAction,
  answerAsk: answerAskAction,
  releaseHold: releaseHoldAction,
}

export default async function AttentionPage({ params }: { params: Promise<{ agency: string }> }) {
  const { agency: slug } = await params
  const ctx = await requireContext(slug, `/a/${slug}/attention`)
  const attention = await listAttention(ctx)
  return (
    <>
      <LivePage topics={['attention']} />
      <PageHeader
        title="Needs attention"
        description="What does not work, why, and who must act: high priority first, then the longest broken."
      />
      <ShareHost slug={slug} actions={SHARE}>
        {attention.total === 0 ? (
          <AllClear slug={slug} freshness={attention.freshness} />
        ) : (
          <AttentionGroups
            slug={slug}
            groups={attention.groups}
            attention={{ canResolveOrphans: attention.canResolveOrphans, canRetry: attention.canRetry }}
            actions={ACTIONS}
          />
        )}
      </ShareHost>
    </>
  )
}
