import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import { bulkJobs } from '@/db/schema/bulk-jobs'
import { users } from '@/db/schema/users'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { type BulkJobView, countsOf, jobColumns, toJobView, visibleJobs } from './job-view'

/** The newest jobs. `running` alone: for the list of connections, which says that something is under way. */
export async function listBulks(
  ctx: Ctx,
  options: { running?: boolean; most?: number } = {},
): Promise<BulkJobView[]> {
  requirePermission(ctx, 'bulk.run')
  return inAgency(ctx, async (tx) => {
    const rows = await tx
      .select(jobColumns)
      .from(bulkJobs)
      .leftJoin(users, eq(users.id, bulkJobs.createdBy))
      .where(and(visibleJobs(ctx), options.running ? eq(bulkJobs.state, 'running') : undefined))
      .orderBy(desc(bulkJobs.createdAt), desc(bulkJobs.id))
      .limit(options.most ?? 50)
    const counts = await countsOf(
      tx,
      ctx,
      rows.map((row) => row.id),
    )
    return rows.flatMap((row) => {
      const own = counts.get(row.id)
      return own ? [toJobView(row, own, null)] : []
    })
  })
}
