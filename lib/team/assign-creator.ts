import 'server-only'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { assignments } from '@/db/schema/assignments'
import { creators } from '@/db/schema/creators'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { lockTeam } from './lock-team'
import { releaseUnseen } from './look-after'

export const assignCreatorInput = z.strictObject({
  userId: z.uuid(),
  creatorId: z.uuid(),
  assigned: z.boolean(),
})

/** Assigns a creator to a limited member of the staff, or takes the assignment away. Doing it twice changes nothing. */
export async function assignCreator(ctx: Ctx, input: z.infer<typeof assignCreatorInput>): Promise<void> {
  requirePermission(ctx, 'team.manage')
  await inAgency(ctx, async (tx) => {
    const team = await lockTeam(tx, ctx, 'team.manage')
    const { userId, assignedOnly } = team.member(input.userId)
    const [creator] = await tx
      .select({ id: creators.id })
      .from(creators)
      .where(and(eq(creators.agencyId, ctx.agency.id), eq(creators.id, input.creatorId)))
    if (!creator) throw notFound('creator')
    if (!assignedOnly)
      throw new AppError('conflict', 'This person sees all creators. Limit them to assigned creators first.')
    const key = and(
      eq(assignments.agencyId, ctx.agency.id),
      eq(assignments.userId, userId),
      eq(assignments.creatorId, creator.id),
    )
    const changed = input.assigned
      ? await tx
          .insert(assignments)
          .values({ agencyId: ctx.agency.id, userId, creatorId: creator.id, createdAt: ctx.now() })
          .onConflictDoNothing()
          .returning({ id: assignments.creatorId })
      : await tx.delete(assignments).where(key).returning({ id: assignments.creatorId })
    if (changed.length === 0) return
    const released = input.assigned ? 0 : await releaseUnseen(tx, ctx, userId)
    await audit(tx, ctx, {
      action: input.assigned ? 'member.assign' : 'member.unassign',
      targetType: 'user',
      targetId: userId,
      after: { creatorId: creator.id, ...(released > 0 ? { connectionsReleased: released } : {}) },
    })
  })
}
