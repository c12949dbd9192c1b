import 'server-only'
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { agencies } from '@/db/schema/agencies'
import { memberships } from '@/db/schema/memberships'

export type Role = 'owner' | 'admin' | 'staff' | 'creator'
export type MembershipRef = {
  agencyId: string
  slug: string
  agencyName: string
  role: Role
  assignedOnly: boolean
}

/** The agencies of a user, by name. Read on every request: a role is never taken from a token. */
export async function findMemberships(db: Db | Tx, userId: string): Promise<MembershipRef[]> {
  return db
    .select({
      agencyId: agencies.id,
      slug: agencies.slug,
      agencyName: agencies.name,
      role: memberships.role,
      assignedOnly: memberships.assignedOnly,
    })
    .from(memberships)
    .innerJoin(agencies, eq(agencies.id, memberships.agencyId))
    .where(and(eq(memberships.userId, userId), isNull(memberships.deactivatedAt)))
    .orderBy(asc(agencies.name))
    .limit(200)
}
