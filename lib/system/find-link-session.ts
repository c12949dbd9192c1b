import 'server-only'
import { and, desc, eq, gt, inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { agencies } from '@/db/schema/agencies'
import { linkSessions } from '@/db/schema/link-sessions'
import type { ProviderId } from '../providers/types'

/** Ids only: what a look-up before the tenant is known may tell. `browserHash` is compared by the caller. */
export type LinkSessionRef = {
  linkSessionId: string
  agencyId: string
  slug: string
  agencyName: string
  browserHash: string | null
  /** The invite through which a creator began it; null for a session that the team started. */
  inviteId: string | null
}

const columns = {
  linkSessionId: linkSessions.id,
  agencyId: linkSessions.agencyId,
  slug: agencies.slug,
  agencyName: agencies.name,
  browserHash: linkSessions.browserHash,
  inviteId: linkSessions.inviteId,
}

/** The session that a callback names by its reference id, at this provider; null when there is none. */
export async function findByReference(
  db: Db,
  provider: ProviderId,
  referenceId: string,
): Promise<LinkSessionRef | null> {
  const [row] = await db
    .select(columns)
    .from(linkSessions)
    .innerJoin(agencies, eq(agencies.id, linkSessions.agencyId))
    .where(and(eq(linkSessions.referenceId, referenceId), eq(linkSessions.provider, provider)))
  return row ?? null
}

/** The newest live sessions of one browser at this provider: for callbacks that name no reference of ours. */
export async function findByBrowser(
  db: Db,
  provider: ProviderId,
  browserKey: string,
  since: Date,
): Promise<LinkSessionRef[]> {
  return db
    .select(columns)
    .from(linkSessions)
    .innerJoin(agencies, eq(agencies.id, linkSessions.agencyId))
    .where(
      and(
        eq(linkSessions.browserKey, browserKey),
        eq(linkSessions.provider, provider),
        gt(linkSessions.createdAt, since),
        inArray(linkSessions.state, ['open', 'authenticating', 'challenge', 'verifying']),
      ),
    )
    .orderBy(desc(linkSessions.createdAt))
    .limit(3)
}
