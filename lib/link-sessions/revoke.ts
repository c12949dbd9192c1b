import 'server-only'
import type { Tx } from '@/db/client'
import { addEvent } from '../audit/events'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { logger } from '../logger'
import { adapterFor } from '../provider-accounts/adapter-for'
import { type LinkSessionRow, lockLinkSession, moveLinkSession } from './move'
import { sessionRefOf } from './provider-session'

/** Ends a live session in our books, within the caller's transaction. False when it is no longer live. */
export async function revokeInTx(
  tx: Tx,
  ctx: Ctx,
  row: LinkSessionRow,
  code: 'taken_over' | 'taken_over_by_creator' | 'stopped',
): Promise<boolean> {
  const moved = await moveLinkSession(tx, ctx, row, 'revoke', { outcomeCode: code, challenge: null })
  if (moved && code !== 'stopped')
    await addEvent(tx, ctx, {
      kind: 'session.taken_over',
      linkSessionId: row.id,
      connectionId: row.connectionId,
      inviteId: row.inviteId,
    })
  return moved !== null
}

/**
 * Deletes the session at the provider, so that its page stops working. Best effort: a success that comes
 * through after all finds the session revoked and is undone.
 */
export async function endUpstream(ctx: Ctx, row: LinkSessionRow): Promise<void> {
  const session = sessionRefOf(row)
  if (!session) return
  try {
    const { adapter } = await adapterFor(ctx, row.providerAccountId)
    await adapter.endSession(session)
  } catch (error) {
    logger.warn({ err: error, linkSessionId: row.id, requestId: ctx.requestId }, 'session not ended upstream')
  }
}

/** Stops a live session, here and at the provider. */
export async function stopLinkSession(ctx: Ctx, input: { linkSessionId: string }): Promise<void> {
  requirePermission(ctx, 'connections.connect')
  const row = await inAgency(ctx, async (tx) => {
    const locked = await lockLinkSession(tx, ctx, input.linkSessionId)
    if (!locked) throw notFound('Link session')
    if (!(await revokeInTx(tx, ctx, locked, 'stopped')))
      throw new AppError('conflict', 'This session is over already.')
    return locked
  })
  await endUpstream(ctx, row)
}
