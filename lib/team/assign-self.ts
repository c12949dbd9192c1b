import 'server-only'
import type { Tx } from '@/db/client'
import { assignments } from '@/db/schema/assignments'
import type { Ctx } from '../auth/context'

/**
 * Assigns a creator that was just made to the limited member of the staff who made it: otherwise they could not see what
 * they started. Does nothing for everybody else. Call it in the transaction that inserts the creator, before anything of
 * that creator is read or returned.
 */
export async function assignSelf(tx: Tx, ctx: Ctx, creatorId: string): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'user' || !actor.assignedOnly) return
  await tx
    .insert(assignments)
    .values({ agencyId: ctx.agency.id, userId: actor.userId, creatorId, createdAt: ctx.now() })
    .onConflictDoNothing()
}
