import { asc, eq } from 'drizzle-orm'
import { connections } from '@/db/schema/connections'
import { events } from '@/db/schema/events'
import { linkSessions } from '@/db/schema/link-sessions'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { providerDeletions } from '@/db/schema/provider-deletions'
import type { Agency, World } from './world'

function one<T>(rows: T[]): T {
  const [row] = rows
  if (!row || rows.length > 1) throw new Error(`one row was expected, found ${rows.length}`)
  return row
}

export const sessionRow = async (world: World, id: string) =>
  one(await world.db.system.select().from(linkSessions).where(eq(linkSessions.id, id)))

export const connectionRow = async (world: World, id: string) =>
  one(await world.db.system.select().from(connections).where(eq(connections.id, id)))

export const accountRow = async (world: World, agency: Agency) =>
  one(await world.db.system.select().from(providerAccounts).where(eq(providerAccounts.id, agency.accountId)))

/** The agency's connections, ended ones too, oldest first. */
export const connectionRows = (world: World, agency: Agency) =>
  world.db.system
    .select()
    .from(connections)
    .where(eq(connections.agencyId, agency.id))
    .orderBy(asc(connections.createdAt), asc(connections.id))

export const sessionRows = (world: World, agency: Agency) =>
  world.db.system
    .select()
    .from(linkSessions)
    .where(eq(linkSessions.agencyId, agency.id))
    .orderBy(asc(linkSessions.createdAt), asc(linkSessions.id))

export const deletionRows = (world: World, agency: Agency) =>
  world.db.system
    .select()
    .from(providerDeletions)
    .where(eq(providerDeletions.agencyId, agency.id))
    .orderBy(asc(providerDeletions.createdAt))

/** The kinds of the lines in a connection's or session's timeline, oldest first. */
export async function timeline(
  world: World,
  of: { connectionId: string } | { linkSessionId: string },
): Promise<string[]> {
  const rows = await world.db.system
    .select({ kind: events.kind })
    .from(events)
    .where(
      'connectionId' in of
        ? eq(events.connectionId, of.connectionId)
        : eq(events.linkSessionId, of.linkSessionId),
    )
    .orderBy(asc(events.id))
  return rows.map((row) => row.kind)
}

/** How many lines of the audit log an action has about one target. */
export async function audited(world: World, action: string, targetId: string): Promise<number> {
  const [row] = await world.db.admin`
    select count(*)::int as n from audit_log where action = ${action} and target_id = ${targetId}`
  return Number(row?.n)
}

/** All rows of tables as text: to see that nothing changed. */
export async function snapshot(world: World, tables: string[], agency?: Agency): Promise<string> {
  const parts: string[] = []
  for (const table of tables) {
    const rows = await world.db.admin.unsafe(
      `select t::text as line from ${table} t ${agency ? `where agency_id = '${agency.id}'` : ''} order by 1`,
    )
    parts.push(table, ...rows.map((row) => String(row.line)))
  }
  return parts.join('\n')
}
