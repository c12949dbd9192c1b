import 'server-only'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { requireStepUp } from '../auth/step-up'
import { endUpstream } from '../link-sessions/revoke'
import { revokeInviteInTx } from './change-invite'

/**
 * Revokes several invites, all or none of them. Throws `step_up_required`, `not_found` when one of them is not there.
 * @returns how many were not revoked before
 */
export async function revokeInvites(ctx: Ctx, input: { inviteIds: string[] }): Promise<{ revoked: number }> {
  requirePermission(ctx, 'invites.revoke_many')
  requireStepUp(ctx)
  // In one order everywhere, so that two people revoking the same ones do not wait for each other for ever.
  const ids = [...new Set(input.inviteIds)].sort()
  const results = await inAgency(ctx, async (tx) => {
    const done = []
    for (const id of ids) done.push(await revokeInviteInTx(tx, ctx, id))
    return done
  })
  for (const session of results.flatMap(({ ended }) => ended)) await endUpstream(ctx, session)
  return { revoked: results.filter(({ revoked }) => revoked).length }
}
