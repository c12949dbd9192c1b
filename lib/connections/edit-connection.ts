import 'server-only'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { connections } from '@/db/schema/connections'
import { audit } from '../audit/audit'
import { addEvent } from '../audit/events'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { canLookAfter } from '../team/look-after'
import { lockConnection } from './rows'

/** One tag as it is stored. */
export const tagInput = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(40, 'A tag can have at most 40 characters.')
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u, 'A tag can hold letters, digits, spaces, dots and dashes.')

export const editInput = z.strictObject({
  connectionId: z.uuid(),
  tags: z.array(tagInput).max(20, 'A connection can have at most 20 tags.'),
  note: z
    .string()
    .max(2_000, 'The note can have at most 2,000 characters.')
    .regex(/^[\P{Cc}\n\r\t]*$/u, 'The note holds a character that cannot be stored.'),
  /** The member who looks after it; null for nobody, absent to leave it. */
  ownerId: z.uuid().nullable().optional(),
})
export type EditInput = z.infer<typeof editInput>

/** Changes what the team keeps about a connection: tags, note, owner. The provider is not involved. */
export async function editConnection(ctx: Ctx, input: EditInput): Promise<void> {
  requirePermission(ctx, 'connections.edit')
  await inAgency(ctx, async (tx) => {
    const row = await lockConnection(tx, ctx, input.connectionId)
    if (!row) throw notFound('connection')
    // Whoever has it keeps it: a note can be changed although its owner has left the team since.
    const isNew = input.ownerId && input.ownerId !== row.ownerId
    if (isNew && !(await canLookAfter(tx, ctx, input.ownerId ?? '', row.creatorId)))
      throw new AppError('invalid_input', 'Choose somebody of the team who may see this creator.', {
        fields: { ownerId: 'Choose somebody of the team who may see this creator.' },
      })
    const next = {
      tags: [...new Set(input.tags)],
      note: input.note.trim(),
      ownerId: input.ownerId === undefined ? row.ownerId : input.ownerId,
    }
    await tx
      .update(connections)
      .set({ ...next, updatedAt: ctx.now() })
      .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, row.id)))
    await addEvent(tx, ctx, { kind: 'connection.edited', connectionId: row.id })
    await audit(tx, ctx, {
      action: 'connection.edit',
      targetType: 'connection',
      targetId: row.id,
      before: { tags: row.tags, note: row.note, ownerId: row.ownerId },
      after: next,
    })
  })
}
