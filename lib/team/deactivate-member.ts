import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { memberships } from '@/db/schema/memberships'
import { passwordResets } from '@/db/schema/password-resets'
import { sessions } from '@/db/schema/sessions'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError } from '../errors'
import { systemDb } from '../system/db'
import { type handOverInput, moveConnections } from './hand-over'
import { lockTeam, requireAnotherOwner, underLock } from './lock-team'
import { revokeBeyondRights } from './revoke-beyond-rights'

/**
 * Takes somebody out of the team: their sessions end, reset links and invitations that they gave are revoked, and what they
 * looked after goes to somebody else or to nobody. Their row and their name in the history stay.
 */
export async function deactivateMember(ctx: Ctx, input: z.infer<typeof handOverInput>): Promise<void> {
  requirePermission(ctx, 'team.manage')
  // The web's role may not touch sessions, so this runs as the system; every statement names the agency itself.
  await inAgency({ ...ctx, db: systemDb() }, async (tx) => {
    const team = await lockTeam(tx, ctx, 'team.manage')
    const target = team.member(input.userId)
    if (target.role === 'owner') requirePermission(underLock(ctx, team), 'team.manage_owners')
    if (team.me?.userId === target.userId)
      throw new AppError('conflict', 'You cannot deactivate yourself. Ask another owner or admin.')
    if (target.deactivatedAt) return
    if (target.role === 'owner') await requireAnotherOwner(tx, ctx, target.userId)
    const now = ctx.now()
    await tx
      .update(memberships)
      .set({ deactivatedAt: now })
      .where(and(eq(memberships.agencyId, ctx.agency.id), eq(memberships.userId, target.userId)))
    const ended = await endAccess(tx, ctx, target.userId)
    const moved = await moveConnections(tx, ctx, team, target.userId, input.toUserId)
    await revokeBeyondRights(tx, ctx, { ...target, deactivatedAt: now })
    await audit(tx, ctx, {
      action: 'member.deactivate',
      targetType: 'user',
      targetId: target.userId,
      before: { role: target.role, assignedOnly: target.assignedOnly },
      after: { sessionsEnded: ended, connections: moved, toUserId: input.toUserId },
    })
  })
}

/** Ends the sessions and the reset links of somebody. @returns how many sessions */
async function endAccess(tx: Tx, ctx: Ctx, userId: string): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ revokedAt: ctx.now() })
    .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt)))
    .returning({ id: sessions.id })
  await tx
    .update(passwordResets)
    .set({ revokedAt: ctx.now() })
    .where(
      and(
        eq(passwordResets.agencyId, ctx.agency.id),
        eq(passwordResets.userId, userId),
        isNull(passwordResets.usedAt),
        isNull(passwordResets.revokedAt),
      ),
    )
  return ended.length
}
