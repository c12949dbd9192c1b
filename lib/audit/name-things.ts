import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { creators } from '@/db/schema/creators'
import { users } from '@/db/schema/users'
import type { Ctx } from '../auth/context'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The names of the people, creators and connections among these ids; what is not of this agency has none. */
export async function nameThings(tx: Tx, ctx: Ctx, ids: Iterable<string>): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => UUID.test(id)).slice(0, 1_000)
  if (wanted.length === 0) return new Map()
  const people = await tx
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, wanted))
  const ofCreators = await tx
    .select({ id: creators.id, name: creators.name })
    .from(creators)
    .where(and(eq(creators.agencyId, ctx.agency.id), inArray(creators.id, wanted)))
  const accounts = await tx
    .select({ id: connections.id, username: connections.username })
    .from(connections)
    .where(and(eq(connections.agencyId, ctx.agency.id), inArray(connections.id, wanted)))
  return new Map([
    ...people.map(({ id, name }) => [id, name] as const),
    ...ofCreators.map(({ id, name }) => [id, name] as const),
    ...accounts.map(({ id, username }) => [id, `@${username}`] as const),
  ])
}
