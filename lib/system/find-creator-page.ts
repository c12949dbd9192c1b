import 'server-only'
import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { agencies } from '@/db/schema/agencies'
import { creatorContacts } from '@/db/schema/creator-contacts'
import { creatorSessions } from '@/db/schema/creator-sessions'
import { memberships } from '@/db/schema/memberships'

/** Whose page, in which agency: ids, and what names the agency. */
export type CreatorPageRef = {
  agencyId: string
  slug: string
  agencyName: string
  creatorId: string
  /** Null when the page was opened by signing in. */
  creatorSessionId: string | null
}

/** The page that a cookie's token opens; null when it is unknown, revoked or over. */
export async function findBySession(db: Db, tokenHash: string, now: Date): Promise<CreatorPageRef | null> {
  const [row] = await db
    .select({
      agencyId: agencies.id,
      slug: agencies.slug,
      agencyName: agencies.name,
      creatorId: creatorSessions.creatorId,
      creatorSessionId: creatorSessions.id,
    })
    .from(creatorSessions)
    .innerJoin(agencies, eq(agencies.id, creatorSessions.agencyId))
    .where(
      and(
        eq(creatorSessions.tokenHash, tokenHash),
        isNull(creatorSessions.revokedAt),
        gt(creatorSessions.expiresAt, now),
      ),
    )
  return row ?? null
}

/** The pages of a signed-in user with the role creator: one per agency, by name. */
export async function findByUser(db: Db, userId: string): Promise<CreatorPageRef[]> {
  const rows = await db
    .select({
      agencyId: agencies.id,
      slug: agencies.slug,
      agencyName: agencies.name,
      creatorId: creatorContacts.creatorId,
    })
    .from(creatorContacts)
    .innerJoin(agencies, eq(agencies.id, creatorContacts.agencyId))
    .innerJoin(
      memberships,
      and(
        eq(memberships.agencyId, creatorContacts.agencyId),
        eq(memberships.userId, creatorContacts.userId),
        eq(memberships.role, 'creator'),
        isNull(memberships.deactivatedAt),
      ),
    )
    .where(eq(creatorContacts.userId, userId))
    .orderBy(agencies.name)
    .limit(50)
  return rows.map((row) => ({ ...row, creatorSessionId: null }))
}
