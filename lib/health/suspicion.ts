import { type ConnectionStatus, isBroken } from '../connections/words'

/** A login that seems to have ended is asked once more, this much later, before anybody is told. */
export const CONFIRM_MS = 20_000

/** The job that asks again comes a little later still, so that it does not come too early. */
export const CONFIRM_SECONDS = CONFIRM_MS / 1000 + 2

export type Judgement =
  /** It is written, and told. */
  | 'broken'
  /** The first word of it: it is remembered, and asked once more. */
  | 'suspect'
  /** It is suspected already, and the second look is still to come. */
  | 'wait'

/**
 * What one read that says "the login ended" is worth. A person who asks gets the answer at once; what Patchbay finds by
 * itself counts with the second read, because providers call a login ended that they renew a moment later.
 */
export function judgeBroken(
  row: { status: ConnectionStatus; suspectSince: Date | null },
  by: 'person' | 'patchbay',
  now: Date,
): Judgement {
  if (by === 'person' || isBroken(row.status)) return 'broken'
  if (!row.suspectSince) return 'suspect'
  return now.getTime() - row.suspectSince.getTime() >= CONFIRM_MS ? 'broken' : 'wait'
}

/** So many checks in a row must fail before the page says that a connection could not be checked. */
export const STRIKES = 2

/** Failures of a read that say something about this one connection: the others concern the key or the limits. */
const ABOUT_IT: readonly string[] = [
  'unavailable',
  'invalid_response',
  'rejected',
  'not_found',
  'limit_reached',
]

/** True when a failed check is a strike. No number of strikes ever changes a status. */
export const isStrike = (failure: string): boolean => ABOUT_IT.includes(failure)
