import { ReconnectButton } from '@/components/connections/reconnect-button'
import type { AgencyAction } from '@/components/connections/use-agency-action'
import { LinkButton } from '@/components/ui/link-button'
import type { FrameView } from '@/lib/embed/frame-view'
import type { NewsResult } from '@/lib/embed/take-news'
import type { LinkSessionView } from '@/lib/link-sessions/get-link-session'
import type { ReconnectResult } from '@/lib/link-sessions/start-reconnect'
import { isLive } from '@/lib/link-sessions/states'
import { isLoginMode } from '@/lib/providers/types'
import { PROVIDER_NAMES } from '@/lib/providers/words'
import { FramePanel } from '../embed/frame-panel'
import { LoginsLeftLine } from '../login/logins-left'
import { ResumeButton } from './resume-button'
import { StopButton } from './stop-button'

export type SessionActionSet = {
  resume: AgencyAction<{ url: string }>
  openFrame: AgencyAction<FrameView>
  frameNews: AgencyAction<NewsResult>
  leaveFrame: AgencyAction<{ url: string | null }>
  stop: AgencyAction<void>
  reconnect: AgencyAction<ReconnectResult>
}

/** What one can do with a session now: go on, stop it, or start again. */
export function SessionActions({
  slug,
  session,
  actions,
}: {
  slug: string
  session: LinkSessionView
  actions: SessionActionSet
}) {
  const provider = PROVIDER_NAMES[session.provider]
  if (isLive(session.state))
    return (
      <div className="flex flex-wrap gap-2">
        {session.logins && (
          <div className="basis-full">
            <LoginsLeftLine logins={session.logins} />
          </div>
        )}
        {session.canResume &&
          (session.mode === 'embed' ? (
            <FramePanel
              slug={slug}
              linkSessionId={session.id}
              provider={provider}
              opensItself={session.isFresh}
              open={actions.openFrame}
              news={actions.frameNews}
              onPage={session.hasPage ? actions.leaveFrame : null}
            />
          ) : (
            <ResumeButton
              slug={slug}
              linkSessionId={session.id}
              provider={provider}
              action={actions.resume}
            />
          ))}
        {session.canStop && (
          <StopButton
            slug={slug}
            linkSessionId={session.id}
            purpose={session.purpose}
            hosted={isLoginMode(session.mode) ? null : provider}
            action={actions.stop}
          />
        )}
      </div>
    )
  if (session.state === 'completed' || session.state === 'needs_review') return null
  return (
    <div className="flex flex-wrap gap-2">
      {session.connection ? (
        <>
          <ReconnectButton
            slug={slug}
            connectionId={session.connection.id}
            name={session.connection.username}
            action={actions.reconnect}
            label="Start again"
            variant="primary"
            size="md"
          />
          <LinkButton href={`/a/${slug}/connections/${session.connection.id}`}>Open connection</LinkButton>
        </>
      ) : (
        <LinkButton variant="primary" href={`/a/${slug}/connections/new?creator=${session.creator.id}`}>
          Start again
        </LinkButton>
      )}
    </div>
  )
}
