import 'server-only'
import { and, asc, eq, ilike, sql } from 'drizzle-orm'
import { z } from 'zod'
import { assignments } from '@/db/schema/assignments'
import { creators } from '@/db/schema/creators'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'

export type AssignableCreator = { id: string; name: string; assigned: boolean }

const MOST = 60
const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)

/** The search of the assignments, as it stands in the URL. */
export const assignableInput = z.object({
  q: z.preprocess(
    first,
    z
      .string()
      .trim()
      .min(1)
      .max(100)
      .regex(/^\P{Cc}*$/u)
      .optional()
      .catch(undefined),
  ),
})

/** Creators for somebody's assignments, those that are assigned first; the search is over all of the agency. */
export async function listAssignable(
  ctx: Ctx,
  userId: string,
  q: string | undefined,
): Promise<{ items: AssignableCreator[]; more: boolean }> {
  requirePermission(ctx, 'team.manage')
  const pattern = q ? `%${q.replace(/[\\%_]/g, (c) => `\\${c}`)}%` : null
  const rows = await inAgency(ctx, (tx) =>
    tx
      .select({
        id: creators.id,
        name: creators.name,
        assigned: sql<boolean>`${assignments.creatorId} is not null`,
      })
      .from(creators)
      .leftJoin(
        assignments,
        and(
          eq(assignments.agencyId, creators.agencyId),
          eq(assignments.creatorId, creators.id),
          eq(assignments.userId, userId),
        ),
      )
      .where(and(eq(creators.agencyId, ctx.agency.id), pattern ? ilike(creators.name, pattern) : undefined))
      .orderBy(sql`${assignments.creatorId} is null`, asc(sql`lower(${creators.name})`), asc(creators.id))
      .limit(MOST + 1),
  )
  return { items: rows.slice(0, MOST), more: rows.length > MOST }
}
