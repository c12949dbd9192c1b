import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { memberships } from '@/db/schema/memberships'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { requireStepUp } from '../auth/step-up'
import { AppError } from '../errors'
import { lockTeam } from './lock-team'
import type { memberInput } from './reactivate-member'
import { revokeBeyondRights } from './revoke-beyond-rights'

/** Hands the acting owner's place to somebody of the team, and makes the acting owner an admin. */
export async function transferOwnership(ctx: Ctx, input: z.infer<typeof memberInput>): Promise<void> {
  requirePermission(ctx, 'team.manage_owners')
  requireStepUp(ctx)
  await inAgency(ctx, async (tx) => {
    const team = await lockTeam(tx, ctx, 'team.manage_owners')
    const target = team.member(input.userId)
    const { me } = team
    if (!me || me.userId === target.userId)
      throw new AppError('conflict', 'Choose somebody else of the team.')
    if (target.deactivatedAt)
      throw new AppError('conflict', 'This person is deactivated. Reactivate them first.')
    const set = (userId: string, role: 'owner' | 'admin') =>
      tx
        .update(memberships)
        .set({ role, assignedOnly: false })
        .where(and(eq(memberships.agencyId, ctx.agency.id), eq(memberships.userId, userId)))
    await set(target.userId, 'owner')
    await set(me.userId, 'admin')
    await revokeBeyondRights(tx, ctx, { ...me, role: 'admin' })
    await audit(tx, ctx, {
      action: 'member.transfer_ownership',
      targetType: 'user',
      targetId: target.userId,
      before: { role: target.role, assignedOnly: target.assignedOnly, ownerId: me.userId },
      after: { role: 'owner', ownerId: target.userId },
    })
  })
}
