import 'server-only'
import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { connections } from '@/db/schema/connections'
import type { ProviderId } from '../providers/types'

/** Connections as the key of one provider account shows them. */
type Shown = {
  provider: ProviderId
  providerAccountId: string
  remotes: { id: string; ofUserId: string }[]
}

/**
 * The ids among these that a live row of another provider account holds, in whichever agency: two keys of one account at
 * the provider see the same connections, and what came of the one must not be listed, taken or deleted with the other.
 * Tells nothing but ids that the caller knows.
 */
export async function findHeldElsewhere(
  db: Db,
  { provider, providerAccountId, remotes }: Shown,
): Promise<Set<string>> {
  if (remotes.length === 0) return new Set()
  const users = new Map(remotes.map(({ id, ofUserId }) => [id, ofUserId]))
  const rows = await db
    .select({ id: connections.providerConnectionId, ofUserId: connections.ofUserId })
    .from(connections)
    .where(
      and(
        inArray(connections.providerConnectionId, [...users.keys()]),
        isNull(connections.endedAt),
        eq(connections.provider, provider),
        ne(connections.providerAccountId, providerAccountId),
      ),
    )
  return new Set(rows.flatMap(({ id, ofUserId }) => (users.get(id) === ofUserId ? [id] : [])))
}
