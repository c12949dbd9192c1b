import { ProviderError, type ProviderFailure } from '../providers/types'

/**
 * What a refused or failed start of a login means. `ask_again`: nothing is under way, and the form asks once more.
 * `end`: this attempt is over; with `unavailable` and `invalid_response` nobody knows whether the login reached
 * OnlyFans, so nothing is sent a second time.
 */
export type StartFailure = { next: 'ask_again' | 'end'; code: string }

const ENDS: ProviderFailure[] = ['unavailable', 'invalid_response']
const FINAL_DETAILS = ['already_connected', 'already_authenticated']

/** Pure. An error that no adapter threw leaves as little known as a lost answer. */
export function startFailure(error: unknown): StartFailure {
  if (!(error instanceof ProviderError)) return { next: 'end', code: 'internal' }
  const code = error.detail ?? error.kind
  if (error.detail && FINAL_DETAILS.includes(error.detail)) return { next: 'end', code }
  return { next: ENDS.includes(error.kind) ? 'end' : 'ask_again', code }
}
