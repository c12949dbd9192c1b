import 'server-only'
import { and, asc, eq, lt, or, type SQL } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { bulkItems, bulkJobs } from '@/db/schema/bulk-jobs'
import { memberships } from '@/db/schema/memberships'
import { users } from '@/db/schema/users'
import { type Ctx, inAgency, type UserActor } from '../auth/context'
import { may } from '../auth/permissions'
import { worksHere } from '../notices/receivers'
import { stopJob } from './stop-job'
import type { BulkResult } from './words'

/** A row whose worker has been silent for this long is done again: every action may be repeated without harm. */
const SILENT_MS = 60_000

export type BulkJob = typeof bulkJobs.$inferSelect
export type Claimed = {
  job: BulkJob
  itemId: string
  connectionId: string
  startedAt: Date
  actor: UserActor
}

/** True for a row that was begun and never ended. */
export function isSilent(now: Date): SQL | undefined {
  return and(eq(bulkItems.state, 'running'), lt(bulkItems.startedAt, new Date(now.getTime() - SILENT_MS)))
}

/**
 * Takes the next row of a running job: nobody else takes it while it is being done. Whoever started the job is looked
 * up anew each time; when they may not do this any more, the rest of the job is called off.
 * @returns null when there is nothing to take
 */
export async function claimItem(ctx: Ctx, jobId: string): Promise<Claimed | null> {
  return inAgency(ctx, async (tx) => {
    const [job] = await tx
      .select()
      .from(bulkJobs)
      .where(and(eq(bulkJobs.agencyId, ctx.agency.id), eq(bulkJobs.id, jobId), eq(bulkJobs.state, 'running')))
      // Whoever stops the job does so before this row is taken, or after.
      .for('no key update')
    if (!job) return null
    const now = ctx.now()
    const [item] = await tx
      .select({ id: bulkItems.id, connectionId: bulkItems.connectionId })
      .from(bulkItems)
      .where(
        and(
          eq(bulkItems.agencyId, ctx.agency.id),
          eq(bulkItems.jobId, jobId),
          or(eq(bulkItems.state, 'waiting'), isSilent(now)),
        ),
      )
      .orderBy(asc(bulkItems.position))
      .limit(1)
      .for('update', { skipLocked: true })
    if (!item) return null
    const actor = await actorOf(tx, ctx, job)
    if (!actor) {
      await stopJob(tx, ctx, jobId, 'not_allowed')
      return null
    }
    await tx
      .update(bulkItems)
      .set({ state: 'running', startedAt: now, endedAt: null, result: null })
      .where(and(eq(bulkItems.agencyId, ctx.agency.id), eq(bulkItems.id, item.id)))
    return { job, itemId: item.id, connectionId: item.connectionId, startedAt: now, actor }
  })
}

/** Who started the job, with the rights that they have at this moment; null when those do not suffice. */
async function actorOf(tx: Tx, ctx: Ctx, job: BulkJob): Promise<UserActor | null> {
  const [member] = await tx
    .select({ role: memberships.role, assignedOnly: memberships.assignedOnly })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(worksHere(ctx.agency.id), eq(memberships.userId, job.createdBy)))
  if (!member) return null
  const actor: UserActor = { kind: 'user', userId: job.createdBy, ...member, steppedUpAt: null }
  const allowed = may({ actor }, 'bulk.run') && (job.kind !== 'assign' || may({ actor }, 'bulk.assign'))
  return allowed ? actor : null
}

/** Writes what became of a row, unless somebody else has taken it over meanwhile. `null` puts it back. */
export async function endItem(
  ctx: Ctx,
  claimed: Claimed,
  end: { state: 'done' | 'failed' | 'skipped' | 'cancelled'; result: BulkResult } | null,
): Promise<void> {
  await inAgency(ctx, (tx) =>
    tx
      .update(bulkItems)
      .set(end ? { ...end, endedAt: ctx.now() } : { state: 'waiting' as const, startedAt: null })
      .where(
        and(
          eq(bulkItems.agencyId, ctx.agency.id),
          eq(bulkItems.id, claimed.itemId),
          eq(bulkItems.state, 'running'),
          eq(bulkItems.startedAt, claimed.startedAt),
        ),
      ),
  )
}
