import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { connections } from '@/db/schema/connections'
import { notices } from '@/db/schema/notices'
import { actorId, type Ctx } from '../auth/context'
import type { ConnectionStatus, StatusReason } from '../connections/words'
import { membersWhoSee, type Receiver, receiversOf } from './receivers'
import { isTold } from './words'

type ConnectionRow = typeof connections.$inferSelect
type Change = { status: ConnectionStatus; reason: StatusReason; at: Date }

/** What somebody has just chosen is no news to the one who chose. */
const CHOSEN: readonly StatusReason[] = ['other_user_refused']

/**
 * Tells of a changed status, in the transaction that changes it and under the lock of its row, so that each state
 * change is told once however many notice it. To be called only when the status is another one than before.
 * Mails are not its business: a job gathers them, so that what breaks together is one mail.
 */
export async function tellStatusChange(tx: Tx, ctx: Ctx, row: ConnectionRow, change: Change): Promise<void> {
  if (isTold(change.status)) return tellBroken(tx, ctx, row, change)
  await closeThread(tx, ctx, row, change)
  // The team did not choose this one.
  if (change.reason === 'by_creator')
    await write(tx, ctx, row, change, 'broken', await receiversOf(tx, ctx, row))
}

const openThread = (ctx: Ctx, connectionId: string) =>
  and(
    eq(notices.agencyId, ctx.agency.id),
    eq(notices.connectionId, connectionId),
    eq(notices.kind, 'broken'),
    isNull(notices.closedAt),
  )

async function tellBroken(tx: Tx, ctx: Ctx, row: ConnectionRow, change: Change): Promise<void> {
  // Beside this one, an older cause of the same connection is no news any more.
  await tx
    .update(notices)
    .set({ readAt: change.at })
    .where(and(openThread(ctx, row.id), isNull(notices.readAt)))
  const receivers = await receiversOf(tx, ctx, row)
  await write(
    tx,
    ctx,
    row,
    change,
    'broken',
    receivers.filter(({ userId }) => !(CHOSEN.includes(change.reason) && userId === actorId(ctx))),
  )
}

/**
 * It works again, or it was disconnected: what was open is closed. Whoever was told that it broke is told that it
 * works; a disconnect by the team was chosen and needs no notice.
 */
async function closeThread(tx: Tx, ctx: Ctx, row: ConnectionRow, change: Change): Promise<void> {
  const at = change.at.toISOString()
  const closed = await tx
    .update(notices)
    .set({ closedAt: change.at, readAt: sql`coalesce(${notices.readAt}, ${at}::timestamptz)` })
    .where(openThread(ctx, row.id))
    .returning({ userId: notices.userId })
  if (closed.length === 0 || change.status !== 'active') return
  const told = new Set(closed.map((one) => one.userId))
  const members = await membersWhoSee(tx, ctx, row.creatorId)
  await write(
    tx,
    ctx,
    row,
    change,
    'recovered',
    members.filter(({ userId }) => told.has(userId)),
  )
}

async function write(
  tx: Tx,
  ctx: Ctx,
  row: ConnectionRow,
  change: Change,
  kind: 'broken' | 'recovered',
  receivers: Receiver[],
): Promise<void> {
  if (receivers.length === 0) return
  await tx
    .insert(notices)
    .values(
      receivers.map(({ userId, channel }) => ({
        agencyId: ctx.agency.id,
        userId,
        connectionId: row.id,
        kind,
        status: change.status,
        reason: change.reason,
        transition: `${row.id} ${change.at.toISOString()} ${change.status}`,
        createdAt: change.at,
        // Who wants mail alone is not called by the bell as well.
        readAt: channel === 'mail' ? change.at : null,
      })),
    )
    .onConflictDoNothing()
}
