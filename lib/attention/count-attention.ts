import 'server-only'
import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { connections } from '@/db/schema/connections'
import { invites } from '@/db/schema/invites'
import { linkSessions } from '@/db/schema/link-sessions'
import { mails } from '@/db/schema/mails'
import { orphans } from '@/db/schema/orphans'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { providerDeletions } from '@/db/schema/provider-deletions'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { clockAlarm } from '../webhooks/clock-alarm'
import {
  needyConnections,
  ofInvite,
  openOrphans,
  stuckDeletions,
  unansweredAsks,
  undelivered,
  waitingReviews,
} from './needs'

/** The number in the navigation stops here. */
export const COUNT_CAP = 100

/**
 * How many items the page of what needs attention has, up to COUNT_CAP: one statement, on every page, made of the
 * conditions that the page itself is made of.
 */
export async function countAttention(ctx: Ctx): Promise<number> {
  requirePermission(ctx, 'connections.read')
  const rows = await inAgency(ctx, (tx) => {
    const one = { one: sql`1` }
    const problem = (value: AnyPgColumn | SQL) =>
      tx
        .select(one)
        .from(providerAccounts)
        .where(and(eq(providerAccounts.agencyId, ctx.agency.id), isNotNull(value)))
    const parts = [
      problem(providerAccounts.keyRefusedAt),
      problem(providerAccounts.unavailableSince),
      problem(providerAccounts.misconfiguredAt),
      problem(providerAccounts.heldSince),
      problem(clockAlarm(tx, ctx)),
      tx.select(one).from(connections).where(needyConnections(ctx, tx)).limit(COUNT_CAP),
      tx.select(one).from(linkSessions).where(waitingReviews(ctx)).limit(COUNT_CAP),
      tx.select(one).from(invites).where(unansweredAsks(ctx, tx)).limit(COUNT_CAP),
      tx.select(one).from(mails).innerJoin(invites, ofInvite()).where(undelivered(ctx, tx)).limit(COUNT_CAP),
      tx.select(one).from(orphans).where(openOrphans(ctx)).limit(COUNT_CAP),
      tx.select(one).from(providerDeletions).where(stuckDeletions(ctx)).limit(COUNT_CAP),
    ]
    return tx.execute<{ total: number }>(
      sql`select count(*)::int as total from (${sql.join(
        parts.map((part) => sql`${part}`),
        sql` union all `,
      )}) as items`,
    )
  })
  return Math.min(COUNT_CAP, rows[0]?.total ?? 0)
}
