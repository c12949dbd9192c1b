import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { bulkItems, bulkJobs } from '@/db/schema/bulk-jobs'
import { audit } from '../audit/audit'
import { actorId, type Ctx, inAgency } from '../auth/context'
import { may, requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { enqueue } from '../jobs/enqueue'
import type { BulkJob } from './claim-item'
import { stopJob } from './stop-job'

/** After this long a killed worker's row is given up. */
const GIVE_UP_SECONDS = 65

/** Locks a job that the actor may steer: their own, or anybody's for an owner or admin. */
async function lockJob(tx: Tx, ctx: Ctx, jobId: string): Promise<BulkJob> {
  const [job] = await tx
    .select()
    .from(bulkJobs)
    .where(and(eq(bulkJobs.agencyId, ctx.agency.id), eq(bulkJobs.id, jobId)))
    .for('no key update')
  if (!job || (job.createdBy !== actorId(ctx) && !may(ctx, 'bulk.assign'))) throw notFound('job')
  return job
}

/** Stops a job: what waits is not done; the row that is being done ends as it ends. */
export async function stopBulk(ctx: Ctx, input: { jobId: string }): Promise<void> {
  requirePermission(ctx, 'bulk.run')
  await inAgency(ctx, async (tx) => {
    const job = await lockJob(tx, ctx, input.jobId)
    if (job.state !== 'running') return
    await stopJob(tx, ctx, job.id, 'stopped')
    await audit(tx, ctx, { action: 'bulk.stop', targetType: 'bulk_job', targetId: job.id })
    await enqueue(tx, 'bulk.run', { agencyId: ctx.agency.id, jobId: job.id }, GIVE_UP_SECONDS)
  })
}

/** Does the failed rows of a job again, and no others. */
export async function retryBulk(ctx: Ctx, input: { jobId: string }): Promise<void> {
  requirePermission(ctx, 'bulk.run')
  await inAgency(ctx, async (tx) => {
    const job = await lockJob(tx, ctx, input.jobId)
    const again = await tx
      .update(bulkItems)
      .set({ state: 'waiting', result: null, startedAt: null, endedAt: null })
      .where(
        and(
          eq(bulkItems.agencyId, ctx.agency.id),
          eq(bulkItems.jobId, job.id),
          eq(bulkItems.state, 'failed'),
        ),
      )
      .returning({ id: bulkItems.id })
    if (again.length === 0) throw new AppError('conflict', 'Nothing has failed that could be tried again.')
    await tx
      .update(bulkJobs)
      .set({ state: 'running', endedAt: null })
      .where(and(eq(bulkJobs.agencyId, ctx.agency.id), eq(bulkJobs.id, job.id)))
    await audit(tx, ctx, {
      action: 'bulk.retry',
      targetType: 'bulk_job',
      targetId: job.id,
      after: { again: again.length },
    })
    await enqueue(tx, 'bulk.run', { agencyId: ctx.agency.id, jobId: job.id })
  })
}
