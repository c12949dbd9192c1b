/** What we hold of a connection, as far as the decision needs it. */
export type Held = { id: string; providerConnectionId: string; ofUserId: string; ended: boolean }

/** `username` is '' where the provider gave none. */
export type Proven = { connectionId: string; ofUserId: string; username: string }

export type ReviewReason =
  | 'other_user_new_id'
  | 'other_user_same_id'
  | 'browser_not_returned'
  | 'unexpected_account'
  | 'invite_used_up'

/** A choice in a review; what each does is in resolve-review.ts. */
export type ReviewChoice = 'keep_new' | 'confirm' | 'delete' | 'repair' | 'close_and_open'

/** Which choices fit which reason. */
const REVIEW_CHOICES: Record<ReviewReason, ReviewChoice[]> = {
  other_user_new_id: ['keep_new', 'delete'],
  other_user_same_id: ['repair', 'close_and_open'],
  browser_not_returned: ['confirm', 'delete'],
  unexpected_account: ['keep_new', 'delete'],
  invite_used_up: ['keep_new', 'delete'],
}

/** The choices of a stored reason; none for a reason of a newer version. */
export function choicesOf(reason: string | null): ReviewChoice[] {
  return REVIEW_CHOICES[reason as ReviewReason] ?? []
}

export type Decision =
  /** A new connection. */
  | { kind: 'create' }
  /** What we hold is proven again, in place. */
  | { kind: 'reconnect'; connection: Held }
  /** Same OnlyFans user under a new provider id: our row keeps its id, the old one is deleted upstream. */
  | { kind: 'replace_id'; connection: Held; oldProviderConnectionId: string }
  /** Proven, but not what was asked for. `block` names the connection whose data must not be read meanwhile. */
  | { kind: 'review'; reason: ReviewReason; block: Held | null }
  /** The connection was disconnected meanwhile. */
  | { kind: 'discard' }

/** What the invite of a session asks for, with its row locked; null for a session that the team started. */
export type Asked = {
  /** Lower case, without @; null when any account will do. */
  expectedUsername: string | null
  /** Another connection may still come of it. */
  hasRoom: boolean
}

/**
 * What a proven identity means for a session. Pure: the caller passes the rows that it has locked.
 *
 * A session of an invite exists only because its creator pressed *Continue* in the browser that it is bound to, so
 * that browser need not come back. The invite's username is a hint, because people rename themselves on OnlyFans:
 * another one, or none, is never refused but waits for somebody to look. On reconnect the OnlyFans user decides alone.
 * @param expected on reconnect, the connection to repair
 * @param byConnectionId our live connection with the proven provider id, if any
 * @param byUser our live connection of the proven OnlyFans user, if any
 * @param browserReturned the initiating browser came back through the callback
 */
export function decide(input: {
  proven: Proven
  expected: Held | null
  byConnectionId: Held | null
  byUser: Held | null
  browserReturned: boolean
  asked: Asked | null
}): Decision {
  const { proven, expected, byConnectionId, byUser, asked } = input
  if (expected) return decideReconnect(proven, expected)
  if (byConnectionId && byConnectionId.ofUserId !== proven.ofUserId)
    return { kind: 'review', reason: 'other_user_same_id', block: byConnectionId }
  // Somebody else may have finished a session that a staff member started: its initiator must confirm it.
  if (!asked && !input.browserReturned) return { kind: 'review', reason: 'browser_not_returned', block: null }
  if (asked?.expectedUsername && asked.expectedUsername !== proven.username.toLowerCase())
    return { kind: 'review', reason: 'unexpected_account', block: null }
  if (byConnectionId) return { kind: 'reconnect', connection: byConnectionId }
  if (byUser)
    return { kind: 'replace_id', connection: byUser, oldProviderConnectionId: byUser.providerConnectionId }
  if (asked && !asked.hasRoom) return { kind: 'review', reason: 'invite_used_up', block: null }
  return { kind: 'create' }
}

function decideReconnect(proven: Proven, expected: Held): Decision {
  if (expected.ended) return { kind: 'discard' }
  const sameId = proven.connectionId === expected.providerConnectionId
  const sameUser = proven.ofUserId === expected.ofUserId
  if (sameId && sameUser) return { kind: 'reconnect', connection: expected }
  if (sameUser)
    return {
      kind: 'replace_id',
      connection: expected,
      oldProviderConnectionId: expected.providerConnectionId,
    }
  if (sameId) return { kind: 'review', reason: 'other_user_same_id', block: expected }
  return { kind: 'review', reason: 'other_user_new_id', block: null }
}
