import 'server-only'
import { and, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm'
import { connections } from '@/db/schema/connections'
import { invites } from '@/db/schema/invites'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'

/** How many links of each of these creators lead to the connect page right now; creators without one are left out. */
export async function countOpenInvites(ctx: Ctx, creatorIds: string[]): Promise<Record<string, number>> {
  requirePermission(ctx, 'invites.read')
  if (creatorIds.length === 0) return {}
  const rows = await inAgency(ctx, (tx) =>
    tx
      .select({ creatorId: invites.creatorId, count: sql<number>`count(*)::int` })
      .from(invites)
      .leftJoin(
        connections,
        and(eq(connections.agencyId, invites.agencyId), eq(connections.id, invites.connectionId)),
      )
      .where(
        and(
          eq(invites.agencyId, ctx.agency.id),
          inArray(invites.creatorId, creatorIds),
          isNull(invites.revokedAt),
          isNull(invites.pausedAt),
          isNull(connections.endedAt),
          lt(invites.uses, invites.maxUses),
          gt(invites.expiresAt, ctx.now()),
        ),
      )
      .groupBy(invites.creatorId),
  )
  return Object.fromEntries(rows.map((row) => [row.creatorId, row.count]))
}
