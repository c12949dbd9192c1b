import type { RemoteConnection } from '../providers/types'
import type { ConnectionRow } from './rows'
import { isWorking } from './words'

/** What the provider's list says about a connection of ours, when it says something that we do not hold. */
export type ListWord =
  /** Another OnlyFans user stands behind it. */
  | 'other_user'
  /** The provider calls its login ended: a read decides. */
  | 'ended'
  | 'awaiting_2fa'
  /** It works again, or we no longer know that it does: a read decides. */
  | 'active_again'
  | 'permissions'

type Ours = Pick<ConnectionRow, 'status' | 'ofUserId' | 'permissions' | 'lastProvenAt'>

/** So long our own proof is newer than a list that was being read meanwhile. */
const FRESH_MS = 60_000

const sameList = (a: string[], b: string[]) => a.length === b.length && a.every((value, i) => value === b[i])

/** Compares one line of the provider's list with our row; null when they agree, or when our row is newer. Pure. */
export function listSays(row: Ours, remote: RemoteConnection, now: Date): ListWord | null {
  // A reconnect may have finished after this list was read: what the list says is older than what we proved.
  const proven = row.lastProvenAt
  if (proven && remote.updatedAt && proven > remote.updatedAt && now.getTime() - proven.getTime() < FRESH_MS)
    return null
  // A login that has ended answers as nobody: the stranger of a refused review stays listed until the repair.
  const stranger = remote.identity.id !== '' && row.ofUserId !== remote.identity.id
  if (stranger && remote.status === 'active') return row.status === 'needs_review' ? null : 'other_user'
  if (row.status !== 'needs_review') {
    if (remote.status === 'expired' && row.status !== 'needs_reauth') return 'ended'
    if (remote.status === 'awaiting_2fa' && row.status !== 'awaiting_2fa') return 'awaiting_2fa'
    if (remote.status === 'active' && row.status !== 'active' && row.status !== 'expiring')
      return 'active_again'
  }
  return !stranger && !sameList(row.permissions, remote.permissions) ? 'permissions' : null
}

/** True when following this word would end a connection that works. */
export function wouldEnd(row: Pick<Ours, 'status'>, word: ListWord | null): boolean {
  return isWorking(row.status) && (word === 'other_user' || word === 'ended' || word === 'awaiting_2fa')
}
