import 'server-only'
import { and, asc, eq, exists, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { assignments } from '@/db/schema/assignments'
import { connections } from '@/db/schema/connections'
import { memberships } from '@/db/schema/memberships'
import { users } from '@/db/schema/users'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'

export type OwnerChoice = { id: string; name: string }

/** Active people of the team who may see the creator: who could look after a connection of hers. */
const mayLookAfter = (tx: Tx, ctx: Ctx, creatorId: string) =>
  and(
    eq(memberships.agencyId, ctx.agency.id),
    isNull(memberships.deactivatedAt),
    inArray(memberships.role, ['owner', 'admin', 'staff']),
    or(
      eq(memberships.assignedOnly, false),
      exists(
        tx
          .select({ one: sql`1` })
          .from(assignments)
          .where(
            and(
              eq(assignments.agencyId, memberships.agencyId),
              eq(assignments.userId, memberships.userId),
              eq(assignments.creatorId, creatorId),
            ),
          ),
      ),
    ),
  )

/** True when this person may be made the one who looks after a connection of this creator. */
export async function canLookAfter(tx: Tx, ctx: Ctx, userId: string, creatorId: string): Promise<boolean> {
  const [found] = await tx
    .select({ id: memberships.userId })
    .from(memberships)
    .where(and(mayLookAfter(tx, ctx, creatorId), eq(memberships.userId, userId)))
  return found !== undefined
}

/** Who can be chosen to look after this creator's connections, by name. */
export async function listOwnerChoices(ctx: Ctx, creatorId: string): Promise<OwnerChoice[]> {
  requirePermission(ctx, 'connections.edit')
  return inAgency(ctx, (tx) =>
    tx
      .select({ id: users.id, name: users.name })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(mayLookAfter(tx, ctx, creatorId))
      .orderBy(asc(sql`lower(${users.name})`), asc(users.id))
      .limit(500),
  )
}

/**
 * Takes from a limited person the connections of creators who are not assigned to them: nobody looks after what they
 * cannot see. @returns how many
 */
export async function releaseUnseen(tx: Tx, ctx: Ctx, userId: string): Promise<number> {
  const released = await tx
    .update(connections)
    .set({ ownerId: null, updatedAt: ctx.now() })
    .where(
      and(
        eq(connections.agencyId, ctx.agency.id),
        eq(connections.ownerId, userId),
        sql`${connections.creatorId} not in (select a.creator_id from assignments a
          where a.agency_id = ${ctx.agency.id} and a.user_id = ${userId})`,
      ),
    )
    .returning({ id: connections.id })
  return released.length
}
