import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { bulkItems, bulkJobs } from '@/db/schema/bulk-jobs'
import { type Ctx, inAgency } from '../auth/context'
import { enqueue } from '../jobs/enqueue'
import { logger } from '../logger'
import { ProviderError } from '../providers/types'
import { askOne } from './ask-one'
import { assignConnection, changeTags } from './change-connection'
import { type Claimed, claimItem, endItem, isSilent } from './claim-item'
import { providerResult, verifyOne } from './verify-one'
import { BULK_RESULTS, type BulkResult } from './words'

/** A turn ends after this long: other jobs get theirs, and a stopping worker need not wait. */
const TURN_MS = 5_000
/** How long to hold on when the provider asks for it, without or with a time of its own. */
const PAUSE_SECONDS = { usual: 30, most: 300 }
/** When another worker has the last rows: look again after it would have been silent for too long. */
const LOOK_AGAIN_SECONDS = 65

/**
 * Does the next rows of a job, each with the rights of whoever started it, and queues itself again while there are
 * more. Rows are claimed one by one, so several workers may run it at once, and a killed one loses nothing.
 * @param asUser the pool of the web's role: row-level security holds for what the job does as it holds for its person
 */
export async function runBulk(ctx: Ctx, jobId: string, asUser: Db): Promise<void> {
  const until = performance.now() + TURN_MS
  let pause = 0
  while (performance.now() < until && pause === 0) {
    const claimed = await claimItem(ctx, jobId)
    if (!claimed) break
    pause = await doItem({ ...ctx, actor: claimed.actor, db: asUser }, ctx, claimed)
  }
  await goOn(ctx, jobId, pause)
}

/** @returns seconds to hold on before the next row; 0 for none */
async function doItem(acting: Ctx, ctx: Ctx, claimed: Claimed): Promise<number> {
  try {
    const result = await act(acting, claimed)
    await endItem(ctx, claimed, { state: BULK_RESULTS[result].state, result })
    return 0
  } catch (error) {
    if (error instanceof ProviderError && error.kind === 'rate_limited') {
      await endItem(ctx, claimed, null)
      return Math.min(Math.max(1, error.retryAfter ?? PAUSE_SECONDS.usual), PAUSE_SECONDS.most)
    }
    const result = error instanceof ProviderError ? providerResult(error) : 'internal'
    if (result === 'internal') logger.error({ err: error, requestId: ctx.requestId }, 'bulk row')
    await endItem(ctx, claimed, { state: 'failed', result })
    return 0
  }
}

function act(ctx: Ctx, { job, connectionId }: Claimed): Promise<BulkResult> {
  const { addTags: add = [], removeTags: remove = [], ownerId = null, mail = false } = job.input
  switch (job.kind) {
    case 'verify':
      return verifyOne(ctx, connectionId)
    case 'tag':
      return changeTags(ctx, { connectionId, add, remove })
    case 'assign':
      return assignConnection(ctx, { connectionId, ownerId })
    case 'ask_creator':
      return askOne(ctx, { connectionId, mail, since: job.createdAt })
  }
}

/** Ends the job when nothing is left, else sees to it that somebody goes on. */
async function goOn(ctx: Ctx, jobId: string, pause: number): Promise<void> {
  await inAgency(ctx, async (tx) => {
    const [job] = await tx
      .select({ id: bulkJobs.id })
      .from(bulkJobs)
      .where(and(eq(bulkJobs.agencyId, ctx.agency.id), eq(bulkJobs.id, jobId), eq(bulkJobs.state, 'running')))
      .for('update')
    if (!job) return endSilent(tx, ctx, jobId)
    const left = await tx
      .select({ state: bulkItems.state, count: sql<number>`count(*)::int` })
      .from(bulkItems)
      .where(
        and(
          eq(bulkItems.agencyId, ctx.agency.id),
          eq(bulkItems.jobId, jobId),
          inArray(bulkItems.state, ['waiting', 'running']),
        ),
      )
      .groupBy(bulkItems.state)
    if (left.length === 0) {
      await tx
        .update(bulkJobs)
        .set({ state: 'done', endedAt: ctx.now() })
        .where(and(eq(bulkJobs.agencyId, ctx.agency.id), eq(bulkJobs.id, jobId)))
      return
    }
    const wait = left.some((one) => one.state === 'waiting') ? pause : LOOK_AGAIN_SECONDS
    await enqueue(tx, 'bulk.run', { agencyId: ctx.agency.id, jobId }, wait)
  })
}

/** A stopped job whose worker was killed: nobody ends its row any more. */
async function endSilent(tx: Tx, ctx: Ctx, jobId: string): Promise<void> {
  await tx
    .update(bulkItems)
    .set({ state: 'cancelled', result: 'stopped', endedAt: ctx.now() })
    .where(and(eq(bulkItems.agencyId, ctx.agency.id), eq(bulkItems.jobId, jobId), isSilent(ctx.now())))
}
