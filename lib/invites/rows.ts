import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invites } from '@/db/schema/invites'
import { linkSessions } from '@/db/schema/link-sessions'
import type { Ctx } from '../auth/context'
import { notFound } from '../errors'
import { type LinkSessionRow, lockLinkSession } from '../link-sessions/move'
import { revokeInTx } from '../link-sessions/revoke'
import { LIVE_STATES } from '../link-sessions/states'

export type InviteRow = typeof invites.$inferSelect

/**
 * Reads an invite of this agency and locks its row until the transaction ends. Everywhere the invite is locked before
 * its sessions: two orders of the same locks would wait for each other.
 */
export async function lockInvite(tx: Tx, ctx: Ctx, id: string): Promise<InviteRow | null> {
  const [row] = await tx
    .select()
    .from(invites)
    .where(and(eq(invites.agencyId, ctx.agency.id), eq(invites.id, id)))
    .for('no key update')
  return row ?? null
}

/** The same; throws `not_found`. */
export async function requireInvite(tx: Tx, ctx: Ctx, id: string): Promise<InviteRow> {
  const row = await lockInvite(tx, ctx, id)
  if (!row) throw notFound('invite')
  return row
}

/** Locks the invite of a session, before the session itself is locked; null when it has none. */
export async function lockInviteOf(tx: Tx, ctx: Ctx, linkSessionId: string): Promise<InviteRow | null> {
  const [session] = await tx
    .select({ inviteId: linkSessions.inviteId })
    .from(linkSessions)
    .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, linkSessionId)))
  return session?.inviteId ? lockInvite(tx, ctx, session.inviteId) : null
}

/** Writes fields of an invite whose row is locked. */
export async function writeInvite(
  tx: Tx,
  ctx: Ctx,
  id: string,
  set: Partial<typeof invites.$inferInsert>,
): Promise<void> {
  await tx
    .update(invites)
    .set(set)
    .where(and(eq(invites.agencyId, ctx.agency.id), eq(invites.id, id)))
}

/**
 * Ends the live sessions of an invite whose row is locked. Their pages at the provider are still to be closed by the
 * caller, after the transaction: `endUpstream`.
 */
export async function endSessionsOf(tx: Tx, ctx: Ctx, inviteId: string): Promise<LinkSessionRow[]> {
  const live = await tx
    .select({ id: linkSessions.id })
    .from(linkSessions)
    .where(
      and(
        eq(linkSessions.agencyId, ctx.agency.id),
        eq(linkSessions.inviteId, inviteId),
        inArray(linkSessions.state, [...LIVE_STATES]),
      ),
    )
  const ended: LinkSessionRow[] = []
  for (const { id } of live) {
    const row = await lockLinkSession(tx, ctx, id)
    if (row && (await revokeInTx(tx, ctx, row, 'stopped'))) ended.push(row)
  }
  return ended
}
