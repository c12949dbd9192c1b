import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { type Ctx, inAgency } from '../auth/context'
import { enqueue } from '../jobs/enqueue'
import { noteOrphans } from '../orphans/note-orphans'
import { adapterFor } from '../provider-accounts/adapter-for'
import { noteProviderHealth } from '../provider-accounts/note-health'
import { ProviderError, type RemoteConnection } from '../providers/types'
import { openReview } from './open-review'
import { readAll } from './read-all'
import { type ConnectionRow, lockConnection, writeConnection } from './rows'

/** Younger rows may be newer than the list that is being read. */
const SETTLE_MS = 5 * 60_000

export type DiffResult = { listed: number; changed: number; complete: boolean }

/**
 * Compares the provider's list with our books, one provider account at a time. It heals what a lost callback
 * left, and finds what changed upstream. A provider that cannot be asked, or refuses the key, changes nothing.
 */
export async function diffConnections(ctx: Ctx, providerAccountId: string): Promise<DiffResult> {
  const { account, adapter } = await adapterFor(ctx, providerAccountId)
  let read: Awaited<ReturnType<typeof readAll>>
  try {
    read = await readAll(adapter)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    await noteProviderHealth(ctx, account.id, error)
    return { listed: 0, changed: 0, complete: false }
  }
  await noteProviderHealth(ctx, account.id, null)
  const ours = await inAgency(ctx, (tx) =>
    tx
      .select()
      .from(connections)
      .where(
        and(
          eq(connections.agencyId, ctx.agency.id),
          eq(connections.providerAccountId, account.id),
          isNull(connections.endedAt),
        ),
      ),
  )
  const byId = new Map(ours.map((row) => [row.providerConnectionId, row]))
  let changed = 0
  for (const remote of read.items) {
    const row = byId.get(remote.id)
    if (row && differs(row, remote))
      changed += (await inAgency(ctx, (tx) => applyRemote(tx, ctx, row.id, remote))) ? 1 : 0
  }
  const strangers = read.items.filter((remote) => !byId.has(remote.id))
  await noteOrphans(ctx, account.id, strangers, read.complete)
  if (read.complete) await checkMissing(ctx, ours, new Set(read.items.map((remote) => remote.id)))
  await inAgency(ctx, (tx) =>
    tx
      .update(providerAccounts)
      .set({ lastListedAt: ctx.now() })
      .where(and(eq(providerAccounts.agencyId, ctx.agency.id), eq(providerAccounts.id, account.id))),
  )
  return { listed: read.items.length, changed, complete: read.complete }
}

const sameList = (a: string[], b: string[]) => a.length === b.length && a.every((value, i) => value === b[i])

function differs(row: ConnectionRow, remote: RemoteConnection): boolean {
  return (
    row.ofUserId !== remote.identity.id ||
    (remote.status === 'expired' && row.status !== 'needs_reauth') ||
    (remote.status === 'awaiting_2fa' && row.status !== 'awaiting_2fa') ||
    (remote.status === 'active' && row.status !== 'active' && row.status !== 'expiring') ||
    !sameList(row.permissions, remote.permissions)
  )
}

/** Applies what the list says of one connection; true when its status changed. */
async function applyRemote(tx: Tx, ctx: Ctx, id: string, remote: RemoteConnection): Promise<boolean> {
  const row = await lockConnection(tx, ctx, id)
  if (!row || row.endedAt || row.providerConnectionId !== remote.id) return false
  // A reconnect may have finished after this list was read: what the list says is older than what we proved.
  if (row.lastProvenAt && remote.updatedAt && row.lastProvenAt > remote.updatedAt && recentlyProven(ctx, row))
    return false
  // A login that has ended answers as nobody: the stranger of a refused review stays listed until the repair.
  const stranger = row.ofUserId !== remote.identity.id
  if (stranger && remote.status === 'active') {
    await openReview(tx, ctx, row, remote.identity)
    return row.status !== 'needs_review'
  }
  const set = { ...(stranger ? {} : { permissions: remote.permissions }), lastCheckedAt: ctx.now() }
  if (row.status === 'needs_review') return false
  if (remote.status === 'expired' && row.status !== 'needs_reauth') {
    await writeConnection(tx, ctx, row, {
      status: 'needs_reauth',
      reason: 'provider_expired',
      event: 'connection.needs_reauth',
      set,
    })
    return true
  }
  if (remote.status === 'awaiting_2fa' && row.status !== 'awaiting_2fa') {
    await writeConnection(tx, ctx, row, {
      status: 'awaiting_2fa',
      reason: 'provider_awaiting_2fa',
      event: 'connection.awaiting_2fa',
      set,
    })
    return true
  }
  // The list says active where we know better, or no longer know: only a read with it proves that.
  if (remote.status === 'active' && row.status !== 'active' && row.status !== 'expiring')
    await enqueue(tx, 'connection.verify', { agencyId: ctx.agency.id, connectionId: row.id })
  await tx
    .update(connections)
    .set(set)
    .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, row.id)))
  return false
}

function recentlyProven(ctx: Ctx, row: ConnectionRow): boolean {
  return row.lastProvenAt !== null && ctx.now().getTime() - row.lastProvenAt.getTime() < 60_000
}

/** Ours, but not listed: a read with the connection decides, never its absence. */
async function checkMissing(ctx: Ctx, ours: ConnectionRow[], listed: Set<string>): Promise<void> {
  const before = ctx.now().getTime() - SETTLE_MS
  const missing = ours.filter(
    (row) =>
      !listed.has(row.providerConnectionId) &&
      row.updatedAt.getTime() < before &&
      row.status !== 'needs_reauth',
  )
  for (const row of missing)
    await inAgency(ctx, (tx) =>
      enqueue(tx, 'connection.verify', { agencyId: ctx.agency.id, connectionId: row.id }),
    )
}
