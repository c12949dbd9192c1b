import { and, asc, eq, inArray, isNotNull, isNull, lt, not, or, type SQL, sql } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { providerAccounts } from '@/db/schema/provider-accounts'
import type { ConnectionRow } from '../connections/rows'
import { beingRenewed } from './being-renewed'
import { STRIKES } from './suspicion'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How long a connection may go without a look at it. One that is broken is found repaired by a look, too. */
const WORKING_MS = 6 * HOUR
const BROKEN_MS = 24 * HOUR
/** A second look that a lost job owes. */
const OWED_MS = 2 * MINUTE
/** A check that could not be made is tried with the next run, and after some strikes more seldom. */
const RETRY_MS = 9 * MINUTE
const STRUCK_MS = HOUR

/** Webhooks that did not arrive for this long are not relied on. */
const SILENT_MS = 7 * 24 * HOUR

/** True when nothing tells of this account's ended logins, so that Patchbay has to look. */
export function isUntold(
  account: { lastWebhookAt: Date | null },
  hasLifecycleWebhooks: boolean,
  now: Date,
): boolean {
  if (!hasLifecycleWebhooks || !account.lastWebhookAt) return true
  return now.getTime() - account.lastWebhookAt.getTime() > SILENT_MS
}

const before = (now: Date, ms: number) => new Date(now.getTime() - ms)

function unseen(
  now: Date,
  statuses: ('active' | 'expiring' | 'needs_reauth' | 'awaiting_2fa')[],
  ms: number,
) {
  const { lastCheckedAt } = connections
  return and(
    inArray(connections.status, statuses),
    or(isNull(lastCheckedAt), lt(lastCheckedAt, before(now, ms))),
  )
}

/** Live connections that are to be looked at now; `untold` ones for their age, all for a second look that is owed. */
function due(now: Date, untold: boolean): SQL | undefined {
  const owed = and(
    isNotNull(connections.suspectSince),
    lt(connections.suspectSince, before(now, OWED_MS)),
    or(isNull(connections.lastCheckedAt), lt(connections.lastCheckedAt, before(now, OWED_MS))),
  )
  const aged = or(
    unseen(now, ['active', 'expiring'], WORKING_MS),
    unseen(now, ['needs_reauth', 'awaiting_2fa'], BROKEN_MS),
  )
  const rested = or(
    eq(connections.strikes, 0),
    and(lt(connections.strikes, STRIKES), lt(connections.updatedAt, before(now, RETRY_MS))),
    lt(connections.updatedAt, before(now, STRUCK_MS)),
  )
  return and(isNull(connections.endedAt), rested, untold ? or(owed, aged) : owed)
}

/** The next connections of an account to look at: those that could be checked lately, then the longest unseen. */
export function dueConnections(
  tx: Tx,
  account: { id: string; agencyId: string },
  options: { untold: boolean; most: number; now: Date },
): Promise<ConnectionRow[]> {
  return tx
    .select()
    .from(connections)
    .where(
      and(
        eq(connections.agencyId, account.agencyId),
        eq(connections.providerAccountId, account.id),
        due(options.now, options.untold),
        not(beingRenewed(tx)),
      ),
    )
    .orderBy(
      asc(sql`${connections.suspectSince} is null`),
      asc(sql`${connections.strikes} >= ${STRIKES}`),
      asc(sql`coalesce(${connections.lastCheckedAt}, 'epoch'::timestamptz)`),
    )
    .limit(options.most)
}

/** The provider accounts, of all agencies, that have a connection to look at; whether they are untold is asked later. */
export function accountsWithDue(db: Db, now: Date): Promise<{ id: string; agencyId: string }[]> {
  return db
    .selectDistinct({ id: providerAccounts.id, agencyId: providerAccounts.agencyId })
    .from(providerAccounts)
    .innerJoin(
      connections,
      and(
        eq(connections.agencyId, providerAccounts.agencyId),
        eq(connections.providerAccountId, providerAccounts.id),
      ),
    )
    .where(due(now, true))
}
