import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { creators } from '@/db/schema/creators'
import { invites } from '@/db/schema/invites'
import { linkSessions } from '@/db/schema/link-sessions'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { users } from '@/db/schema/users'
import type { Ctx } from '../auth/context'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * The names of the people, creators, connections and provider accounts among these ids; an invite and a Link session go by
 * the name of their creator. What is not of this agency has none.
 */
export async function nameThings(tx: Tx, ctx: Ctx, ids: Iterable<string>): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => UUID.test(id)).slice(0, 1_000)
  if (wanted.length === 0) return new Map()
  const here = ctx.agency.id
  const rows = await unionAll(
    tx.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, wanted)),
    tx
      .select({ id: creators.id, name: creators.name })
      .from(creators)
      .where(and(eq(creators.agencyId, here), inArray(creators.id, wanted))),
    tx
      .select({ id: connections.id, name: sql<string>`'@' || ${connections.username}` })
      .from(connections)
      .where(and(eq(connections.agencyId, here), inArray(connections.id, wanted))),
    tx
      .select({ id: providerAccounts.id, name: providerAccounts.label })
      .from(providerAccounts)
      .where(and(eq(providerAccounts.agencyId, here), inArray(providerAccounts.id, wanted))),
    tx
      .select({ id: invites.id, name: creators.name })
      .from(invites)
      .innerJoin(creators, and(eq(creators.agencyId, invites.agencyId), eq(creators.id, invites.creatorId)))
      .where(and(eq(invites.agencyId, here), inArray(invites.id, wanted))),
    tx
      .select({ id: linkSessions.id, name: creators.name })
      .from(linkSessions)
      .innerJoin(
        creators,
        and(eq(creators.agencyId, linkSessions.agencyId), eq(creators.id, linkSessions.creatorId)),
      )
      .where(and(eq(linkSessions.agencyId, here), inArray(linkSessions.id, wanted))),
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
