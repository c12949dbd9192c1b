import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { agencies } from '@/db/schema/agencies'
import { handoffs } from '@/db/schema/handoffs'
import { linkSessions } from '@/db/schema/link-sessions'
import { rateLimits } from '@/db/schema/rate-limits'
import { isOver, type Limit } from './rate-limit'

/** Ids only: what a look-up before the tenant is known may tell. */
export type HandoffRef = {
  handoffId: string
  linkSessionId: string
  agencyId: string
  slug: string
  agencyName: string
  creatorId: string
}

/**
 * The hand-off that a token opens, by its hash; null when there is none or it was revoked, and null for everybody at an
 * address that has guessed too often. One query.
 */
export async function findHandoff(
  db: Db,
  input: { tokenHash: string; guesses: Limit; address: string; now: Date },
): Promise<HandoffRef | null> {
  const [row] = await db
    .select({
      handoffId: handoffs.id,
      linkSessionId: handoffs.linkSessionId,
      agencyId: agencies.id,
      slug: agencies.slug,
      agencyName: agencies.name,
      creatorId: linkSessions.creatorId,
    })
    .from(handoffs)
    .innerJoin(
      linkSessions,
      and(eq(linkSessions.agencyId, handoffs.agencyId), eq(linkSessions.id, handoffs.linkSessionId)),
    )
    .innerJoin(agencies, eq(agencies.id, handoffs.agencyId))
    .where(
      and(
        eq(handoffs.tokenHash, input.tokenHash),
        sql`${handoffs.revokedAt} is null`,
        sql`not exists (select 1 from ${rateLimits} where ${isOver(input.guesses, input.address, input.now)})`,
      ),
    )
  return row ?? null
}
