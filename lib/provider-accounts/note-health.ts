import 'server-only'
import { and, eq, isNotNull, isNull, or } from 'drizzle-orm'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { type Ctx, inAgency } from '../auth/context'
import { ProviderError } from '../providers/types'

/**
 * Remembers on the provider account what a call said about the *provider*: refused key, unreachable,
 * misconfigured redirect URL. It shows as a banner and never touches a connection.
 * @param outcome the error, or null after a call that worked
 */
export async function noteProviderHealth(ctx: Ctx, accountId: string, outcome: unknown): Promise<void> {
  const mine = and(eq(providerAccounts.agencyId, ctx.agency.id), eq(providerAccounts.id, accountId))
  const now = ctx.now()
  if (outcome === null) {
    const anySet = or(isNotNull(providerAccounts.keyRefusedAt), isNotNull(providerAccounts.unavailableSince))
    await inAgency(ctx, (tx) =>
      tx
        .update(providerAccounts)
        .set({ keyRefusedAt: null, unavailableSince: null })
        .where(and(mine, anySet)),
    )
    return
  }
  if (!(outcome instanceof ProviderError)) return
  await inAgency(ctx, async (tx) => {
    if (outcome.kind === 'unauthorized_key')
      await tx
        .update(providerAccounts)
        .set({ keyRefusedAt: now })
        .where(and(mine, isNull(providerAccounts.keyRefusedAt)))
    if (outcome.kind === 'unavailable')
      await tx
        .update(providerAccounts)
        .set({ unavailableSince: now })
        .where(and(mine, isNull(providerAccounts.unavailableSince)))
    if (outcome.detail === 'misconfigured')
      await tx.update(providerAccounts).set({ misconfiguredAt: now }).where(mine)
  })
}

/** A session could be opened: the redirect URL is on the list after all. */
export async function clearMisconfigured(ctx: Ctx, accountId: string): Promise<void> {
  await inAgency(ctx, (tx) =>
    tx
      .update(providerAccounts)
      .set({ misconfiguredAt: null })
      .where(
        and(
          eq(providerAccounts.agencyId, ctx.agency.id),
          eq(providerAccounts.id, accountId),
          isNotNull(providerAccounts.misconfiguredAt),
        ),
      ),
  )
}
