import 'server-only'
import { and, eq } from 'drizzle-orm'
import { connections } from '@/db/schema/connections'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { beingRenewed } from '../health/being-renewed'
import { adapterFor } from '../provider-accounts/adapter-for'
import { noteProviderHealth } from '../provider-accounts/note-health'
import { applyCheck, noteFailedCheck, type VerifyResult } from './apply-check'
import { checkConnection } from './check-connection'
import { refreshData } from './store-data'

/**
 * Reads the provider again, now: proves the connection, or says why it does not work, and refreshes its data.
 * When the provider cannot be asked, nothing changes and its error is thrown.
 */
export async function verifyConnection(ctx: Ctx, input: { connectionId: string }): Promise<VerifyResult> {
  requirePermission(ctx, 'connections.verify')
  const found = await inAgency(ctx, (tx) =>
    tx
      .select({ row: connections, isRenewing: beingRenewed(tx) })
      .from(connections)
      .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, input.connectionId)))
      .then(([one]) => one),
  )
  if (!found) throw notFound('connection')
  const { row, isRenewing } = found
  if (row.endedAt)
    throw new AppError('conflict', 'This connection was disconnected; there is nothing to verify.')
  const { account, adapter } = await adapterFor(ctx, row.providerAccountId)
  const check = await checkConnection(adapter, row)
  if (check.result === 'unknown') {
    if (isRenewing && check.error.kind === 'unavailable') throw check.error
    await noteProviderHealth(ctx, account.id, check.error)
    await inAgency(ctx, (tx) => noteFailedCheck(tx, ctx, row.id, check.error))
    throw check.error
  }
  await noteProviderHealth(ctx, account.id, null)
  const result = await inAgency(ctx, (tx) => applyCheck(tx, ctx, row, check))
  if (check.result === 'proven' && result.status === 'active')
    await refreshData(ctx, adapter, row, check.profile)
  return result
}
