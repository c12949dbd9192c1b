import 'server-only'
import { and, eq, isNotNull, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { type Ctx, inAgency } from '../auth/context'
import { may, requirePermission } from '../auth/permissions'
import { env } from '../env'
import { clockAlarm } from '../webhooks/clock-alarm'
import type { ProblemCause } from './words'

/** A provider-wide problem: one thing, however many connections it touches. */
export type ProviderProblem = {
  accountId: string
  label: string
  problem: ProblemCause
  /** When it was first seen; with `clock`: when last. */
  since: Date
  callbackUrl: string
  /** With `held`: the connections that seemed to end at once. */
  count: number
  /** The viewer may edit provider accounts, and let a held run go on. */
  mayRepair: boolean
}

export async function problemsOf(ctx: Ctx, tx: Tx): Promise<ProviderProblem[]> {
  const clock = clockAlarm(tx, ctx)
  const rows = await tx
    .select({
      id: providerAccounts.id,
      label: providerAccounts.label,
      provider: providerAccounts.provider,
      keyRefusedAt: providerAccounts.keyRefusedAt,
      unavailableSince: providerAccounts.unavailableSince,
      misconfiguredAt: providerAccounts.misconfiguredAt,
      heldSince: providerAccounts.heldSince,
      heldCount: providerAccounts.heldCount,
      clockAt: clock.mapWith(providerAccounts.heldSince),
    })
    .from(providerAccounts)
    .where(
      and(
        eq(providerAccounts.agencyId, ctx.agency.id),
        or(
          isNotNull(providerAccounts.keyRefusedAt),
          isNotNull(providerAccounts.unavailableSince),
          isNotNull(providerAccounts.misconfiguredAt),
          isNotNull(providerAccounts.heldSince),
          sql`${clock} is not null`,
        ),
      ),
    )
  return rows.flatMap((row) => {
    const base = {
      accountId: row.id,
      label: row.label,
      callbackUrl: `${env().APP_ORIGIN}/api/link/callback/${row.provider}`,
      count: row.heldCount,
      mayRepair: may(ctx, 'settings.edit'),
    }
    const all = [
      { problem: 'key_refused' as const, since: row.keyRefusedAt },
      { problem: 'unavailable' as const, since: row.unavailableSince },
      { problem: 'misconfigured' as const, since: row.misconfiguredAt },
      { problem: 'held' as const, since: row.heldSince },
      { problem: 'clock' as const, since: row.clockAt },
    ]
    return all.flatMap(({ problem, since }) => (since ? [{ ...base, problem, since }] : []))
  })
}

/** The provider-wide problems alone, for the banner on every page. */
export async function listProviderProblems(ctx: Ctx): Promise<ProviderProblem[]> {
  requirePermission(ctx, 'connections.read')
  return inAgency(ctx, (tx) => problemsOf(ctx, tx))
}
