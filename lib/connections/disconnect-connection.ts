import 'server-only'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { dropReviews } from './drop-reviews'
import { forgetData } from './forget-data'
import { requestDeletion } from './request-deletion'
import { lockConnection, writeConnection } from './rows'

/**
 * Ends a connection: here at once, and at the provider by a job that retries until it is confirmed. Its user data
 * is removed; its history stays. `confirmation` must be the username, typed.
 */
export async function disconnectConnection(
  ctx: Ctx,
  input: { connectionId: string; confirmation: string },
): Promise<void> {
  requirePermission(ctx, 'connections.disconnect')
  await inAgency(ctx, async (tx) => {
    const row = await lockConnection(tx, ctx, input.connectionId)
    if (!row) throw notFound('connection')
    if (row.endedAt) throw new AppError('conflict', 'This connection is disconnected already.')
    if (input.confirmation.trim().replace(/^@/, '').toLowerCase() !== row.username.toLowerCase())
      throw new AppError('invalid_input', 'The username does not match.', {
        fields: { confirmation: `Type ${row.username} to confirm.` },
      })
    await writeConnection(tx, ctx, row, {
      status: 'disconnected',
      reason: 'by_team',
      event: 'connection.disconnected',
      set: { endedAt: ctx.now() },
    })
    await forgetData(tx, ctx, row.id)
    await dropReviews(tx, ctx, row)
    await requestDeletion(tx, ctx, {
      providerAccountId: row.providerAccountId,
      providerConnectionId: row.providerConnectionId,
      connectionId: row.id,
      reason: 'disconnected',
    })
    await audit(tx, ctx, {
      action: 'connection.disconnect',
      targetType: 'connection',
      targetId: row.id,
      before: { username: row.username, ofUserId: row.ofUserId },
    })
  })
}
