import { and, eq, exists, inArray, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { linkSessions } from '@/db/schema/link-sessions'

/**
 * For a query of connections: somebody is logging in again right now. Meanwhile a provider may answer for this one
 * connection as if it were away as a whole (OnlyFansAPI: 503), which says nothing of the provider nor of the login.
 */
export function beingRenewed(tx: Tx): SQL<boolean> {
  const live = tx
    .select({ one: sql`1` })
    .from(linkSessions)
    .where(
      and(
        eq(linkSessions.agencyId, connections.agencyId),
        eq(linkSessions.connectionId, connections.id),
        inArray(linkSessions.state, ['authenticating', 'challenge', 'verifying']),
      ),
    )
  return sql<boolean>`${exists(live)}`
}
