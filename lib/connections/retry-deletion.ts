import 'server-only'
import type { Ctx } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError } from '../errors'
import { confirmDeletion } from './confirm-deletion'

/** Tries an owed deletion at the provider now instead of at its next turn. */
export async function retryDeletion(ctx: Ctx, input: { deletionId: string }): Promise<void> {
  requirePermission(ctx, 'connections.disconnect')
  if (!(await confirmDeletion(ctx, input.deletionId)))
    throw new AppError(
      'provider_unavailable',
      'The provider did not confirm the deletion yet. Patchbay keeps trying by itself.',
    )
}
