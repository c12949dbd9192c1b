import type { BudgetView } from './view'
import { MOST_LOGINS } from './words'

export const LOGIN_WINDOW_MS = 24 * 3_600_000

/** `ofUserId`: whose login it was, as far as it is known by now; null when it never became known. */
export type CountedLogin = { at: Date; ofUserId: string | null }

/**
 * Which logins count for one account. Pure. Of a login that never succeeded nobody knows the account, so it counts for
 * every account of its creator; and where the account is not known beforehand, the one with the most logins is assumed.
 * @param logins of the window: those of the creator, and those of the OnlyFans user through others; oldest first
 * @param ofUserId the account that is about to log in; null when it is not known
 */
export function countLogins(logins: CountedLogin[], ofUserId: string | null): Date[] {
  const unknown = logins.filter((login) => login.ofUserId === null)
  const users = ofUserId ? [ofUserId] : [...new Set(logins.flatMap((login) => login.ofUserId ?? []))]
  const known = users
    .map((user) => logins.filter((login) => login.ofUserId === user))
    .reduce<CountedLogin[]>((most, some) => (some.length > most.length ? some : most), [])
  return [...unknown, ...known].map((login) => login.at).sort((a, b) => a.getTime() - b.getTime())
}

/** What is left of the budget. @param times when the logins were that count, oldest first */
export function budgetView(times: Date[], overridden: boolean): BudgetView {
  const blocking = times[times.length - MOST_LOGINS]
  return {
    used: times.length,
    most: MOST_LOGINS,
    freeAt: blocking ? new Date(blocking.getTime() + LOGIN_WINDOW_MS) : null,
    overridden,
  }
}
