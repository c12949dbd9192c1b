import type { handoffs } from '@/db/schema/handoffs'
import { isBoundTo } from '../link-sessions/browser'
import type { LinkSessionRow } from '../link-sessions/move'
import type { Party } from './party'
import type { Solver } from './view'

export type HandoffRow = typeof handoffs.$inferSelect

type Attempt = Pick<LinkSessionRow, 'id' | 'browserHash' | 'inviteId'>

/**
 * True when this attempt is the party's at all: begun in this browser, or joined by it. Knowing its id opens nothing,
 * also within the team.
 */
export function isPartyOf(party: Party, row: Attempt, handoff: HandoffRow | null): boolean {
  if (party.side === 'handoff')
    return (
      party.linkSessionId === row.id &&
      handoff !== null &&
      handoff.id === party.handoffId &&
      isBoundTo(party.browser, { linkSessionId: row.id, browserHash: handoff.browserHash })
    )
  if (party.side === 'invite' ? row.inviteId !== party.inviteId : row.inviteId !== null) return false
  return isBoundTo(party.browser, { linkSessionId: row.id, browserHash: row.browserHash })
}

/**
 * Who answers. Once a creator has joined, she alone does, and the team follows until it takes the attempt back.
 * @param handoff the attempt's hand-off that is not revoked, or null
 */
export function solverOf(party: Party, row: Attempt, handoff: HandoffRow | null): Solver {
  const joined = handoff?.joinedAt ? handoff : null
  if (!isPartyOf(party, row, handoff)) return joined || row.inviteId ? 'creator' : 'team'
  if (party.side === 'team' && joined) return 'creator'
  return 'me'
}
