import type { Challenge, ChallengeLinks } from '../providers/challenge'
import type { LinkMode, ProviderId } from '../providers/types'

/** How many logins of one OnlyFans account are left; shown before the button. */
export type BudgetView = {
  used: number
  most: number
  /** When the next one is free again, with none left; null while some are. */
  freeAt: Date | null
  /** An admin let one more through. */
  overridden: boolean
}

/** Who answers at this moment: this browser, or somebody else who is at it. */
export type Solver = 'me' | 'creator' | 'team' | 'nobody'

/**
 * A live attempt in a login mode as its screens show it, on the team's side and on the creator's. Holds no code, no
 * password and no credential; the links are there only for the browser that answers.
 */
export type AttemptView = {
  linkSessionId: string
  provider: ProviderId
  mode: LinkMode
  purpose: 'connect' | 'reconnect'
  /** The server's time, by which the timers count: ISO 8601. */
  now: string
  expiresAt: Date
  solver: Solver
  /** The login form is due: nothing was sent yet, or OnlyFans refused the last one. */
  form: {
    methods: ('password' | 'mobile_app')[]
    offersToRemember: boolean
    /** A code of lib/login/words.ts; null on the first try. */
    lastError: string | null
    /** From when on the provider takes a login again, ISO 8601; null when it does now. */
    retryAt: string | null
    budget: BudgetView
  } | null
  challenge:
    | (Challenge & {
        /** The provider took the last answer and has not said yet whether it is right. */
        isChecking: boolean
        links: ChallengeLinks | null
      })
    | null
  /** The provider is at work: its own word for where, null when it says none. */
  progress: string | null
  /** The hand-off of this attempt, for the team; null when there is none, and for creators. */
  handoff: { id: string; state: 'waiting' | 'joined' } | null
}
