const MINUTE = 60_000

/** How long to wait after the first, second, … failed attempt. After the last there is none. */
const WAITS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE, 360 * MINUTE]

/** Milliseconds to the next attempt, after so many; null when it was the last. */
export function backOff(attempts: number): number | null {
  return WAITS[attempts - 1] ?? null
}

/** More claims than this are no attempts at sending: something ends the worker each time. */
export const MOST_ATTEMPTS = WAITS.length + 1
