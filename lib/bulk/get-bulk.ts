import 'server-only'
import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { bulkItems, bulkJobs } from '@/db/schema/bulk-jobs'
import { connections } from '@/db/schema/connections'
import { invites } from '@/db/schema/invites'
import { users } from '@/db/schema/users'
import { actorId, type Ctx, inAgency } from '../auth/context'
import { may, requirePermission } from '../auth/permissions'
import { notFound } from '../errors'
import {
  type BulkCounts,
  type BulkJobView,
  countsOf,
  type JobRow,
  jobColumns,
  toJobView,
  visibleJobs,
} from './job-view'
import type { BulkListInput } from './list-input'
import { type BulkState, type ItemState, resultWords } from './words'

const PAGE = 100

export type BulkItemView = {
  id: string
  state: ItemState
  words: string
  endedAt: Date | null
  connection: { id: string; displayName: string; username: string; avatarUrl: string | null }
  /** With ask_creator: the link that was made or found for this connection. */
  inviteId: string | null
}

async function readJob(tx: Tx, ctx: Ctx, jobId: string): Promise<{ row: JobRow; counts: BulkCounts }> {
  const [row] = await tx
    .select(jobColumns)
    .from(bulkJobs)
    .leftJoin(users, eq(users.id, bulkJobs.createdBy))
    .where(and(visibleJobs(ctx), eq(bulkJobs.id, jobId)))
  const counts = (await countsOf(tx, ctx, [jobId])).get(jobId)
  if (!row || !counts) throw notFound('job')
  return { row, counts }
}

/** How a job stands, without its rows: for the page that follows it. */
export async function getBulkProgress(
  ctx: Ctx,
  jobId: string,
): Promise<{ state: BulkState; counts: BulkCounts }> {
  requirePermission(ctx, 'bulk.run')
  const { row, counts } = await inAgency(ctx, (tx) => readJob(tx, ctx, jobId))
  return { state: row.state, counts }
}

export type BulkPage = {
  job: BulkJobView
  items: BulkItemView[]
  /** Position of the next page; null at the end. */
  next: number | null
  /** The viewer may stop it and try again what failed. */
  canSteer: boolean
}

/** One job with a page of its rows in the order of the list. */
export async function getBulk(ctx: Ctx, jobId: string, input: BulkListInput): Promise<BulkPage> {
  requirePermission(ctx, 'bulk.run')
  return inAgency(ctx, async (tx) => {
    const { row, counts } = await readJob(tx, ctx, jobId)
    const items = await itemsOf(tx, ctx, row, input)
    const page = items.slice(0, PAGE)
    return {
      job: toJobView(row, counts, await nameOf(tx, row.input.ownerId ?? null)),
      items: page.map(({ result, position: _, ...item }) => ({ ...item, words: resultWords(result) })),
      next: items.length > PAGE ? (page.at(-1)?.position ?? null) : null,
      canSteer: row.createdById === actorId(ctx) || may(ctx, 'bulk.assign'),
    }
  })
}

async function nameOf(tx: Tx, userId: string | null): Promise<string | null> {
  if (!userId) return null
  const [user] = await tx.select({ name: users.name }).from(users).where(eq(users.id, userId))
  return user?.name ?? null
}

async function itemsOf(tx: Tx, ctx: Ctx, job: JobRow, input: BulkListInput) {
  const rows = await tx
    .select({
      id: bulkItems.id,
      position: bulkItems.position,
      state: bulkItems.state,
      result: bulkItems.result,
      endedAt: bulkItems.endedAt,
      connection: {
        id: connections.id,
        displayName: connections.displayName,
        username: connections.username,
        avatarUrl: connections.avatarUrl,
      },
    })
    .from(bulkItems)
    .innerJoin(
      connections,
      and(eq(connections.agencyId, bulkItems.agencyId), eq(connections.id, bulkItems.connectionId)),
    )
    .where(
      and(
        eq(bulkItems.agencyId, ctx.agency.id),
        eq(bulkItems.jobId, job.id),
        input.show ? eq(bulkItems.state, input.show) : undefined,
        input.after === undefined ? undefined : gt(bulkItems.position, input.after),
      ),
    )
    .orderBy(asc(bulkItems.position))
    .limit(PAGE + 1)
  const links =
    job.kind === 'ask_creator'
      ? await linksOf(
          tx,
          ctx,
          rows.map((row) => row.connection.id),
        )
      : null
  return rows.map((row) => ({ ...row, inviteId: links?.get(row.connection.id) ?? null }))
}

/** The newest reconnect link of each connection that was not taken back. */
async function linksOf(tx: Tx, ctx: Ctx, connectionIds: string[]): Promise<Map<string, string>> {
  if (connectionIds.length === 0) return new Map()
  const rows = await tx
    .select({ id: invites.id, connectionId: invites.connectionId })
    .from(invites)
    .where(
      and(
        eq(invites.agencyId, ctx.agency.id),
        inArray(invites.connectionId, connectionIds),
        eq(invites.purpose, 'reconnect'),
        isNull(invites.revokedAt),
      ),
    )
    .orderBy(asc(invites.createdAt))
  return new Map(rows.flatMap((row) => (row.connectionId ? [[row.connectionId, row.id]] : [])))
}
