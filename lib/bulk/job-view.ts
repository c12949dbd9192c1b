import 'server-only'
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { type BulkInput, bulkItems, bulkJobs } from '@/db/schema/bulk-jobs'
import { users } from '@/db/schema/users'
import type { Ctx } from '../auth/context'
import { type BulkKind, type BulkState, ITEM_STATES, type ItemState } from './words'

export type BulkCounts = Record<ItemState, number>

export type BulkJobView = {
  id: string
  kind: BulkKind
  state: BulkState
  total: number
  counts: BulkCounts
  addTags: string[]
  removeTags: string[]
  /** With assign: the new person's name; null for nobody. */
  ownerName: string | null
  mail: boolean
  createdBy: string
  createdAt: Date
  endedAt: Date | null
}

/** Jobs that the viewer may see: limited people their own, the rest all of the agency. */
export function visibleJobs(ctx: Ctx): SQL | undefined {
  const { actor } = ctx
  const limited = actor.kind === 'user' && actor.assignedOnly
  return and(eq(bulkJobs.agencyId, ctx.agency.id), limited ? eq(bulkJobs.createdBy, actor.userId) : undefined)
}

export const jobColumns = {
  id: bulkJobs.id,
  kind: bulkJobs.kind,
  state: bulkJobs.state,
  total: bulkJobs.total,
  input: bulkJobs.input,
  createdById: bulkJobs.createdBy,
  createdBy: users.name,
  createdAt: bulkJobs.createdAt,
  endedAt: bulkJobs.endedAt,
}

export type JobRow = {
  id: string
  kind: BulkKind
  state: BulkState
  total: number
  input: BulkInput
  createdById: string
  createdBy: string | null
  createdAt: Date
  endedAt: Date | null
}

export function toJobView(
  { input, createdById: _, createdBy, ...row }: JobRow,
  counts: BulkCounts,
  ownerName: string | null,
): BulkJobView {
  return {
    ...row,
    counts,
    addTags: input.addTags ?? [],
    removeTags: input.removeTags ?? [],
    ownerName,
    mail: input.mail ?? false,
    createdBy: createdBy ?? 'Somebody who left',
  }
}

/** How many rows of each job stand where. */
export async function countsOf(tx: Tx, ctx: Ctx, jobIds: string[]): Promise<Map<string, BulkCounts>> {
  const all = new Map<string, BulkCounts>()
  for (const id of jobIds)
    all.set(id, Object.fromEntries(ITEM_STATES.map((state) => [state, 0])) as BulkCounts)
  if (jobIds.length === 0) return all
  const rows = await tx
    .select({ jobId: bulkItems.jobId, state: bulkItems.state, count: sql<number>`count(*)::int` })
    .from(bulkItems)
    .where(and(eq(bulkItems.agencyId, ctx.agency.id), inArray(bulkItems.jobId, jobIds)))
    .groupBy(bulkItems.jobId, bulkItems.state)
  for (const { jobId, state, count } of rows) {
    const counts = all.get(jobId)
    if (counts) counts[state] = count
  }
  return all
}
