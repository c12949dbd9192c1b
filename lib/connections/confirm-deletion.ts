import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { connections } from '@/db/schema/connections'
import { orphans } from '@/db/schema/orphans'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { providerDeletions } from '@/db/schema/provider-deletions'
import { audit } from '../audit/audit'
import { addEvent } from '../audit/events'
import { type Ctx, inAgency } from '../auth/context'
import { adapterFor } from '../provider-accounts/adapter-for'
import { noteProviderHealth } from '../provider-accounts/note-health'
import { ProviderError } from '../providers/types'

const LONGEST_WAIT_MS = 6 * 3_600_000

type Deletion = typeof providerDeletions.$inferSelect

/**
 * Tries one owed deletion. Confirmed when the provider says done or does not know the connection; otherwise it
 * is due again later, twice the wait each time up to six hours, for as long as it takes.
 * @returns true when it is confirmed
 */
export async function confirmDeletion(ctx: Ctx, deletionId: string): Promise<boolean> {
  const loaded = await inAgency(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(providerDeletions)
      .where(and(eq(providerDeletions.agencyId, ctx.agency.id), eq(providerDeletions.id, deletionId)))
    if (!row || row.confirmedAt) return null
    const [inUse] = await tx
      .select({ id: connections.id })
      .from(connections)
      // Also one through another key: both may open the same account at the provider.
      .innerJoin(
        providerAccounts,
        and(
          eq(providerAccounts.agencyId, connections.agencyId),
          eq(providerAccounts.provider, connections.provider),
          eq(providerAccounts.id, row.providerAccountId),
        ),
      )
      .where(
        and(
          eq(connections.agencyId, ctx.agency.id),
          eq(connections.providerConnectionId, row.providerConnectionId),
          isNull(connections.endedAt),
        ),
      )
    return { row, inUse: inUse !== undefined }
  })
  if (!loaded) return true
  // A live row took this id again meanwhile: deleting it would destroy what works.
  if (loaded.inUse) return close(ctx, loaded.row, 'in_use')
  const { adapter } = await adapterFor(ctx, loaded.row.providerAccountId)
  try {
    await adapter.deleteConnection(loaded.row.providerConnectionId)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    await noteProviderHealth(ctx, loaded.row.providerAccountId, error)
    await postpone(ctx, loaded.row, error.kind)
    return false
  }
  await noteProviderHealth(ctx, loaded.row.providerAccountId, null)
  return close(ctx, loaded.row, 'deleted')
}

async function close(ctx: Ctx, row: Deletion, outcome: 'deleted' | 'in_use'): Promise<boolean> {
  await inAgency(ctx, async (tx) => {
    const now = ctx.now()
    const done = await tx
      .update(providerDeletions)
      .set({ confirmedAt: now, lastError: null })
      .where(
        and(
          eq(providerDeletions.agencyId, ctx.agency.id),
          eq(providerDeletions.id, row.id),
          isNull(providerDeletions.confirmedAt),
        ),
      )
      .returning({ id: providerDeletions.id })
    if (done.length === 0) return
    await tx
      .update(orphans)
      .set({ resolvedAt: now, resolution: outcome === 'deleted' ? 'deleted' : 'adopted' })
      .where(
        and(
          eq(orphans.agencyId, ctx.agency.id),
          eq(orphans.providerAccountId, row.providerAccountId),
          eq(orphans.providerConnectionId, row.providerConnectionId),
          isNull(orphans.resolvedAt),
        ),
      )
    await addEvent(tx, ctx, {
      kind: 'deletion.confirmed',
      connectionId: row.connectionId,
      linkSessionId: row.linkSessionId,
      data: { outcome },
    })
    await audit(tx, ctx, {
      action: 'provider_deletion.confirm',
      targetType: 'provider_deletion',
      targetId: row.id,
      after: { outcome, providerConnectionId: row.providerConnectionId },
    })
  })
  return true
}

async function postpone(ctx: Ctx, row: Deletion, error: string): Promise<void> {
  const attempts = row.attempts + 1
  const wait = Math.min(LONGEST_WAIT_MS, 15_000 * 2 ** Math.min(attempts, 12))
  await inAgency(ctx, async (tx) => {
    await tx
      .update(providerDeletions)
      .set({ attempts, lastError: error, nextAttemptAt: new Date(ctx.now().getTime() + wait) })
      .where(and(eq(providerDeletions.agencyId, ctx.agency.id), eq(providerDeletions.id, row.id)))
    if (attempts === 1)
      await addEvent(tx, ctx, {
        kind: 'deletion.retrying',
        connectionId: row.connectionId,
        linkSessionId: row.linkSessionId,
        data: { reason: error },
      })
  })
}
