import 'server-only'
import { and, asc, eq, gt, ilike, or, sql } from 'drizzle-orm'
import { connections } from '@/db/schema/connections'
import { creators } from '@/db/schema/creators'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'

export type CreatorListItem = {
  id: string
  name: string
  connections: number
  broken: number
  createdAt: Date
}

const PAGE = 50

/** Not the name itself: in the C collation capitals would come before all small letters. */
const byName = sql<string>`lower(${creators.name})`

/** One page of creators by name, with how many live connections each has and how many need somebody. */
export async function listCreators(
  ctx: Ctx,
  input: { q?: string | undefined; after?: { name: string; id: string } | undefined },
): Promise<{ items: CreatorListItem[]; next: { name: string; id: string } | null }> {
  requirePermission(ctx, 'connections.read')
  const pattern = input.q ? `%${input.q.replace(/[\\%_]/g, (c) => `\\${c}`)}%` : null
  const rows = await inAgency(ctx, (tx) =>
    tx
      .select({
        id: creators.id,
        name: creators.name,
        createdAt: creators.createdAt,
        connections: sql<number>`count(${connections.id}) filter (where ${connections.endedAt} is null)::int`,
        broken: sql<number>`count(${connections.id}) filter (where ${connections.endedAt} is null and ${connections.brokenSince} is not null)::int`,
      })
      .from(creators)
      .leftJoin(
        connections,
        and(eq(connections.agencyId, creators.agencyId), eq(connections.creatorId, creators.id)),
      )
      .where(
        and(
          eq(creators.agencyId, ctx.agency.id),
          pattern ? ilike(creators.name, pattern) : undefined,
          input.after
            ? or(
                gt(byName, sql`lower(${input.after.name})`),
                and(eq(byName, sql`lower(${input.after.name})`), gt(creators.id, input.after.id)),
              )
            : undefined,
        ),
      )
      .groupBy(creators.id)
      .orderBy(asc(byName), asc(creators.id))
      .limit(PAGE + 1),
  )
  const items = rows.slice(0, PAGE)
  const last = items.at(-1)
  return { items, next: rows.length > PAGE && last ? { name: last.name, id: last.id } : null }
}

/** Creators for the picker of the connect form: the first hundred whose name matches. */
export async function pickCreators(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  requirePermission(ctx, 'connections.read')
  return inAgency(ctx, (tx) =>
    tx
      .select({ id: creators.id, name: creators.name })
      .from(creators)
      .where(eq(creators.agencyId, ctx.agency.id))
      .orderBy(asc(byName), asc(creators.id))
      .limit(500),
  )
}
