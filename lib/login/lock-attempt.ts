import 'server-only'
import type { Tx } from '@/db/client'
import { requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { handoffOf } from '../handoffs/rows'
import { type LinkSessionRow, lockLinkSession } from '../link-sessions/move'
import { isLoginMode } from '../providers/types'
import type { Party } from './party'
import { isPartyOf, solverOf } from './solver'

/** A member of the team needs the right to connect; a creator's right is her link. */
export function requireParty(party: Party): void {
  if (party.side === 'team') requirePermission(party.ctx, 'connections.connect')
}

/**
 * The attempt with its row locked, for the one browser that may answer at this moment. Throws `not_found` for everybody
 * else, so that an id tells nothing; `conflict` for the team while a creator is at it, when its time is over, and in a
 * hosted mode, whose login is not given here.
 */
export async function lockAttempt(tx: Tx, party: Party, linkSessionId: string): Promise<LinkSessionRow> {
  const { ctx } = party
  const row = await lockLinkSession(tx, ctx, linkSessionId)
  const handoff = row && (await handoffOf(tx, ctx, row.id))
  if (!row || !isPartyOf(party, row, handoff)) throw notFound('attempt')
  if (!isLoginMode(row.mode))
    throw new AppError('conflict', 'This login is given on the provider’s own page, not here.')
  if (solverOf(party, row, handoff) !== 'me')
    throw new AppError('conflict', 'The creator is at it on her own device. Take it back first.')
  if (row.expiresAt <= ctx.now())
    throw new AppError('conflict', 'The time for this login is over. Start again.')
  return row
}
