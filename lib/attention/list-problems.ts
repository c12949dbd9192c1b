import 'server-only'
import { and, eq, isNotNull, or } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { env } from '../env'

/** A provider-wide problem: one thing, however many connections it touches. */
export type ProviderProblem = {
  accountId: string
  label: string
  problem: 'key_refused' | 'unavailable' | 'misconfigured'
  since: Date
  callbackUrl: string
}

export async function problemsOf(ctx: Ctx, tx: Tx): Promise<ProviderProblem[]> {
  const rows = await tx
    .select({
      id: providerAccounts.id,
      label: providerAccounts.label,
      provider: providerAccounts.provider,
      keyRefusedAt: providerAccounts.keyRefusedAt,
      unavailableSince: providerAccounts.unavailableSince,
      misconfiguredAt: providerAccounts.misconfiguredAt,
    })
    .from(providerAccounts)
    .where(
      and(
        eq(providerAccounts.agencyId, ctx.agency.id),
        or(
          isNotNull(providerAccounts.keyRefusedAt),
          isNotNull(providerAccounts.unavailableSince),
          isNotNull(providerAccounts.misconfiguredAt),
        ),
      ),
    )
  return rows.flatMap((row) => {
    const base = {
      accountId: row.id,
      label: row.label,
      callbackUrl: `${env().APP_ORIGIN}/api/link/callback/${row.provider}`,
    }
    const all = [
      { problem: 'key_refused' as const, since: row.keyRefusedAt },
      { problem: 'unavailable' as const, since: row.unavailableSince },
      { problem: 'misconfigured' as const, since: row.misconfiguredAt },
    ]
    return all.flatMap(({ problem, since }) => (since ? [{ ...base, problem, since }] : []))
  })
}

/** The provider-wide problems alone, for the banner on every page. */
export async function listProviderProblems(ctx: Ctx): Promise<ProviderProblem[]> {
  requirePermission(ctx, 'connections.read')
  return inAgency(ctx, (tx) => problemsOf(ctx, tx))
}
