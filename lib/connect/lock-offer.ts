import type { Tx } from '@/db/client'
import { notFound } from '../errors'
import { lockInvite } from '../invites/rows'
import { loadOffer, type Offer } from './offer'
import { closedReason } from './step'
import type { ClosedReason } from './view'
import type { Visit } from './visit'

/** The invite of a visit with its row locked, and why its link leads nowhere; `reason` is null when it is open. */
export async function lockOffer(
  tx: Tx,
  visit: Visit,
): Promise<{ offer: Offer; reason: ClosedReason | null }> {
  const invite = await lockInvite(tx, visit.ctx, visit.inviteId)
  if (!invite) throw notFound('link')
  const offer = await loadOffer(tx, visit, invite)
  return { offer, reason: closedReason(offer.state, visit.rotation !== invite.rotation) }
}
