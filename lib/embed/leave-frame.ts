import 'server-only'
import { randomUUID } from 'node:crypto'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError } from '../errors'
import { lockLinkSession } from '../link-sessions/move'
import { endUpstream, revokeInTx } from '../link-sessions/revoke'
import { startConnect } from '../link-sessions/start-connect'
import { startReconnect } from '../link-sessions/start-reconnect'
import type { Started } from '../link-sessions/start-session'
import { isLive } from '../link-sessions/states'
import { adapterFor } from '../provider-accounts/adapter-for'
import { readFramed } from './open-frame'

/**
 * Out of a frame that does not show: ends its session and starts one on the provider's own page, for the same creator
 * and connection. Throws `conflict` where the provider has no such page, or the session is over.
 */
export async function leaveFrame(
  ctx: Ctx,
  { linkSessionId, browser }: { linkSessionId: string; browser: string },
): Promise<Started> {
  requirePermission(ctx, 'connections.connect')
  const row = await readFramed(ctx, { linkSessionId, browser })
  const { adapter } = await adapterFor(ctx, row.providerAccountId)
  if (!adapter.capabilities.modes.includes('redirect') || !isLive(row.state))
    throw new AppError('conflict', 'This login cannot go on outside the dialog. Start a new one.')
  await inAgency(ctx, async (tx) => {
    const locked = await lockLinkSession(tx, ctx, row.id)
    if (locked) await revokeInTx(tx, ctx, locked, 'stopped')
  })
  await endUpstream(ctx, row)
  const common = { idempotencyKey: randomUUID(), mode: 'redirect', browser } as const
  if (row.connectionId) {
    const result = await startReconnect(ctx, { ...common, connectionId: row.connectionId, takeOver: false })
    if (result.kind === 'started') return result
    throw new AppError('conflict', 'Somebody else is reconnecting this account. Look at the connection.')
  }
  return startConnect(ctx, {
    ...common,
    creatorId: row.creatorId,
    creatorName: undefined,
    providerAccountId: row.providerAccountId,
    country: row.country ?? undefined,
    state: row.region ?? undefined,
    city: row.city ?? undefined,
    note: row.note,
  })
}
