import 'server-only'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { notices } from '@/db/schema/notices'
import { actorId, type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { notFound } from '../errors'

export const markReadInput = z.strictObject({ noticeIds: z.array(z.uuid()).min(1).max(100) })
export type MarkReadInput = z.infer<typeof markReadInput>

/** The viewer has seen these notices of theirs. Seen is not done: what is broken stays open. */
export async function markNoticesRead(ctx: Ctx, input: MarkReadInput): Promise<void> {
  requirePermission(ctx, 'connections.read')
  const ids = [...new Set(input.noticeIds)]
  await inAgency(ctx, async (tx) => {
    const mine = and(
      eq(notices.agencyId, ctx.agency.id),
      eq(notices.userId, actorId(ctx) ?? ctx.agency.id),
      inArray(notices.id, ids),
    )
    const found = await tx.select({ id: notices.id }).from(notices).where(mine)
    if (found.length < ids.length) throw notFound('notice')
    await tx
      .update(notices)
      .set({ readAt: ctx.now() })
      .where(and(mine, isNull(notices.readAt)))
  })
}
