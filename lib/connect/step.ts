import type { InviteState } from '../invites/states'
import type { LinkState } from '../link-sessions/states'
import { outcomeKey } from './outcome-words'
import type { ClosedReason } from './view'

/** What the step depends on of the newest session that this browser began with the invite. */
export type OwnSession = {
  state: LinkState
  outcomeCode: string | null
  isAcknowledged: boolean
  /** She said that it is not her account; or, once completed, its connection has ended. */
  isUndone: boolean
  /** Our own form asks for the login, not the provider's page. */
  isLoginMode: boolean
  /** The provider's page shows in a dialog over ours. */
  isFramed: boolean
  /** The provider's page has run out. */
  isOver: boolean
  /** It ran out before she got far, lately and for the first time: it is opened anew without a word. */
  isRenewable: boolean
}

export type Step =
  | { step: 'closed'; reason: ClosedReason }
  | { step: 'welcome'; lastOutcome: string | null }
  | {
      step:
        | 'away'
        | 'frame'
        | 'login'
        | 'challenge'
        | 'working'
        | 'taken_over'
        | 'checking'
        | 'review'
        | 'account'
        | 'receipt'
    }

export type StepFacts = {
  invite: InviteState
  /** The link that she holds was rotated away. */
  isRotated: boolean
  own: OwnSession | null
  /** A session is live in another browser. */
  elsewhere: boolean
  /** She asks to begin once more: after a receipt, or to take back what another device took over. */
  again: boolean
}

const REASONS: Record<InviteState, ClosedReason | null> = {
  open: null,
  paused: 'paused',
  expired: 'expired',
  used_up: 'used_up',
  revoked: 'revoked',
}

/** Why the link leads no further, or null. Revoked says more than rotated, because then no newer link helps. */
export function closedReason(invite: InviteState, isRotated: boolean): ClosedReason | null {
  if (invite === 'revoked') return 'revoked'
  return isRotated ? 'rotated' : REASONS[invite]
}

/** Steps that stand whatever became of the link: what this browser has brought to its end. */
function settledStep(own: OwnSession, again: boolean): Step | null {
  if (own.state === 'verifying') return { step: 'checking' }
  if (own.state === 'needs_review') return { step: 'review' }
  if (own.state !== 'completed' || own.isUndone) return null
  if (!own.isAcknowledged) return { step: 'account' }
  return again ? null : { step: 'receipt' }
}

const isLoggingIn = (own: OwnSession) =>
  own.state === 'created' || (['open', 'authenticating', 'challenge'].includes(own.state) && !own.isOver)

/** A form of ours that ran out asks her to continue once more: there is no page elsewhere to open anew for her. */
const isUnderWay = (own: OwnSession, elsewhere: boolean) =>
  isLoggingIn(own) || (own.isRenewable && !elsewhere && !own.isLoginMode)

function loginStep(own: OwnSession): Step {
  if (own.isFramed) return { step: own.isOver ? 'away' : 'frame' }
  if (!own.isLoginMode) return { step: 'away' }
  if (own.state === 'open') return { step: 'login' }
  return { step: own.state === 'challenge' ? 'challenge' : 'working' }
}

/** What the connect page shows. Pure: the server's rows and this browser's cookies decide, and nothing else. */
export function stepOf({ invite, isRotated, own, elsewhere, again }: StepFacts): Step {
  const settled = own && settledStep(own, again)
  if (settled) return settled
  const reason = closedReason(invite, isRotated)
  const underWay = own !== null && isUnderWay(own, elsewhere)
  // The link's own time may end while she logs in; the provider's page has its own hour.
  if (reason && !(reason === 'expired' && underWay && !own.isRenewable)) return { step: 'closed', reason }
  if (underWay) return loginStep(own)
  const isTaken = own?.state === 'revoked' && own.outcomeCode === 'taken_over'
  if (isTaken && elsewhere && !again) return { step: 'taken_over' }
  return { step: 'welcome', lastOutcome: own ? lastOutcomeOf(own) : null }
}

/** Words for how the last try ended. That the provider's page ran out is no news for her. */
function lastOutcomeOf(own: OwnSession): string | null {
  if (own.state === 'revoked' && own.outcomeCode === 'taken_over') return null
  if (own.state === 'expired' && own.outcomeCode === 'session_expired') return null
  return outcomeKey(own.state, own.outcomeCode)
}
