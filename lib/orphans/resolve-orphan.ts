import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '@/db/client'
import { creators } from '@/db/schema/creators'
import { orphans } from '@/db/schema/orphans'
import { audit } from '../audit/audit'
import { addEvent } from '../audit/events'
import { actorId, type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { createConnection, lockLive } from '../connections/adopt'
import { checkConnection } from '../connections/check-connection'
import { refuseHeldElsewhere } from '../connections/refuse-held-elsewhere'
import { requestDeletion } from '../connections/request-deletion'
import { AppError, notFound } from '../errors'
import { adapterFor } from '../provider-accounts/adapter-for'
import type { ProviderId } from '../providers/types'

export const orphanInput = z.strictObject({
  orphanId: z.uuid(),
  action: z.enum(['delete', 'adopt']),
  /** With adopt: the name of the creator it is for; without, the name at the provider. */
  creatorName: z
    .string()
    .trim()
    .max(120, 'The name can have at most 120 characters.')
    .regex(/^\P{Cc}*$/u, 'The name holds a character that cannot be stored.')
    .optional(),
})
export type OrphanInput = z.infer<typeof orphanInput>

type OrphanRow = typeof orphans.$inferSelect

/**
 * Deletes a connection at the provider that no session of ours explains, or makes it one of ours after a read
 * with it proved who it is.
 */
export async function resolveOrphan(ctx: Ctx, input: OrphanInput): Promise<{ connectionId: string | null }> {
  requirePermission(ctx, 'orphans.resolve')
  const row = await inAgency(ctx, (tx) => lockOrphan(tx, ctx, input.orphanId))
  const { account, adapter } = await adapterFor(ctx, row.providerAccountId)
  await refuseHeldElsewhere(account, row)
  if (input.action === 'delete') {
    await inAgency(ctx, async (tx) => {
      await requestDeletion(tx, ctx, { ...row, reason: 'orphan' })
      await audit(tx, ctx, {
        action: 'orphan.delete',
        targetType: 'orphan',
        targetId: row.id,
        before: { username: row.username, providerConnectionId: row.providerConnectionId },
      })
    })
    return { connectionId: null }
  }
  const check = await checkConnection(adapter, row)
  if (check.result === 'unknown') throw check.error
  if (check.result !== 'proven')
    throw new AppError(
      'conflict',
      'This account does not answer with a working login, so it cannot be adopted. Delete it, or connect it anew.',
    )
  return inAgency(ctx, async (tx) => ({
    connectionId: await adopt(
      tx,
      ctx,
      await lockOrphan(tx, ctx, row.id),
      account.provider,
      input.creatorName,
    ),
  }))
}

async function lockOrphan(tx: Tx, ctx: Ctx, id: string): Promise<OrphanRow> {
  const [row] = await tx
    .select()
    .from(orphans)
    .where(and(eq(orphans.agencyId, ctx.agency.id), eq(orphans.id, id), isNull(orphans.resolvedAt)))
    .for('update')
  if (!row) throw notFound('entry')
  return row
}

async function adopt(
  tx: Tx,
  ctx: Ctx,
  row: OrphanRow,
  provider: ProviderId,
  creatorName: string | undefined,
): Promise<string> {
  const known = await lockLive(tx, ctx, row.providerAccountId, { ofUserId: row.ofUserId })
  if (known)
    throw new AppError('conflict', `@${known.username} is connected already. Delete this one instead.`)
  const creatorId = randomUUID()
  await tx.insert(creators).values({
    id: creatorId,
    agencyId: ctx.agency.id,
    name: creatorName || row.displayName,
    createdBy: actorId(ctx),
    createdAt: ctx.now(),
  })
  const id = await createConnection(
    tx,
    ctx,
    {
      creatorId,
      providerAccountId: row.providerAccountId,
      provider,
      note: '',
      initiatedBy: actorId(ctx),
      ownerId: actorId(ctx),
      linkSessionId: null,
      referenceId: row.referenceId,
    },
    {
      providerConnectionId: row.providerConnectionId,
      ofUserId: row.ofUserId,
      username: row.username,
      displayName: row.displayName,
      avatarUrl: row.avatarUrl,
      permissions: null,
      referenceId: row.referenceId,
    },
  )
  await tx
    .update(orphans)
    .set({ resolvedAt: ctx.now(), resolution: 'adopted' })
    .where(and(eq(orphans.agencyId, ctx.agency.id), eq(orphans.id, row.id)))
  await addEvent(tx, ctx, { kind: 'orphan.adopted', connectionId: id })
  await audit(tx, ctx, {
    action: 'orphan.adopt',
    targetType: 'orphan',
    targetId: row.id,
    after: { connectionId: id },
  })
  return id
}
