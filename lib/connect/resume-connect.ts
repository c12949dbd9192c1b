import 'server-only'
import { inAgency } from '../auth/context'
import { AppError } from '../errors'
import { openOffer } from './continue-connect'
import { carryOut } from './mint'
import { isRenewable, ownSession } from './sessions'
import type { Visit } from './visit'
import { takeOver } from './take-over'

const OVER = 'This cannot go on here. Look at the page again and continue from there.'

/**
 * Sends this browser back to the provider's page that it was at; a page that ran out before anybody logged in is opened
 * anew, once, without a word. Throws `conflict` when there is nothing to go on with.
 */
export async function resumeConnect(visit: Visit): Promise<{ url: string }> {
  const { ctx, browser } = visit
  if (!browser) throw new AppError('conflict', OVER)
  const plan = await inAgency(ctx, async (tx) => {
    const { offer, row } = await own(tx)
  })
  return carryOut(ctx, browser, plan)
}
