/** Of the working connections of a provider account so many may end in one run, whatever their number. */
const ALWAYS = 3
const SHARE = 0.1

/** How many of an account's working connections one run may end. */
export function mostAtOnce(working: number): number {
  return Math.max(ALWAYS, Math.floor(working * SHARE))
}

/** More at once than logins end by themselves: then it is rather the provider, and the run stops before it writes. */
export function isTooMany(ending: number, working: number): boolean {
  return ending > mostAtOnce(working)
}

type Held = { heldSince: Date | null; heldReleasedUntil: Date | null }

/** True while an account's automatic endings are stopped. */
export function isHeld(account: Held, now: Date): boolean {
  return account.heldSince !== null && !isReleased(account, now)
}

/** True while an admin lets the runs go on. */
export function isReleased(account: Pick<Held, 'heldReleasedUntil'>, now: Date): boolean {
  return account.heldReleasedUntil !== null && account.heldReleasedUntil > now
}
