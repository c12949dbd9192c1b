import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { notices } from '@/db/schema/notices'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'

const MOST = 100

/** How many notices the viewer has not seen, for the bell; stops at 100. */
export async function countUnread(ctx: Ctx): Promise<number> {
  requirePermission(ctx, 'connections.read')
  const { actor } = ctx
  if (actor.kind !== 'user') return 0
  return inAgency(ctx, async (tx) => {
    const capped = tx
      .select({ id: notices.id })
      .from(notices)
      .where(
        and(eq(notices.agencyId, ctx.agency.id), eq(notices.userId, actor.userId), isNull(notices.readAt)),
      )
      .limit(MOST)
      .as('capped')
    const [row] = await tx.select({ total: sql<number>`count(*)::int` }).from(capped)
    return row?.total ?? 0
  })
}
