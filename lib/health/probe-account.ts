import 'server-only'
import type { Db } from '@/db/client'
import { type Ctx, inAgency } from '../auth/context'
import { applyCheck, noteFailedCheck } from '../connections/apply-check'
import { type Check, checkConnection } from '../connections/check-connection'
import type { ConnectionRow } from '../connections/rows'
import { isWorking } from '../connections/words'
import { enqueue } from '../jobs/enqueue'
import { systemContext } from '../jobs/system-context'
import { adapterFor } from '../provider-accounts/adapter-for'
import { noteProviderHealth } from '../provider-accounts/note-health'
import type { ProviderAdapter } from '../providers/adapter-types'
import type { ProviderFailure } from '../providers/types'
import { accountsWithDue, dueConnections, isUntold } from './due-probes'
import { mayEnd } from './hold'
import { isStrike } from './suspicion'

/** Reads of one account and run. With a run every ten minutes that is nine hundred connections in six hours. */
const MOST = 25
/** No new read is begun after this: the queue gives a job fifty seconds. */
const RUN_MS = 30_000

/** Failures that are not about one connection: the run of this account stops, and goes on with the next one. */
const STOPS: readonly ProviderFailure[] = ['rate_limited', 'unavailable', 'unauthorized_key']

export type ProbeResult = { asked: number; held: boolean; stopped: ProviderFailure | null }
type Looked = { row: ConnectionRow; check: Check }

/** Queues a look at each provider account that has connections which nobody told us of for long. */
export async function queueProbes(db: Db, now: Date): Promise<void> {
  for (const { id, agencyId } of await accountsWithDue(db, now)) {
    const ctx = await systemContext(db, agencyId, 'probe')
    if (ctx)
      await inAgency(ctx, (tx) => enqueue(tx, 'provider-account.probe', { agencyId, providerAccountId: id }))
  }
}

/**
 * Reads some connections of one provider account, one cheap read each. All answers are in before anything is written, so
 * that a run which would end too many of them ends none.
 */
export async function probeAccount(ctx: Ctx, providerAccountId: string): Promise<ProbeResult> {
  const { account, adapter } = await adapterFor(ctx, providerAccountId)
  const untold = isUntold(account, adapter.capabilities.lifecycleWebhooks, ctx.now())
  const rows = await inAgency(ctx, (tx) =>
    dueConnections(tx, account, { untold, most: MOST, now: ctx.now() }),
  )
  if (rows.length === 0) return { asked: 0, held: false, stopped: null }
  const { looked, stopped } = await look(ctx, adapter, account.id, rows)
  const ending = looked.filter(({ row, check }) => isWorking(row.status) && ends(check))
  const held = ending.length > 0 && !(await mayEnd(ctx, account.id, ending.length, false))
  for (const { row, check } of looked) {
    if (check.result === 'unknown') {
      if (isStrike(check.error.kind))
        await inAgency(ctx, (tx) => noteFailedCheck(tx, ctx, row.id, check.error))
    } else if (!held || !ends(check)) await inAgency(ctx, (tx) => applyCheck(tx, ctx, row, check))
  }
  return { asked: looked.length, held, stopped }
}

const ends = (check: Check) => check.result === 'broken' || check.result === 'other_user'

/** Asks one after the other, until the provider or the time says stop. */
async function look(
  ctx: Ctx,
  adapter: ProviderAdapter,
  accountId: string,
  rows: ConnectionRow[],
): Promise<{ looked: Looked[]; stopped: ProviderFailure | null }> {
  const until = performance.now() + RUN_MS
  const looked: Looked[] = []
  for (const row of rows) {
    if (performance.now() > until) break
    const check = await checkConnection(adapter, row)
    if (check.result === 'unknown' && STOPS.includes(check.error.kind)) {
      await noteProviderHealth(ctx, accountId, check.error)
      // It may be this one alone that does not answer: with its strike the next run begins with another.
      return { looked: [...looked, { row, check }], stopped: check.error.kind }
    }
    looked.push({ row, check })
  }
  if (looked.some(({ check }) => check.result !== 'unknown')) await noteProviderHealth(ctx, accountId, null)
  return { looked, stopped: null }
}
