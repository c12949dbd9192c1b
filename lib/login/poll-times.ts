/** How long after a login was sent the provider is asked for the first time, in milliseconds. */
export const FIRST_POLL_MS = 1_500
/** The same after an answer to a challenge. */
export const AFTER_ANSWER_MS = 1_500

/** A session whose call to the provider left no answer by then was lost with our process: no call takes as long. */
export const LOST_MS = 30_000

const QUICK_MS = 2_000
const SLOW_MS = 10_000
const FAILED_MS = 5_000
/** Longer than a provider may hold us off, an attempt would not live. */
const MOST_WAIT_MS = 120_000

/**
 * When an attempt is asked for next, in milliseconds from now. Pure. Every two seconds while the provider is at work,
 * and ever slower while a person must act, because nothing happens until then.
 * @param polls how often it was asked since something last changed
 * @param retryAfter seconds for which the provider asked to be left alone, or null
 */
export function nextPollIn(facts: {
  state: 'authenticating' | 'challenge'
  polls: number
  failed: boolean
  retryAfter: number | null
}): number {
  const { state, polls, failed, retryAfter } = facts
  const step = state === 'challenge' ? 500 : 100
  const calm = Math.min(SLOW_MS, QUICK_MS + step * polls)
  const asked = retryAfter === null ? 0 : Math.min(MOST_WAIT_MS, retryAfter * 1000)
  return Math.max(calm, asked, failed ? FAILED_MS : 0)
}
