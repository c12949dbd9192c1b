import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { audit } from '../audit/audit'
import { addEvent } from '../audit/events'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { type ConnectionRow, lockConnection } from '../connections/rows'
import { canLookAfter } from '../team/look-after'
import type { BulkResult } from './words'

const MOST_TAGS = 20

/** Adds tags to a connection and takes others away. Doing it twice has the effect of doing it once. */
export async function changeTags(
  ctx: Ctx,
  input: { connectionId: string; add: string[]; remove: string[] },
): Promise<BulkResult> {
  requirePermission(ctx, 'connections.edit')
  return inAgency(ctx, async (tx) => {
    const row = await lockConnection(tx, ctx, input.connectionId)
    if (!row) return 'no_access'
    if (row.endedAt) return 'gone'
    const tags = [...new Set([...row.tags, ...input.add])].filter((tag) => !input.remove.includes(tag))
    if (tags.length === row.tags.length && tags.every((tag) => row.tags.includes(tag))) return 'unchanged'
    if (tags.length > MOST_TAGS) return 'too_many_tags'
    await write(tx, ctx, row, { tags })
    return 'changed'
  })
}

/** Makes somebody the one who looks after a connection; null for nobody. */
export async function assignConnection(
  ctx: Ctx,
  input: { connectionId: string; ownerId: string | null },
): Promise<BulkResult> {
  requirePermission(ctx, 'bulk.assign')
  return inAgency(ctx, async (tx) => {
    const row = await lockConnection(tx, ctx, input.connectionId)
    if (!row) return 'no_access'
    if (row.endedAt) return 'gone'
    if (row.ownerId === input.ownerId) return 'unchanged'
    if (input.ownerId && !(await canLookAfter(tx, ctx, input.ownerId, row.creatorId)))
      return 'owner_may_not_see'
    await write(tx, ctx, row, { ownerId: input.ownerId })
    return 'changed'
  })
}

async function write(
  tx: Tx,
  ctx: Ctx,
  row: ConnectionRow,
  next: { tags: string[] } | { ownerId: string | null },
): Promise<void> {
  await tx
    .update(connections)
    .set({ ...next, updatedAt: ctx.now() })
    .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, row.id)))
  await addEvent(tx, ctx, { kind: 'connection.edited', connectionId: row.id })
  await audit(tx, ctx, {
    action: 'connection.edit',
    targetType: 'connection',
    targetId: row.id,
    before: 'tags' in next ? { tags: row.tags } : { ownerId: row.ownerId },
    after: next,
  })
}
