import type { Tx } from '@/db/client'
import type { Ctx } from '../auth/context'
import { dropReviews } from './drop-reviews'
import { forgetData } from './forget-data'
import { requestDeletion } from './request-deletion'
import { type ConnectionRow, writeConnection } from './rows'

/**
 * Ends a connection within the caller's transaction, which holds the row's lock: here at once, its user data removed,
 * its history kept, and its deletion at the provider owed until that is confirmed.
 */
export async function endConnection(
  tx: Tx,
  ctx: Ctx,
  row: ConnectionRow,
  reason: 'by_team' | 'by_creator',
): Promise<void> {
  await writeConnection(tx, ctx, row, {
    status: 'disconnected',
    reason,
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
}
