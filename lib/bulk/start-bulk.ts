import 'server-only'
import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { type BulkInput, bulkItems, bulkJobs } from '@/db/schema/bulk-jobs'
import { connections } from '@/db/schema/connections'
import { memberships } from '@/db/schema/memberships'
import { users } from '@/db/schema/users'
import { audit } from '../audit/audit'
import { actorId, type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { listConditions } from '../connections/list-connections'
import { AppError, notFound } from '../errors'
import { enqueue } from '../jobs/enqueue'
import { worksHere } from '../notices/receivers'
import type { StartBulkInput } from './input'
import { MOST_ITEMS } from './words'

/**
 * Starts one thing on many connections: chosen ones, or all that the list's filter matches at this moment. A job does
 * the work, row by row. The same key twice is one job.
 */
export async function startBulk(ctx: Ctx, input: StartBulkInput): Promise<{ jobId: string }> {
  requirePermission(ctx, 'bulk.run')
  if (input.kind === 'assign') requirePermission(ctx, 'bulk.assign')
  const userId = actorId(ctx)
  if (!userId) throw new AppError('forbidden', 'Only people of the team can start this.')
  return inAgency(ctx, async (tx) => {
    const known = await startedBefore(tx, ctx, input.idempotencyKey, userId)
    if (known) return { jobId: known }
    const ids = await resolveIds(tx, ctx, input)
    if (input.kind === 'assign' && input.ownerId) await requireMember(tx, ctx, input.ownerId)
    const jobId = crypto.randomUUID()
    const made = await tx
      .insert(bulkJobs)
      .values({
        id: jobId,
        agencyId: ctx.agency.id,
        kind: input.kind,
        input: detailOf(input),
        state: 'running',
        total: ids.length,
        idempotencyKey: input.idempotencyKey,
        createdBy: userId,
        createdAt: ctx.now(),
      })
      .onConflictDoNothing()
      .returning({ id: bulkJobs.id })
    // The same form at the same moment: the other request has started it.
    if (made.length === 0) {
      const other = await startedBefore(tx, ctx, input.idempotencyKey, userId)
      if (other) return { jobId: other }
      throw new AppError('conflict', 'This was started already.')
    }
    await tx.insert(bulkItems).values(
      ids.map((connectionId, position) => ({
        agencyId: ctx.agency.id,
        jobId,
        connectionId,
        position,
        state: 'waiting' as const,
      })),
    )
    await audit(tx, ctx, {
      action: 'bulk.start',
      targetType: 'bulk_job',
      targetId: jobId,
      after: { kind: input.kind, total: ids.length, ...detailOf(input), filter: input.filter ?? null },
    })
    await enqueue(tx, 'bulk.run', { agencyId: ctx.agency.id, jobId })
    return { jobId }
  })
}

/** Only what belongs to the kind is kept. */
function detailOf(input: StartBulkInput): BulkInput {
  if (input.kind === 'tag') return { addTags: input.addTags ?? [], removeTags: input.removeTags ?? [] }
  if (input.kind === 'assign') return { ownerId: input.ownerId ?? null }
  return input.kind === 'ask_creator' ? { mail: input.mail ?? false } : {}
}

async function startedBefore(tx: Tx, ctx: Ctx, key: string, userId: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: bulkJobs.id, createdBy: bulkJobs.createdBy })
    .from(bulkJobs)
    .where(and(eq(bulkJobs.agencyId, ctx.agency.id), eq(bulkJobs.idempotencyKey, key)))
  if (row && row.createdBy !== userId) throw new AppError('conflict', 'This was started already.')
  return row?.id ?? null
}

async function resolveIds(tx: Tx, ctx: Ctx, input: StartBulkInput): Promise<string[]> {
  const chosen = input.connectionIds && [...new Set(input.connectionIds)]
  const wanted: SQL | undefined = chosen
    ? and(eq(connections.agencyId, ctx.agency.id), inArray(connections.id, chosen))
    : listConditions(ctx, input.filter ?? {})
  const rows = await tx
    .select({ id: connections.id })
    .from(connections)
    .where(wanted)
    .orderBy(asc(sql`lower(${connections.displayName})`), asc(connections.id))
    .limit(MOST_ITEMS + 1)
  if (chosen && rows.length < chosen.length) throw notFound('connection')
  if (rows.length === 0) throw new AppError('conflict', 'Nothing matches any more. Reload the list.')
  if (rows.length > MOST_ITEMS)
    throw new AppError('invalid_input', 'More than 2,000 connections match. Narrow the list down first.')
  return rows.map((row) => row.id)
}

async function requireMember(tx: Tx, ctx: Ctx, userId: string): Promise<void> {
  const [member] = await tx
    .select({ id: memberships.userId })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(worksHere(ctx.agency.id), eq(memberships.userId, userId)))
  if (!member)
    throw new AppError('invalid_input', 'Choose somebody from this agency.', {
      fields: { ownerId: 'Choose somebody from this agency.' },
    })
}
