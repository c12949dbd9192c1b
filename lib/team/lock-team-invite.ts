import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { teamInvites } from '@/db/schema/team-invites'
import type { Ctx } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { lockTeam, underLock } from './lock-team'
import { teamInviteState } from './states'

export type TeamInviteRow = typeof teamInvites.$inferSelect

/**
 * Reads an invitation that can still be accepted or renewed, and locks it. An owner's invitation is for owners alone: whoever
 * holds its link becomes an owner.
 */
export async function lockTeamInvite(tx: Tx, ctx: Ctx, id: string): Promise<TeamInviteRow> {
  const team = await lockTeam(tx, ctx, 'team.manage')
  const [row] = await tx
    .select()
    .from(teamInvites)
    .where(and(eq(teamInvites.agencyId, ctx.agency.id), eq(teamInvites.id, id)))
    .for('update')
  if (!row) throw notFound('invitation')
  if (row.role === 'owner') requirePermission(underLock(ctx, team), 'team.manage_owners')
  const state = teamInviteState(row, ctx.now())
  if (state === 'accepted') throw new AppError('conflict', 'This invitation was accepted already.')
  if (state === 'revoked') throw new AppError('conflict', 'This invitation is revoked. Invite them again.')
  return row
}
