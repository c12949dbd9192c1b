import { ProviderError, type ProviderFailure, type ProviderFailureDetail } from '../providers/types'

/**
 * What a refused or failed start of a login means. `ask_again`: nothing is under way, and the form asks once more.
 * `end`: this attempt is over; with `unavailable` and `invalid_response` nobody knows whether the login reached
 * OnlyFans, so nothing is sent a second time.
 */
export type StartFailure = {
  next: 'ask_again' | 'end'
  code: string
  /** False where the provider turned it away itself, so that OnlyFans never saw it. */
  reached: boolean
  /** Seconds until the provider takes another one; null when it does not say. */
  retryAfter: number | null
}

const ENDS: ProviderFailure[] = ['unavailable', 'invalid_response']
const FINAL_DETAILS: ProviderFailureDetail[] = ['already_connected', 'already_authenticated']

/** The provider's own door was closed: a bad key, its limits, its plan. */
const TURNED_AWAY: ProviderFailure[] = ['unauthorized_key', 'limit_reached', 'rate_limited']
/** What a provider finds wrong before it could begin. Of other refusals it may have asked OnlyFans first. */
const TURNED_AWAY_FOR: ProviderFailureDetail[] = [
  'misconfigured',
  'app_not_found',
  'scope_missing',
  'no_stored_credentials',
  'already_authenticated',
]

/** Pure. An error that no adapter threw leaves as little known as a lost answer. */
export function startFailure(error: unknown): StartFailure {
  if (!(error instanceof ProviderError))
    return { next: 'end', code: 'internal', reached: true, retryAfter: null }
  const { kind, detail } = error
  const isOver = detail ? FINAL_DETAILS.includes(detail) : false
  const isTurnedAway =
    TURNED_AWAY.includes(kind) || (kind === 'rejected' && detail !== null && TURNED_AWAY_FOR.includes(detail))
  return {
    next: isOver || ENDS.includes(kind) ? 'end' : 'ask_again',
    code: detail ?? kind,
    reached: error.byOnlyFans || !isTurnedAway,
    retryAfter: kind === 'rate_limited' ? error.retryAfter : null,
  }
}
