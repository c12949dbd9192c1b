import 'server-only'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { enqueue } from '../jobs/enqueue'

export const releaseHoldInput = z.strictObject({ accountId: z.uuid() })

/** So long the runs go on after somebody looked. */
const RELEASED_MS = 3_600_000

/**
 * Somebody looked at the provider: the connections that would have ended are looked at again, now, and those whose login
 * did end are marked so. Throws `not_found`, and `conflict` when nothing is held.
 */
export async function releaseHold(ctx: Ctx, input: z.infer<typeof releaseHoldInput>): Promise<void> {
  requirePermission(ctx, 'settings.edit')
  const mine = and(eq(providerAccounts.agencyId, ctx.agency.id), eq(providerAccounts.id, input.accountId))
  await inAgency(ctx, async (tx) => {
    const [account] = await tx.select().from(providerAccounts).where(mine).for('update')
    if (!account) throw notFound('provider account')
    if (!account.heldSince) throw new AppError('conflict', 'Nothing is held back here any more.')
    const heldReleasedUntil = new Date(ctx.now().getTime() + RELEASED_MS)
    await tx.update(providerAccounts).set({ heldSince: null, heldCount: 0, heldReleasedUntil }).where(mine)
    await audit(tx, ctx, {
      action: 'provider_account.release_hold',
      targetType: 'provider_account',
      targetId: account.id,
      before: { connections: account.heldCount },
      after: { until: heldReleasedUntil.toISOString() },
    })
    const job = { agencyId: ctx.agency.id, providerAccountId: account.id }
    await enqueue(tx, 'provider-account.list', job)
    await enqueue(tx, 'provider-account.probe', job)
  })
}
