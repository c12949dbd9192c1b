import 'server-only'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { requireStepUp } from '../auth/step-up'
import { AppError, notFound } from '../errors'
import { endConnection } from './end-connection'
import { lockConnection } from './rows'

/**
 * Ends a connection: here at once, and at the provider by a job that retries until it is confirmed. Its user data
 * is removed; its history stays. `confirmation` must be the username, typed. Asks for a step-up.
 */
export async function disconnectConnection(
  ctx: Ctx,
  input: { connectionId: string; confirmation: string },
): Promise<void> {
  requirePermission(ctx, 'connections.disconnect')
  requireStepUp(ctx)
  await inAgency(ctx, async (tx) => {
    const row = await lockConnection(tx, ctx, input.connectionId)
    if (!row) throw notFound('connection')
    if (row.endedAt) throw new AppError('conflict', 'This connection is disconnected already.')
    if (input.confirmation.trim().replace(/^@/, '').toLowerCase() !== row.username.toLowerCase())
      throw new AppError('invalid_input', 'The username does not match.', {
        fields: { confirmation: `Type ${row.username} to confirm.` },
      })
    await endConnection(tx, ctx, row, 'by_team')
    await audit(tx, ctx, {
      action: 'connection.disconnect',
      targetType: 'connection',
      targetId: row.id,
      before: { username: row.username, ofUserId: row.ofUserId },
    })
  })
}
