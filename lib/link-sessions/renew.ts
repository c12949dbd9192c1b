import type { Tx } from '@/db/client'
import type { Ctx } from '../auth/context'
import { allowLogin, subjectOf } from '../login/budget'
import { LOST_MS } from '../login/poll-times'
import { isLoginMode } from '../providers/types'
import { type LinkSessionRow, moveLinkSession } from './move'

const HOUR_MS = 3_600_000

/** How often a provider's page that ran out is opened anew without a word. */
export const MOST_RENEWALS = 1

/**
 * Makes a session ready for another page at the provider, because its first one ran out. The same attempt: it keeps its
 * reference, its consent and its place in the counts. Throws `login_budget` for a hosted mode: the login on that page
 * would be a new one.
 */
export async function renew(tx: Tx, ctx: Ctx, row: LinkSessionRow): Promise<LinkSessionRow> {
  if (!isLoginMode(row.mode)) await allowLogin(tx, ctx, await subjectOf(tx, ctx, row))
  if (row.state !== 'expired') await expire(tx, ctx, row)
  await moveLinkSession(tx, ctx, row, 'renew', {
    renewals: row.renewals + 1,
    providerSessionSealed: null,
    outcomeCode: null,
    nextPollAt: new Date(ctx.now().getTime() + LOST_MS),
    expiresAt: new Date(ctx.now().getTime() + HOUR_MS),
  })
  return row
}

/** Its time is over, and the sweep has not come by yet. It stays open to a late success. */
export async function expire(tx: Tx, ctx: Ctx, row: LinkSessionRow): Promise<void> {
  await moveLinkSession(tx, ctx, row, 'expire', { outcomeCode: 'session_expired', challenge: null })
}
