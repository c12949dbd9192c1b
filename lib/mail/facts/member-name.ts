import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { memberships } from '@/db/schema/memberships'
import { users } from '@/db/schema/users'
import type { Ctx } from '../../auth/context'

/** The name of somebody who works in the agency today; null when that person has left, or never was one. */
export async function memberName(tx: Tx, ctx: Ctx, userId: string | null): Promise<string | null> {
  if (userId === null) return null
  const [row] = await tx
    .select({ name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.agencyId, ctx.agency.id),
        eq(memberships.userId, userId),
        isNull(memberships.deactivatedAt),
        isNull(users.disabledAt),
      ),
    )
  return row?.name ?? null
}
