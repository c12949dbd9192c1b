import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { agencies } from '@/db/schema/agencies'
import { inviteTokens } from '@/db/schema/invite-tokens'
import { invites } from '@/db/schema/invites'
import { rateLimits } from '@/db/schema/rate-limits'
import { isOver, type Limit } from './rate-limit'

/** Ids only: what a look-up before the tenant is known may tell. */
export type InviteRef = {
  inviteId: string
  agencyId: string
  slug: string
  agencyName: string
  creatorId: string
  /** Of the token: an older one than the invite's own was rotated away. */
  rotation: number
}

/**
 * The invite that a token opens, by its hash; null when there is none, and null for everybody at an address that has
 * guessed too often. One query.
 */
export async function findInvite(
  db: Db,
  input: { tokenHash: string; guesses: Limit; address: string; now: Date },
): Promise<InviteRef | null> {
  const [row] = await db
    .select({
      inviteId: invites.id,
      agencyId: agencies.id,
      slug: agencies.slug,
      agencyName: agencies.name,
      creatorId: invites.creatorId,
      rotation: inviteTokens.rotation,
    })
    .from(inviteTokens)
    .innerJoin(
      invites,
      and(eq(invites.agencyId, inviteTokens.agencyId), eq(invites.id, inviteTokens.inviteId)),
    )
    .innerJoin(agencies, eq(agencies.id, invites.agencyId))
    .where(
      and(
        eq(inviteTokens.tokenHash, input.tokenHash),
        sql`not exists (select 1 from ${rateLimits} where ${isOver(input.guesses, input.address, input.now)})`,
      ),
    )
  return row ?? null
}
