import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { creatorContacts } from '@/db/schema/creator-contacts'
import { invites } from '@/db/schema/invites'
import { audit } from '../audit/audit'
import { addEvent } from '../audit/events'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { DEFAULT_HOURS } from './input'
import { expiryOf, insertInvite } from './insert-invite'
import { type InviteRow, writeInvite } from './rows'

/** A link that ends sooner is given its full time again: she may not look at it today. */
const SOON_HOURS = 72

/**
 * Asks a creator to log in again: reuses the open reconnect invite of the connection, or makes one. Two people asking
 * at once get the same. Throws `not_found`, `conflict` when the connection has ended.
 */
export async function askCreator(
  ctx: Ctx,
  input: { connectionId: string },
): Promise<{ inviteId: string; reused: boolean }> {
  requirePermission(ctx, 'invites.write')
  return inAgency(ctx, async (tx) => {
    const { invite, reused } = await askInTx(tx, ctx, input.connectionId)
    return { inviteId: invite.id, reused }
  })
}

/** The same within the caller's transaction, for whoever may ask: the team, or the creator on her own page. */
export async function askInTx(
  tx: Tx,
  ctx: Ctx,
  connectionId: string,
): Promise<{ invite: InviteRow; reused: boolean }> {
  const [connection] = await tx
    .select({ id: connections.id, creatorId: connections.creatorId, endedAt: connections.endedAt })
    .from(connections)
    .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, connectionId)))
  if (!connection) throw notFound('connection')
  // One asks at a time; not by the connection's row, which is locked after an invite's everywhere else.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`ask:${connection.id}`}, 0))`)
  if (connection.endedAt)
    throw new AppError('conflict', 'This connection was disconnected. Invite the creator to connect anew.')
  const open = await openInviteOf(tx, ctx, connection.id)
  if (open) {
    await freshen(tx, ctx, open)
    return { invite: open, reused: true }
  }
  const row = await insertInvite(tx, ctx, {
    id: randomUUID(),
    creatorId: connection.creatorId,
    purpose: 'reconnect',
    connectionId: connection.id,
    language: await languageOf(tx, ctx, connection.creatorId),
    expiresInHours: DEFAULT_HOURS,
  })
  if (!row) throw new Error('insert returned no row')
  return { invite: row, reused: false }
}

async function openInviteOf(tx: Tx, ctx: Ctx, connectionId: string): Promise<InviteRow | null> {
  const [row] = await tx
    .select()
    .from(invites)
    .where(
      and(
        eq(invites.agencyId, ctx.agency.id),
        eq(invites.connectionId, connectionId),
        eq(invites.purpose, 'reconnect'),
        isNull(invites.revokedAt),
        isNull(invites.pausedAt),
        gt(invites.expiresAt, ctx.now()),
        lt(invites.uses, invites.maxUses),
      ),
    )
    .orderBy(desc(invites.createdAt))
    .limit(1)
  return row ?? null
}

async function freshen(tx: Tx, ctx: Ctx, invite: InviteRow): Promise<void> {
  if (invite.expiresAt > expiryOf(ctx, SOON_HOURS)) return
  const expiresAt = expiryOf(ctx, DEFAULT_HOURS)
  await writeInvite(tx, ctx, invite.id, { expiresAt })
  await addEvent(tx, ctx, {
    kind: 'invite.extended',
    inviteId: invite.id,
    data: { until: expiresAt.toISOString() },
  })
  await audit(tx, ctx, {
    action: 'invite.extend',
    targetType: 'invite',
    targetId: invite.id,
    before: { expiresAt: invite.expiresAt.toISOString() },
    after: { expiresAt: expiresAt.toISOString() },
  })
}

/** The one that she confirmed, else the one of her last link. */
async function languageOf(tx: Tx, ctx: Ctx, creatorId: string): Promise<string> {
  const [contact] = await tx
    .select({ language: creatorContacts.language })
    .from(creatorContacts)
    .where(and(eq(creatorContacts.agencyId, ctx.agency.id), eq(creatorContacts.creatorId, creatorId)))
  const [last] = await tx
    .select({ language: invites.language })
    .from(invites)
    .where(and(eq(invites.agencyId, ctx.agency.id), eq(invites.creatorId, creatorId)))
    .orderBy(desc(invites.createdAt))
    .limit(1)
  return contact?.language ?? last?.language ?? 'en'
}
