import type { ConnectionStatus } from '../connections/words'
import type { DiagnosisView, EvidenceLine } from '../diagnosis/view'
import type { ProviderProblem } from './list-problems'
import type { AttentionCause } from './words'

type Common = {
  /** Unique on the page. */
  key: string
  /** Since when it needs somebody. */
  since: Date
  /** The team gave its connection a high priority. */
  high: boolean
}

/** A connection that delivers no data, or soon will not. */
export type ConnectionItem = Common & {
  kind: 'connection'
  id: string
  displayName: string
  username: string
  avatarUrl: string | null
  status: ConnectionStatus
  creator: { id: string; name: string }
  diagnosis: DiagnosisView
}

/** A proven result that waits for a decision. */
export type ReviewItem = Common & {
  kind: 'review'
  linkSessionId: string
  username: string
  displayName: string
  avatarUrl: string | null
  creatorName: string
  /** The member of the team who began it, or made the invite for it. */
  startedBy: string | null
  what: string
  evidence: EvidenceLine[]
}

/** A creator whose link no longer works, and who asked for another. */
export type AskedItem = Common & {
  kind: 'asked'
  inviteId: string
  creatorName: string
  purpose: 'connect' | 'reconnect'
  /** With purpose reconnect. */
  username: string | null
}

/** A mail with a link that did not arrive. */
export type MailItem = Common & {
  kind: 'mail'
  inviteId: string
  creatorName: string
  to: string
  /** A code of the mail server's answer. */
  problem: string | null
}

/** A connection at the provider that nothing here explains. */
export type OrphanItem = Common & {
  kind: 'orphan'
  id: string
  username: string
  displayName: string
  avatarUrl: string | null
  providerConnectionId: string
  remoteStatus: string
}

/** A deletion that is owed at the provider and was refused more than once. */
export type DeletionItem = Common & {
  kind: 'deletion'
  id: string
  providerConnectionId: string
  connectionId: string | null
  attempts: number
  lastError: string | null
}

/** Something about a provider as a whole. */
export type ProblemItem = Common & { kind: 'problem'; problem: ProviderProblem }

export type AttentionItem =
  | ConnectionItem
  | ReviewItem
  | AskedItem
  | MailItem
  | OrphanItem
  | DeletionItem
  | ProblemItem

export type AttentionGroup = {
  cause: AttentionCause
  /** All of them; `items` holds the first. */
  count: number
  items: AttentionItem[]
}
