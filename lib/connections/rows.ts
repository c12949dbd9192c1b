import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { audit } from '../audit/audit'
import { addEvent } from '../audit/events'
import type { EventKind } from '../audit/words'
import type { Ctx } from '../auth/context'
import { tellStatusChange } from '../notices/tell'
import { type ConnectionStatus, isBroken, type StatusReason } from './words'

export type ConnectionRow = typeof connections.$inferSelect

/** Reads a connection of this agency and locks its row until the transaction ends. */
export async function lockConnection(tx: Tx, ctx: Ctx, id: string): Promise<ConnectionRow | null> {
  const [row] = await tx
    .select()
    .from(connections)
    .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, id)))
    .for('update')
  return row ?? null
}

/** Everything that the search box finds a connection by, in one lower-case line. */
export function searchTextOf(row: {
  id: string
  displayName: string
  username: string
  referenceId: string | null
  providerConnectionId: string
  ofUserId: string
}): string {
  return [
    row.displayName,
    `@${row.username}`,
    row.referenceId ?? '',
    row.id,
    row.providerConnectionId,
    row.ofUserId,
  ]
    .join(' ')
    .normalize('NFC')
    .toLowerCase()
}

/**
 * Writes fields and, if it changes, the status of a connection, with its lines in the timeline and in the audit
 * log, and the notices about it. A status that stays the same writes no line. The caller holds the row's lock.
 */
export async function writeConnection(
  tx: Tx,
  ctx: Ctx,
  row: ConnectionRow,
  change: {
    status: ConnectionStatus
    reason: StatusReason
    event: EventKind
    linkSessionId?: string | null
    set?: Partial<ConnectionRow>
    /** Write the timeline line even if the status stays. */
    always?: boolean
  },
): Promise<void> {
  const changed = row.status !== change.status || row.statusReason !== change.reason
  const now = ctx.now()
  const broken = isBroken(change.status)
  const next = { ...row, ...change.set }
  await tx
    .update(connections)
    .set({
      ...change.set,
      status: change.status,
      statusReason: change.reason,
      ...(changed ? { statusChangedAt: now } : {}),
      brokenSince: broken ? (row.brokenSince ?? now) : null,
      // A written status rests on an answer: nothing is suspected any more, and no check is outstanding.
      suspectSince: null,
      strikes: 0,
      searchText: searchTextOf(next),
      updatedAt: now,
    })
    .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, row.id)))
  if (changed || change.always)
    await addEvent(tx, ctx, {
      kind: change.event,
      connectionId: row.id,
      linkSessionId: change.linkSessionId ?? null,
      data: { reason: change.reason },
    })
  if (changed)
    await audit(tx, ctx, {
      action: change.event,
      targetType: 'connection',
      targetId: row.id,
      before: { status: row.status, reason: row.statusReason },
      after: { status: change.status, reason: change.reason },
    })
  if (row.status !== change.status)
    await tellStatusChange(tx, ctx, row, { status: change.status, reason: change.reason, at: now })
}
