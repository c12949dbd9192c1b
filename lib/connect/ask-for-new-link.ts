import 'server-only'
import { addEvent } from '../audit/events'
import { inAgency } from '../auth/context'
import { AppError } from '../errors'
import { writeInvite } from '../invites/rows'
import { lockOffer } from './lock-offer'
import type { Visit } from './visit'

/** Once a day for each invite. */
export const ASK_AGAIN_MS = 24 * 3_600_000

/**
 * She asks the team for a new link, because hers leads nowhere. Asking again on the same day changes nothing. Throws
 * `conflict` when the link works.
 */
export async function askForNewLink(visit: Visit): Promise<void> {
  const { ctx } = visit
  await inAgency(ctx, async (tx) => {
    const { offer, reason } = await lockOffer(tx, visit)
    const { invite } = offer
    if (!reason) throw new AppError('conflict', 'This link works again. Reload the page.')
    const now = ctx.now()
    if (invite.askedAgainAt && now.getTime() - invite.askedAgainAt.getTime() < ASK_AGAIN_MS) return
    await writeInvite(tx, ctx, invite.id, { askedAgainAt: now })
    await addEvent(tx, ctx, {
      kind: 'invite.asked_again',
      inviteId: invite.id,
      connectionId: invite.connectionId,
      data: { reason },
    })
  })
}
