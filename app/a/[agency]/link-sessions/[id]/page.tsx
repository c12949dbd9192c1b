import type { Metadata } from 'next'
import { Timeline } from '@/components/connections/timeline'
import { AttemptPanel } from '@/components/link-sessions/attempt-panel'
import { CallbackAddress } from '@/components/link-sessions/callback-address'
import { InviteInstead } from '@/components/link-sessions/invite-instead'
import { ReviewPanel } from '@/components/link-sessions/review-panel'
import { SessionActions } from '@/components/link-sessions/session-actions'
import { SessionFacts } from '@/components/link-sessions/session-facts'
import { SessionPanel } from '@/components/link-sessions/session-panel'
import { SessionResult } from '@/components/link-sessions/session-result'
import { LivePage } from '@/components/live/live-page'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { listTimeline } from '@/lib/audit/list-timeline'
import type { Ctx } from '@/lib/auth/context'
import { may } from '@/lib/auth/permissions'
import { getConnection } from '@/lib/connections/get-connection'
import type { LinkSessionView } from '@/lib/link-sessions/get-link-session'
import { isLive } from '@/lib/link-sessions/states'
import { PROVIDER_NAMES } from '@/lib/providers/words'
import {
  createHandoffAction,
  grantLoginAction,
  resolveReviewAction,
  resumeLinkSessionAction,
  revokeHandoffAction,
  startReconnectAction,
  stopLinkSessionAction,
} from '../actions'
import { asksOf, attemptProps } from '../attempt-props'
import { frameNewsAction, leaveFrameAction, openFrameAction } from '../frame-actions'
import { loadLinkSession } from '../load-link-session'

type Props = { params: Promise<{ agency: string; id: string }> }

const ACTIONS = {
  openFrame: openFrameAction,
  frameNews: frameNewsAction,
  leaveFrame: leaveFrameAction,
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
  const login = attemptProps(ctx, session)
  const path = `/a/${slug}/link-sessions/${session.id}`
  return (
    <>
      <LivePage
        topics={[`link_session:${session.id}`]}
        {...(isLive(session.state) && {
          status: { url: `${path}/status`, seen: `${session.state} ${session.stateChangedAt.toISOString()}` },
        })}
      />
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
          <SessionPanel session={session} asks={asksOf(login)}>
            {session.callbackUrl && (
              <CallbackAddress url={session.callbackUrl} provider={PROVIDER_NAMES[session.provider]} />
            )}
            {result && <SessionResult slug={slug} connection={result} />}
            {login && (
              <AttemptPanel
                slug={slug}
                session={session}
                props={login}
                handoff={{ create: createHandoffAction, revoke: revokeHandoffAction }}
                grant={may(ctx, 'logins.override') ? grantLoginAction : null}
              />
            )}
            {session.canResume && <InviteInstead slug={slug} session={session} />}
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
