import 'server-only'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError } from '../errors'
import { requireInvite } from './rows'
import { sendInvite } from './send-invite'
import { inviteState } from './states'

/** Mails an invite's link. Throws `not_found`, `conflict` when the link leads nowhere at the moment. */
export async function mailInvite(ctx: Ctx, input: { inviteId: string; mailTo: string }): Promise<void> {
  requirePermission(ctx, 'invites.write')
  await inAgency(ctx, async (tx) => {
    const row = await requireInvite(tx, ctx, input.inviteId)
    if (inviteState(row, ctx.now()) !== 'open')
      throw new AppError('conflict', 'This link leads nowhere at the moment. Open or extend it first.')
    await sendInvite(tx, ctx, row, input.mailTo)
    await audit(tx, ctx, {
      action: 'invite.mail',
      targetType: 'invite',
      targetId: row.id,
      before: { mailTo: row.mailTo },
      after: { mailTo: input.mailTo },
    })
  })
}
