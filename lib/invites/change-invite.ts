import 'server-only'
import type { Tx } from '@/db/client'
import { audit } from '../audit/audit'
import { addEvent } from '../audit/events'
import type { EventKind } from '../audit/words'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError } from '../errors'
import { endUpstream } from '../link-sessions/revoke'
import { expiryOf } from './insert-invite'
import { endSessionsOf, type InviteRow, requireInvite, writeInvite } from './rows'
import { storeToken } from './tokens'

type ById = { inviteId: string }
type Change = Partial<Pick<InviteRow, 'pausedAt' | 'revokedAt' | 'expiresAt' | 'rotation' | 'askedAgainAt'>>

const plain = (change: Change) => JSON.parse(JSON.stringify(change)) as Record<string, unknown>

/** Writes one change of a locked invite with its line in the timeline and in the audit log. */
async function write(
  tx: Tx,
  ctx: Ctx,
  row: InviteRow,
  change: Change,
  told: { event: EventKind; action: string },
): Promise<void> {
  const { askedAgainAt: _, ...shown } = change
  const before = Object.fromEntries(Object.keys(shown).map((key) => [key, row[key as keyof typeof shown]]))
  await writeInvite(tx, ctx, row.id, change)
  await addEvent(tx, ctx, {
    kind: told.event,
    inviteId: row.id,
    connectionId: row.connectionId,
    data: change.expiresAt ? { until: change.expiresAt.toISOString() } : {},
  })
  await audit(tx, ctx, {
    action: told.action,
    targetType: 'invite',
    targetId: row.id,
    before: plain(before),
    after: plain(shown),
  })
}

function refuseRevoked(row: InviteRow): void {
  if (row.revokedAt) throw new AppError('conflict', 'This invite was revoked. Make a new one.')
}

/** Lets the link lead nowhere for a while. Who is at the provider already may finish. */
export async function pauseInvite(ctx: Ctx, input: ById): Promise<void> {
  requirePermission(ctx, 'invites.write')
  await inAgency(ctx, async (tx) => {
    const row = await requireInvite(tx, ctx, input.inviteId)
    refuseRevoked(row)
    if (row.pausedAt) return
    await write(tx, ctx, row, { pausedAt: ctx.now() }, { event: 'invite.paused', action: 'invite.pause' })
  })
}

/** Ends the pause. */
export async function resumeInvite(ctx: Ctx, input: ById): Promise<void> {
  requirePermission(ctx, 'invites.write')
  await inAgency(ctx, async (tx) => {
    const row = await requireInvite(tx, ctx, input.inviteId)
    refuseRevoked(row)
    if (!row.pausedAt) return
    const change = { pausedAt: null, askedAgainAt: null }
    await write(tx, ctx, row, change, { event: 'invite.resumed', action: 'invite.resume' })
  })
}

/** Sets the expiry anew, counted from now: later or sooner, with the same link. */
export async function extendInvite(
  ctx: Ctx,
  input: ById & { expiresInHours: number },
): Promise<{ expiresAt: Date }> {
  requirePermission(ctx, 'invites.write')
  return inAgency(ctx, async (tx) => {
    const row = await requireInvite(tx, ctx, input.inviteId)
    refuseRevoked(row)
    const expiresAt = expiryOf(ctx, input.expiresInHours)
    const change = { expiresAt, askedAgainAt: null }
    await write(tx, ctx, row, change, { event: 'invite.extended', action: 'invite.extend' })
    return { expiresAt }
  })
}

/**
 * Gives the invite a new link. The old one explains that there is a newer one, and what was begun through it is
 * stopped: a link is rotated when somebody has it who should not.
 */
export async function rotateInvite(ctx: Ctx, input: ById): Promise<void> {
  requirePermission(ctx, 'invites.write')
  const ended = await inAgency(ctx, async (tx) => {
    const row = await requireInvite(tx, ctx, input.inviteId)
    refuseRevoked(row)
    const change = { rotation: row.rotation + 1, askedAgainAt: null }
    await write(tx, ctx, row, change, { event: 'invite.rotated', action: 'invite.rotate' })
    await storeToken(tx, ctx, { id: row.id, rotation: change.rotation })
    return endSessionsOf(tx, ctx, row.id)
  })
  for (const session of ended) await endUpstream(ctx, session)
}

/**
 * Revokes an invite within the caller's transaction, and stops what was begun through it.
 * @returns the sessions whose pages at the provider are still to be closed
 */
export async function revokeInviteInTx(tx: Tx, ctx: Ctx, inviteId: string) {
  const row = await requireInvite(tx, ctx, inviteId)
  if (row.revokedAt) return { revoked: false, ended: [] }
  const change = { revokedAt: ctx.now(), askedAgainAt: null }
  await write(tx, ctx, row, change, { event: 'invite.revoked', action: 'invite.revoke' })
  return { revoked: true, ended: await endSessionsOf(tx, ctx, row.id) }
}

/** Revokes one invite for good: its link says so at once, and what was begun through it is stopped. */
export async function revokeInvite(ctx: Ctx, input: ById): Promise<void> {
  requirePermission(ctx, 'invites.write')
  const { ended } = await inAgency(ctx, (tx) => revokeInviteInTx(tx, ctx, input.inviteId))
  for (const session of ended) await endUpstream(ctx, session)
}
