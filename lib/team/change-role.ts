import 'server-only'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { memberships } from '@/db/schema/memberships'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { requireStepUp } from '../auth/step-up'
import { AppError } from '../errors'
import { type LockedTeam, lockTeam, type MemberRow, requireAnotherOwner, underLock } from './lock-team'
import { releaseUnseen } from './look-after'
import { revokeBeyondRights } from './revoke-beyond-rights'
import { TEAM_ROLES, type TeamRole } from './words'

export const changeRoleInput = z.strictObject({
  userId: z.uuid(),
  role: z.enum(TEAM_ROLES),
  /** Sees only the creators assigned to them; with staff alone. */
  assignedOnly: z.boolean(),
})
export type ChangeRoleInput = z.infer<typeof changeRoleInput>

const RANK: Record<TeamRole, number> = { staff: 0, admin: 1, owner: 2 }
const rankOf = (role: MemberRow['role']) => (role === 'creator' ? -1 : RANK[role])

/** Owners are for owners to touch, nobody raises themselves, and an agency keeps an owner. */
function requireMayChange(ctx: Ctx, team: LockedTeam, target: MemberRow, next: ChangeRoleInput): void {
  if (target.role === 'owner' || next.role === 'owner')
    requirePermission(underLock(ctx, team), 'team.manage_owners')
  const isMe = team.me?.userId === target.userId
  const wider = rankOf(next.role) > rankOf(target.role) || (target.assignedOnly && !next.assignedOnly)
  if (isMe && wider)
    throw new AppError('forbidden', 'Nobody can raise their own role. Ask another owner or admin.', {
      permission: 'team.manage',
    })
}

/**
 * Changes somebody's role, and whether they see assigned creators only. It holds from their next request on. Connections
 * that they may not see any more are looked after by nobody; invitations that they may not give any more are revoked.
 */
export async function changeRole(ctx: Ctx, input: ChangeRoleInput): Promise<void> {
  requirePermission(ctx, 'team.manage')
  if (input.assignedOnly && input.role !== 'staff')
    throw new AppError('invalid_input', 'Only staff can be limited to assigned creators.', {
      fields: { assignedOnly: 'Only staff can be limited to assigned creators.' },
    })
  await inAgency(ctx, async (tx) => {
    const team = await lockTeam(tx, ctx, 'team.manage')
    const target = team.member(input.userId)
    requireMayChange(ctx, team, target, input)
    if (target.deactivatedAt)
      throw new AppError('conflict', 'This person is deactivated. Reactivate them first.')
    if (target.role === input.role && target.assignedOnly === input.assignedOnly) return
    if (target.role === 'owner' || input.role === 'owner') requireStepUp(ctx)
    if (target.role === 'owner') await requireAnotherOwner(tx, ctx, target.userId)
    await tx
      .update(memberships)
      .set({ role: input.role, assignedOnly: input.assignedOnly })
      .where(and(eq(memberships.agencyId, ctx.agency.id), eq(memberships.userId, target.userId)))
    const released = input.assignedOnly ? await releaseUnseen(tx, ctx, target.userId) : 0
    const revoked = await revokeBeyondRights(tx, ctx, { ...target, role: input.role })
    await audit(tx, ctx, {
      action: 'member.role',
      targetType: 'user',
      targetId: target.userId,
      before: { role: target.role, assignedOnly: target.assignedOnly },
      after: {
        role: input.role,
        assignedOnly: input.assignedOnly,
        ...(released > 0 ? { connectionsReleased: released } : {}),
        ...(revoked > 0 ? { invitationsRevoked: revoked } : {}),
      },
    })
  })
}
