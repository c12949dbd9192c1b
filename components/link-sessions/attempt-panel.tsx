import type { LinkSessionView } from '@/lib/link-sessions/get-link-session'
import type { AgencyAction } from '../connections/use-agency-action'
import type { AttemptProps } from '../login/attempt-props'
import { AttemptScreen } from '../login/attempt-screen'
import { GrantLogin } from './grant-login'
import { type HandoffActions, HandoffPanel } from './handoff-panel'
import { WaitingLine } from './waiting-line'

/**
 * A live login through our own form, for the team: its screens where this browser answers, else how it goes; and the
 * way to hand it over to the creator.
 */
export function AttemptPanel({
  slug,
  session,
  props,
  handoff,
  grant,
}: {
  slug: string
  session: LinkSessionView
  props: AttemptProps
  handoff: HandoffActions
  /** Allows one more login than is safe; null for those who may not. */
  grant: AgencyAction<unknown> | null
}) {
  const { attempt } = props
  const { name, id: creatorId } = session.creator
  const mine = attempt.solver === 'me'
  const handsOver = mine || (session.startedByMe && attempt.handoff !== null)
  const budget = attempt.form?.budget
  const spent = budget && budget.used >= budget.most && !budget.overridden
  return (
    <div className="flex max-w-prose flex-col gap-5">
      {mine ? <AttemptScreen {...props} /> : <WaitingLine attempt={attempt} creator={name} />}
      {spent && grant && (
        <div>
          <GrantLogin slug={slug} creatorId={creatorId} creator={name} action={grant} />
        </div>
      )}
      {handsOver && (
        <HandoffPanel
          slug={slug}
          linkSessionId={session.id}
          handoff={attempt.handoff}
          creator={name}
          actions={handoff}
        />
      )}
    </div>
  )
}
