import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { linkSessions } from '@/db/schema/link-sessions'
import type { Ctx } from '../auth/context'
import type { ConnectionRow } from '../connections/rows'
import { enqueue } from '../jobs/enqueue'
import type { LinkSessionRow } from '../link-sessions/move'
import { LIVE_STATES } from '../link-sessions/states'
import { type Nudge, nudgeOf } from './effect'

/** Our live connection that an event names, locked; null when there is none. */
export async function lockNamed(
  tx: Tx,
  ctx: Ctx,
  providerAccountId: string,
  providerConnectionId: string | null,
): Promise<ConnectionRow | null> {
  if (!providerConnectionId) return null
  const [row] = await tx
    .select()
    .from(connections)
    .where(
      and(
        eq(connections.agencyId, ctx.agency.id),
        eq(connections.providerAccountId, providerAccountId),
        eq(connections.providerConnectionId, providerConnectionId),
        isNull(connections.endedAt),
      ),
    )
    .for('update')
  return row ?? null
}

/** Queues the read that an event asks for, at most one per connection and window. The caller holds the row's lock. */
export async function nudgeConnection(
  tx: Tx,
  ctx: Ctx,
  row: ConnectionRow,
  occurredAt: Date | null,
): Promise<Nudge['kind']> {
  const now = ctx.now()
  const nudge = nudgeOf(row.lastNudgedAt, now)
  const lastNudgedAt = nudge.kind === 'read' ? now : nudge.kind === 'read_later' ? nudge.at : row.lastNudgedAt
  const newest =
    occurredAt && (!row.lastEventAt || occurredAt > row.lastEventAt) ? occurredAt : row.lastEventAt
  await tx
    .update(connections)
    .set({ lastNudgedAt, lastEventAt: newest })
    .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, row.id)))
  if (nudge.kind === 'joined') return nudge.kind
  const wait = nudge.kind === 'read_later' ? Math.ceil((nudge.at.getTime() - now.getTime()) / 1000) : 0
  await enqueue(tx, 'connection.verify', { agencyId: ctx.agency.id, connectionId: row.id }, wait)
  return nudge.kind
}

/** The session that an event is about: the one of its reference, else the live reconnect of its connection. */
export async function sessionOfEvent(
  tx: Tx,
  ctx: Ctx,
  event: { providerAccountId: string; referenceId: string | null },
  connection: ConnectionRow | null,
  isWanted: (row: LinkSessionRow) => boolean,
): Promise<LinkSessionRow | null> {
  const mine = and(
    eq(linkSessions.agencyId, ctx.agency.id),
    eq(linkSessions.providerAccountId, event.providerAccountId),
  )
  const [named] = event.referenceId
    ? await tx
        .select()
        .from(linkSessions)
        .where(and(mine, eq(linkSessions.referenceId, event.referenceId)))
    : []
  if ((named && isWanted(named)) || !connection) return named ?? null
  // A provider may keep the reference of the attempt that made a connection first.
  const [live] = await tx
    .select()
    .from(linkSessions)
    .where(
      and(mine, eq(linkSessions.connectionId, connection.id), inArray(linkSessions.state, [...LIVE_STATES])),
    )
    .limit(1)
  return live ?? named ?? null
}
