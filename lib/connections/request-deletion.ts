import type { Tx } from '@/db/client'
import { providerDeletions } from '@/db/schema/provider-deletions'
import { addEvent } from '../audit/events'
import type { Ctx } from '../auth/context'
import { enqueue } from '../jobs/enqueue'

export type DeletionReason = 'disconnected' | 'replaced' | 'dropped' | 'late_success' | 'orphan'

/**
 * Notes that a connection must be deleted at the provider, and queues it. Asking twice changes nothing: one
 * open deletion per provider connection. The caller makes sure that no live row of ours still uses that id.
 */
export async function requestDeletion(
  tx: Tx,
  ctx: Ctx,
  input: {
    providerAccountId: string
    providerConnectionId: string
    connectionId?: string | null
    linkSessionId?: string | null
    reason: DeletionReason
  },
): Promise<void> {
  const [row] = await tx
    .insert(providerDeletions)
    .values({
      agencyId: ctx.agency.id,
      providerAccountId: input.providerAccountId,
      providerConnectionId: input.providerConnectionId,
      connectionId: input.connectionId ?? null,
      linkSessionId: input.linkSessionId ?? null,
      reason: input.reason,
      createdAt: ctx.now(),
      nextAttemptAt: ctx.now(),
    })
    .onConflictDoNothing()
    .returning({ id: providerDeletions.id })
  if (!row) return
  await addEvent(tx, ctx, {
    kind: 'deletion.requested',
    connectionId: input.connectionId ?? null,
    linkSessionId: input.linkSessionId ?? null,
    data: { providerConnectionId: input.providerConnectionId, reason: input.reason },
  })
  await enqueue(tx, 'provider-deletion.confirm', { agencyId: ctx.agency.id, deletionId: row.id })
}
