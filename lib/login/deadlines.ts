import type { Challenge } from '../providers/challenge'
import type { LinkMode } from '../providers/types'

const MINUTE_MS = 60_000

/** A login that was sent ends after this, whatever the provider says. */
const LOGIN_MS = 60 * MINUTE_MS
/** So long a person has for a challenge of a polling provider, which publishes no time of its own. */
const CHALLENGE_MS = 15 * MINUTE_MS
/** The longest that one session lives in a login mode: its form, and a login that was sent at its end. */
const SESSION_MS = 2 * LOGIN_MS

/** When a login that is sent now ends at the latest. @param told what the provider says, if it does */
export function loginEnd(told: Date | null, now: Date): Date {
  const ours = now.getTime() + LOGIN_MS
  return new Date(told ? Math.min(told.getTime(), ours) : ours)
}

/**
 * When a session ends that waits for an answer: a quarter of an hour after the challenge began, or later where the
 * provider says so. A code that ends earlier does not end it, since another may be sent. The other modes keep their end.
 */
export function challengeEnd(
  row: { mode: LinkMode; state: string; createdAt: Date; expiresAt: Date },
  challenge: Pick<Challenge, 'expiresAt'>,
  now: Date,
): Date {
  if (row.mode !== 'polling') return row.expiresAt
  const told = challenge.expiresAt ? Date.parse(challenge.expiresAt) : Number.NaN
  const began = row.state === 'challenge' ? row.expiresAt.getTime() : now.getTime() + CHALLENGE_MS
  const end = Number.isNaN(told) ? began : Math.max(told, began)
  return new Date(Math.min(end, row.createdAt.getTime() + SESSION_MS))
}
