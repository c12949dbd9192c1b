import 'server-only'
import { and, eq } from 'drizzle-orm'
import { providerDeletions } from '@/db/schema/provider-deletions'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { confirmDeletion } from './confirm-deletion'

/** Tries an owed deletion at the provider now instead of at its next turn. Throws `not_found`. */
export async function retryDeletion(ctx: Ctx, input: { deletionId: string }): Promise<void> {
  requirePermission(ctx, 'connections.disconnect')
  const [known] = await inAgency(ctx, (tx) =>
    tx
      .select({ id: providerDeletions.id })
      .from(providerDeletions)
      .where(and(eq(providerDeletions.agencyId, ctx.agency.id), eq(providerDeletions.id, input.deletionId))),
  )
  if (!known) throw notFound('deletion')
  if (!(await confirmDeletion(ctx, input.deletionId)))
    throw new AppError(
      'provider_unavailable',
      'The provider did not confirm the deletion yet. Patchbay keeps trying by itself.',
    )
}
