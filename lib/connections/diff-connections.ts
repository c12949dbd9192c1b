import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { type Ctx, inAgency } from '../auth/context'
import { mayEnd } from '../health/hold'
import { enqueue } from '../jobs/enqueue'
import { noteOrphans } from '../orphans/note-orphans'
import { adapterFor } from '../provider-accounts/adapter-for'
import { noteProviderHealth } from '../provider-accounts/note-health'
import { ProviderError, type RemoteConnection } from '../providers/types'
import { suspectOrBreak } from './apply-check'
import { listSays, wouldEnd } from './list-says'
import { openReview } from './open-review'
import { readAll } from './read-all'
import { type ConnectionRow, lockConnection, writeConnection } from './rows'
import { isBroken, isWorking } from './words'

/** Younger rows may be newer than the list that is being read. */
const SETTLE_MS = 5 * 60_000

type List = Awaited<ReturnType<typeof readAll>>

export type DiffResult = { listed: number; changed: number; complete: boolean }

/**
 * Compares the provider's list with our books, one provider account at a time. It heals what a lost callback
 * left, and finds what changed upstream. A provider that cannot be asked, or refuses the key, changes nothing; a list that
 * would end too many connections at once changes none of them.
 */
export async function diffConnections(ctx: Ctx, providerAccountId: string): Promise<DiffResult> {
  const { account, adapter } = await adapterFor(ctx, providerAccountId)
  if (!adapter.capabilities.listsConnections) return { listed: 0, changed: 0, complete: false }
  let read: List
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
  const changed = (await mayApply(ctx, account.id, ours, read)) ? await apply(ctx, ours, read) : 0
  const held = new Set(ours.map((row) => row.providerConnectionId))
  const strangers = read.items.filter((remote) => !held.has(remote.id))
  await noteOrphans(ctx, account, strangers, read.complete)
  await inAgency(ctx, (tx) =>
    tx
      .update(providerAccounts)
      .set({ lastListedAt: ctx.now() })
      .where(and(eq(providerAccounts.agencyId, ctx.agency.id), eq(providerAccounts.id, account.id))),
  )
  return { listed: read.items.length, changed, complete: read.complete }
}

/** Our live connections that the list tells something about, with their line of it. */
function pairsOf(ours: ConnectionRow[], list: List): { row: ConnectionRow; remote: RemoteConnection }[] {
  const listed = new Map(list.items.map((remote) => [remote.id, remote]))
  return ours.flatMap((row) => {
    const remote = listed.get(row.providerConnectionId)
    return remote ? [{ row, remote }] : []
  })
}

/** Counts what following this list would end, and asks whether it may be followed. */
function mayApply(ctx: Ctx, accountId: string, ours: ConnectionRow[], list: List): Promise<boolean> {
  const now = ctx.now()
  const told = pairsOf(ours, list).filter(({ row, remote }) => wouldEnd(row, listSays(row, remote, now)))
  const gone = missingOf(ctx, ours, list).filter((row) => isWorking(row.status))
  return mayEnd(ctx, accountId, told.length + gone.length, list.complete)
}

/** @returns how many connections it changed */
async function apply(ctx: Ctx, ours: ConnectionRow[], list: List): Promise<number> {
  let changed = 0
  for (const { row, remote } of pairsOf(ours, list))
    if (listSays(row, remote, ctx.now()))
      changed += (await inAgency(ctx, (tx) => applyRemote(tx, ctx, row.id, remote))) ? 1 : 0
  // Ours, but not listed: a read with the connection decides, never its absence.
  for (const row of missingOf(ctx, ours, list)) await inAgency(ctx, (tx) => readSoon(tx, ctx, row.id))
  return changed
}

/** Applies what the list says of one connection; true when its status changed, or is doubted from now on. */
async function applyRemote(tx: Tx, ctx: Ctx, id: string, remote: RemoteConnection): Promise<boolean> {
  const row = await lockConnection(tx, ctx, id)
  if (!row || row.endedAt || row.providerConnectionId !== remote.id) return false
  const word = listSays(row, remote, ctx.now())
  if (!word) return false
  if (word === 'other_user') {
    await openReview(tx, ctx, row, remote.identity)
    return true
  }
  const stranger = row.ofUserId !== remote.identity.id
  const set = { ...(stranger ? {} : { permissions: remote.permissions }), lastCheckedAt: ctx.now() }
  if (word === 'awaiting_2fa') {
    await writeConnection(tx, ctx, row, {
      status: 'awaiting_2fa',
      reason: 'provider_awaiting_2fa',
      event: 'connection.awaiting_2fa',
      set,
    })
    return true
  }
  if (word === 'ended' && isBroken(row.status)) {
    await writeConnection(tx, ctx, row, {
      status: 'needs_reauth',
      reason: 'provider_expired',
      event: 'connection.needs_reauth',
      set,
    })
    return true
  }
  if (word === 'active_again') await readSoon(tx, ctx, row.id)
  await tx
    .update(connections)
    .set(set)
    .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, row.id)))
  return word === 'ended' && (await doubt(tx, ctx, row))
}

/** The list calls the login ended: the read that follows decides. */
async function doubt(tx: Tx, ctx: Ctx, row: ConnectionRow): Promise<boolean> {
  const judged = await suspectOrBreak(tx, ctx, row)
  if (judged === 'broken') await readSoon(tx, ctx, row.id)
  return judged === 'suspect'
}

const readSoon = (tx: Tx, ctx: Ctx, connectionId: string) =>
  enqueue(tx, 'connection.verify', { agencyId: ctx.agency.id, connectionId })

/** Ours, but not in a list that was read to its end. */
function missingOf(ctx: Ctx, ours: ConnectionRow[], list: List): ConnectionRow[] {
  if (!list.complete) return []
  const before = ctx.now().getTime() - SETTLE_MS
  const listed = new Set(list.items.map((remote) => remote.id))
  return ours.filter(
    (row) =>
      !listed.has(row.providerConnectionId) &&
      row.updatedAt.getTime() < before &&
      row.status !== 'needs_reauth',
  )
}
