import type { ConnectionStatus } from '../connections/words'
import type { LiveReconnect } from '../link-sessions/live-reconnect'
import type { LinkState } from '../link-sessions/states'

/** One line of the connection's timeline, as far as a rule may look at it. */
export type FactEvent = {
  id: number
  kind: string
  linkSessionId: string | null
  /** The reason or outcome code that the line carries. */
  code: string | null
  at: Date
}

/** The latest attempt to reconnect it that is over. */
export type Attempt = {
  linkSessionId: string
  state: LinkState
  /** Step of a cancellation, or the provider's or our code of a failure. */
  code: string | null
  endedAt: Date
}

/** The reconnect invite that the creator has and that is open. */
export type AskedInvite = {
  inviteId: string
  askedAt: Date
  expiresAt: Date
  opened: boolean
  started: boolean
}

/** Everything that a diagnosis is made of, and nothing else: the rules are pure. */
export type Facts = {
  connection: {
    status: ConnectionStatus
    reason: string
    brokenSince: Date | null
    lastProvenAt: Date | null
    endedAt: Date | null
    /** Something says that its login ended; it is asked once more. */
    suspectSince: Date | null
    /** Nobody tells of it, and it was not looked at for long. */
    overdue: boolean
  }
  /** Newest first. */
  events: FactEvent[]
  provider: {
    keyRefusedAt: Date | null
    unavailableSince: Date | null
    misconfiguredAt: Date | null
    /** Too many of its connections seemed to end at once, so no more do until somebody looked. */
    heldSince: Date | null
  }
  attempt: Attempt | null
  live: LiveReconnect | null
  review: { linkSessionId: string } | null
  invite: AskedInvite | null
}
