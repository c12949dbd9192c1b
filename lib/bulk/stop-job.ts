import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { bulkItems, bulkJobs } from '@/db/schema/bulk-jobs'
import type { Ctx } from '../auth/context'

/** Calls off what waits. A row that is being done ends as it ends. */
export async function stopJob(
  tx: Tx,
  ctx: Ctx,
  jobId: string,
  result: 'stopped' | 'not_allowed',
): Promise<void> {
  const now = ctx.now()
  await tx
    .update(bulkItems)
    .set({ state: 'cancelled', result, endedAt: now })
    .where(
      and(eq(bulkItems.agencyId, ctx.agency.id), eq(bulkItems.jobId, jobId), eq(bulkItems.state, 'waiting')),
    )
  await tx
    .update(bulkJobs)
    .set({ state: 'cancelled', endedAt: now })
    .where(and(eq(bulkJobs.agencyId, ctx.agency.id), eq(bulkJobs.id, jobId), eq(bulkJobs.state, 'running')))
}
