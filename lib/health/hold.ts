import { and, count, eq, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
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
    await tx
      .update(providerAccounts)
      .set({ heldSince: account.heldSince ?? now, heldCount: ending })
      .where(mine(ctx, accountId))
    if (!account.heldSince)
      await audit(tx, ctx, {
        action: 'provider_account.hold',
        targetType: 'provider_account',
        targetId: accountId,
        after: { connections: ending },
      })
    return false
  })
}

/** True while Patchbay ends no connection of this account by itself. */
export async function isAccountHeld(tx: Tx, ctx: Ctx, accountId: string): Promise<boolean> {
  const [account] = await tx
    .select({
      heldSince: providerAccounts.heldSince,
      heldReleasedUntil: providerAccounts.heldReleasedUntil,
    })
    .from(providerAccounts)
    .where(mine(ctx, accountId))
  return account !== undefined && isHeld(account, ctx.now())
}
