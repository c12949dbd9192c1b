import type { Metadata } from 'next'
import { Timeline } from '@/components/connections/timeline'
import { CallbackAddress } from '@/components/link-sessions/callback-address'
import { ReviewPanel } from '@/components/link-sessions/review-panel'
import { SessionActions } from '@/components/link-sessions/session-actions'
import { SessionFacts } from '@/components/link-sessions/session-facts'
import { SessionPanel } from '@/components/link-sessions/session-panel'
import { SessionResult } from '@/components/link-sessions/session-result'
import { SessionWatcher } from '@/components/link-sessions/session-watcher'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { listTimeline } from '@/lib/audit/list-timeline'
import type { Ctx } from '@/lib/auth/context'
import { getConnection } from '@/lib/connections/get-connection'
import type { LinkSessionView } from '@/lib/link-sessions/get-link-session'
import { isLive } from '@/lib/link-sessions/states'
import {
  resolveReviewAction,
  resumeLinkSessionAction,
  startReconnectAction,
  stopLinkSessionAction,
} from '../actions'
import { loadLinkSession } from '../load-link-session'

type Props = { params: Promise<{ agency: string; id: string }> }

const ACTIONS = {
  resume: resumeLinkSessionAction,
  stop: stopLinkSessionAction,
  reconnect: startReconnectAction,
}

function titleOf(session: LinkSessionView): string {
  return session.connection ? `Reconnect @${session.connection.username}` : `Connect ${session.creator.name}`
}

/** The account that a completed session led to. */
async function resultOf(ctx: Ctx, session: LinkSessionView) {
  if (session.state !== 'completed' || !session.resultConnectionId) return null
  return getConnection(ctx, session.resultConnectionId)
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { agency, id } = await params
  const { session } = await loadLinkSession(agency, id)
  return { title: `${session.label} · ${titleOf(session)}` }
}

export default async function LinkSessionPage({ params }: Props) {
  const { agency: slug, id } = await params
  const { ctx, session } = await loadLinkSession(slug, id)
  const [timeline, result] = await Promise.all([
    listTimeline(ctx, { linkSessionId: session.id }),
    resultOf(ctx, session),
  ])
  const path = `/a/${slug}/link-sessions/${session.id}`
  return (
    <>
      {isLive(session.state) && (
        <SessionWatcher
          url={`${path}/status`}
          seen={`${session.state} ${session.stateChangedAt.toISOString()}`}
        />
      )}
      <PageHeader
        back={
          session.connection
            ? {
                href: `/a/${slug}/connections/${session.connection.id}`,
                label: `@${session.connection.username}`,
              }
            : { href: `/a/${slug}/connections`, label: 'Connections' }
        }
        title={titleOf(session)}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <SessionPanel session={session}>
            {session.callbackUrl && <CallbackAddress url={session.callbackUrl} />}
            {result && <SessionResult slug={slug} connection={result} />}
            <ReviewPanel slug={slug} session={session} action={resolveReviewAction} />
            <SessionActions slug={slug} session={session} actions={ACTIONS} />
          </SessionPanel>
          <Card title="Timeline">
            <Timeline slug={slug} items={timeline.items} />
          </Card>
        </div>
        <SessionFacts session={session} />
      </div>
    </>
  )
}
