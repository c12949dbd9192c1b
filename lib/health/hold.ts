import { and, count, eq, exists, gte, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { events } from '@/db/schema/events'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { isHeld, isReleased, isTooMany } from './circuit'

const mine = (ctx: Ctx, accountId: string) =>
  and(eq(providerAccounts.agencyId, ctx.agency.id), eq(providerAccounts.id, accountId))

/** The account's connections that work as far as we know. */
export async function countWorking(tx: Tx, ctx: Ctx, accountId: string): Promise<number> {
  const [row] = await tx
    .select({ total: count() })
    .from(connections)
    .where(
      and(
        eq(connections.agencyId, ctx.agency.id),
        eq(connections.providerAccountId, accountId),
        isNull(connections.endedAt),
        inArray(connections.status, ['active', 'expiring']),
      ),
    )
  return row?.total ?? 0
}

/** Endings that a run's own count does not see, of webhooks above all, are counted over the time between two lists. */
const WINDOW_MS = 15 * 60_000

/** The account's connections that Patchbay itself ended lately, and those that it suspects now. */
async function countEnding(
  tx: Tx,
  ctx: Ctx,
  accountId: string,
): Promise<{ ended: number; suspected: number }> {
  const since = new Date(ctx.now().getTime() - WINDOW_MS)
  const endedByUs = exists(
    tx
      .select({ one: sql`1` })
      .from(events)
      .where(
        and(
          eq(events.agencyId, connections.agencyId),
          eq(events.connectionId, connections.id),
          eq(events.kind, 'connection.needs_reauth'),
          eq(events.actorKind, 'system'),
          gte(events.at, since),
        ),
      ),
  )
  const isEnded = sql`${connections.status} = 'needs_reauth'`
  const [row] = await tx
    .select({
      ended: sql<number>`count(*) filter (where ${isEnded})::int`,
      suspected: sql<number>`count(*) filter (where not ${isEnded})::int`,
    })
    .from(connections)
    .where(
      and(
        eq(connections.agencyId, ctx.agency.id),
        eq(connections.providerAccountId, accountId),
        isNull(connections.endedAt),
        or(
          and(inArray(connections.status, ['active', 'expiring']), isNotNull(connections.suspectSince)),
          and(eq(connections.status, 'needs_reauth'), gte(connections.statusChangedAt, since), endedByUs),
        ),
      ),
    )
  return row ?? { ended: 0, suspected: 0 }
}

/** Stops the account's automatic endings, and tells it once. The caller holds the account's lock. */
async function hold(
  tx: Tx,
  ctx: Ctx,
  account: { id: string; heldSince: Date | null },
  ending: number,
): Promise<void> {
  await tx
    .update(providerAccounts)
    .set({ heldSince: account.heldSince ?? ctx.now(), heldCount: ending })
    .where(mine(ctx, account.id))
  if (!account.heldSince)
    await audit(tx, ctx, {
      action: 'provider_account.hold',
      targetType: 'provider_account',
      targetId: account.id,
      after: { connections: ending },
    })
}

/**
 * Asks, before anything is written, whether a run may end so many connections. If they are too many, the account is
 * held: no connection of it is ended by Patchbay itself until an admin lets it go on, or a whole run finds no more than
 * usual.
 * @param whole the run has seen all of the account's connections, so that it may also end a hold
 */
export async function mayEnd(ctx: Ctx, accountId: string, ending: number, whole: boolean): Promise<boolean> {
  return inAgency(ctx, async (tx) => {
    const now = ctx.now()
    const [account] = await tx.select().from(providerAccounts).where(mine(ctx, accountId)).for('update')
    if (!account) return false
    if (!isTooMany(ending, await countWorking(tx, ctx, accountId))) {
      if (account.heldSince && whole)
        await tx.update(providerAccounts).set({ heldSince: null, heldCount: 0 }).where(mine(ctx, accountId))
      return whole || !isHeld(account, now)
    }
    if (isReleased(account, now)) return true
    await hold(tx, ctx, account, ending)
    return false
  })
}

/**
 * Asks whether Patchbay may end one more connection by itself, one that is suspected and was asked twice. Many that are
 * told of one by one are a storm: the account is held as by a run. The caller holds the connection's lock; the account's
 * is taken here, so that two workers do not count past each other, and in a way that lets new rows refer
 * to the account: whoever writes one may want this connection next.
 */
export async function mayEndOne(tx: Tx, ctx: Ctx, accountId: string): Promise<boolean> {
  const now = ctx.now()
  const [account] = await tx.select().from(providerAccounts).where(mine(ctx, accountId)).for('no key update')
  if (!account || isHeld(account, now)) return false
  if (isReleased(account, now)) return true
  const { ended, suspected } = await countEnding(tx, ctx, accountId)
  if (!isTooMany(ended + suspected, ended + (await countWorking(tx, ctx, accountId)))) return true
  await hold(tx, ctx, account, ended + suspected)
  return false
}
