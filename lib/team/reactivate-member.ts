import 'server-only'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { memberships } from '@/db/schema/memberships'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { lockTeam, underLock } from './lock-team'

export const memberInput = z.strictObject({ userId: z.uuid() })

/** Takes somebody back into the team with the role they had. They sign in as before. */
export async function reactivateMember(ctx: Ctx, input: z.infer<typeof memberInput>): Promise<void> {
  requirePermission(ctx, 'team.manage')
  await inAgency(ctx, async (tx) => {
    const team = await lockTeam(tx, ctx, 'team.manage')
    const target = team.member(input.userId)
    if (target.role === 'owner') requirePermission(underLock(ctx, team), 'team.manage_owners')
    if (!target.deactivatedAt) return
    await tx
      .update(memberships)
      .set({ deactivatedAt: null })
      .where(and(eq(memberships.agencyId, ctx.agency.id), eq(memberships.userId, target.userId)))
    await audit(tx, ctx, {
      action: 'member.reactivate',
      targetType: 'user',
      targetId: target.userId,
      after: { role: target.role, assignedOnly: target.assignedOnly },
    })
  })
}
