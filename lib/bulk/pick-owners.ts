import 'server-only'
import { asc, eq, sql } from 'drizzle-orm'
import { memberships } from '@/db/schema/memberships'
import { users } from '@/db/schema/users'
import { type Ctx, inAgency } from '../auth/context'
import { may } from '../auth/permissions'
import { worksHere } from '../notices/receivers'

export type OwnerOption = { id: string; name: string }

/** Who can be given connections in bulk, by name; nobody for those who may not assign. */
export async function pickOwners(ctx: Ctx): Promise<OwnerOption[]> {
  if (!may(ctx, 'bulk.assign')) return []
  return inAgency(ctx, (tx) =>
    tx
      .select({ id: users.id, name: users.name })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(worksHere(ctx.agency.id))
      .orderBy(asc(sql`lower(${users.name})`), asc(users.id))
      .limit(500),
  )
}
