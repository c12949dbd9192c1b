import 'server-only'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { connections } from '@/db/schema/connections'
import { audit } from '../audit/audit'
import { addEvent } from '../audit/events'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { notFound } from '../errors'
import { lockConnection } from './rows'

export const priorityInput = z.strictObject({
  connectionId: z.uuid(),
  priority: z.enum(['normal', 'high']),
})
export type PriorityInput = z.infer<typeof priorityInput>

/** Says whether a connection comes first among those that need somebody. Throws `not_found`. */
export async function setPriority(ctx: Ctx, input: PriorityInput): Promise<void> {
  requirePermission(ctx, 'connections.edit')
  await inAgency(ctx, async (tx) => {
    const row = await lockConnection(tx, ctx, input.connectionId)
    if (!row) throw notFound('connection')
    if (row.priority === input.priority) return
    await tx
      .update(connections)
      .set({ priority: input.priority, updatedAt: ctx.now() })
      .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, row.id)))
    await addEvent(tx, ctx, {
      kind: 'connection.edited',
      connectionId: row.id,
      data: { priority: input.priority },
    })
    await audit(tx, ctx, {
      action: 'connection.set_priority',
      targetType: 'connection',
      targetId: row.id,
      before: { priority: row.priority },
      after: { priority: input.priority },
    })
  })
}
