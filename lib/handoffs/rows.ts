import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { handoffs } from '@/db/schema/handoffs'
import type { Ctx } from '../auth/context'
import type { HandoffRow } from '../login/solver'

/** The hand-off of an attempt that is not revoked; null when there is none. */
export async function handoffOf(tx: Tx, ctx: Ctx, linkSessionId: string): Promise<HandoffRow | null> {
  const [row] = await tx
    .select()
    .from(handoffs)
    .where(
      and(
        eq(handoffs.agencyId, ctx.agency.id),
        eq(handoffs.linkSessionId, linkSessionId),
        isNull(handoffs.revokedAt),
      ),
    )
    .orderBy(desc(handoffs.createdAt))
    .limit(1)
  return row ?? null
}
