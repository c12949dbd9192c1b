import type { ConsentText } from '@/db/schema/consents'
import type { Locale, PSEUDO_LOCALE } from '../i18n/locales'
import type { AttemptView } from '../login/view'

/** Why a link leads no further. `unknown`: it never existed, or the cookie is gone; nothing is told then. */
export type ClosedReason = 'unknown' | 'expired' | 'revoked' | 'used_up' | 'paused' | 'rotated'

/** Who asks: what the page shows of the agency. */
export type Asker = {
  agencyName: string
  /** The member of the team who made the invite; null when that person has left. */
  personName: string | null
  /** Path of the agency's logo on this site, or null. */
  logoUrl: string | null
}

/** An OnlyFans account as she is shown it. */
export type ShownAccount = { username: string; displayName: string; avatarUrl: string | null }

type Common = {
  language: Locale | typeof PSEUDO_LOCALE
  asker: Asker
  purpose: 'connect' | 'reconnect'
  /** Whose account is expected, without @; null when any will do. */
  expectedUsername: string | null
  providerName: string
  /** She logs in on our own page, not on the provider's. */
  isOurForm: boolean
  /** Continue opens the provider's page in a dialog over this one. */
  isFramed: boolean
  /** Whether she grants a list of permissions, or the account as a whole. */
  access: 'listed' | 'whole'
  /** She can open a page of her own: codes reach her by mail. */
  hasOwnPage: boolean
  expiresAt: Date
}

/** What the connect page shows: the server's state, and nothing that the browser remembers. */
export type ConnectView =
  | {
      step: 'closed'
      language: Locale | typeof PSEUDO_LOCALE
      reason: ClosedReason
      /** Null when the link is unknown. */
      asker: Asker | null
      /** She may ask the team for a new link, and has not yet. */
      canAsk: boolean
      asked: boolean
      /** Her own page can be opened with a code: she confirmed an address once. */
      canOpenPage: boolean
    }
  /** The consent page with *Continue*. `elsewhere`: a session is live on another device; Continue takes over. */
  | (Common & {
      step: 'welcome'
      consent: ConsentText
      consentHash: string
      elsewhere: boolean
      /** How the last try ended, when there was one: a key of the `words` messages. */
      lastOutcome: string | null
      /** Of the last try, where its end is not explained: the team finds it by that. */
      lastReference: string | null
      canOpenPage: boolean
      /** OnlyFans saw as many logins of this account as are safe: when the next one is free. Null while some are left. */
      loginFreeAt: Date | null
      /** Few logins are left on the provider's page: how many. Null else; our own form says it itself. */
      loginsLeft: number | null
    })
  /** Sent to the provider, in this browser; she came back by hand. `Continue` goes on there. */
  | (Common & { step: 'away'; startedAt: Date })
  /** The provider's page in a dialog over this one. `hasPage`: it has a page of its own, for when that is blocked. */
  | (Common & { step: 'frame'; hasPage: boolean })
  /** Our own form, the second factor, or the provider is at work; `attempt` says what. */
  | (Common & { step: 'login'; attempt: AttemptView })
  | (Common & { step: 'challenge'; attempt: AttemptView })
  | (Common & { step: 'working'; attempt: AttemptView })
  /** This browser's session was taken over by another device. */
  | (Common & { step: 'taken_over' })
  /** The provider says done, and Patchbay asks whether it is true. */
  | (Common & { step: 'checking' })
  /** Proven, but not the expected account: waits for the team; she may undo it and use another. */
  | (Common & { step: 'review'; account: ShownAccount; linkSessionId: string })
  /** Proven: is this your account? */
  | (Common & { step: 'account'; account: ShownAccount; linkSessionId: string })
  /** The end. */
  | (Common & {
      step: 'receipt'
      account: ShownAccount
      linkSessionId: string
      connectionId: string
      connectedAt: Date
      permissions: string[]
      /** Her confirmed address, masked (j•••@mail.com); null while there is none. */
      contactEmail: string | null
      /** More accounts may be connected with this link. */
      usesLeft: number
    })
