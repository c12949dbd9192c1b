import 'server-only'
import type { Tx } from '@/db/client'
import { inAgency } from '../auth/context'
import { AppError } from '../errors'
import { renew } from '../link-sessions/renew'
import { lockOffer } from './lock-offer'
import { carryOut, goOn, type Plan, type Way } from './mint'
import { isRenewable, liveSessions, ownSession } from './sessions'
import type { Visit } from './visit'

/**
 * Sends this browser back to the provider's page that it was at; a page that ran out is opened anew, once, without a
 * word. Throws `conflict` when there is nothing to go on with.
 */
export async function resumeConnect(visit: Visit): Promise<Way> {
  const { ctx, browser } = visit
  const plan = browser && (await inAgency(ctx, (tx) => planOf(tx, visit, browser)))
  if (!browser || !plan)
    throw new AppError('conflict', 'This cannot go on here. Look at the page again and continue from there.')
  return carryOut(ctx, browser, plan)
}

async function planOf(tx: Tx, visit: Visit, browser: string): Promise<Plan | null> {
  const { ctx } = visit
  const { offer, reason } = await lockOffer(tx, visit)
  const own = await ownSession(tx, ctx, visit.inviteId, browser)
  // The link's own time may end while she logs in; the provider's page has its own hour.
  if (!own || (reason && reason !== 'expired')) return null
  const goesOn = goOn(ctx, own, browser)
  if (goesOn || reason || !(await isRenewable(tx, ctx, own))) return goesOn
  // Only Continue takes over what another device is at: there she is told.
  const others = (await liveSessions(tx, ctx, offer.invite)).filter((row) => row.id !== own.id)
  if (others.length > 0) return null
  return { kind: 'mint', row: await renew(tx, ctx, own), offer, replaced: [] }
}
