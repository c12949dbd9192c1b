import type { ErrorCode } from '../errors'
import type { Translate } from '../i18n/translate'
import type { LinkState } from '../link-sessions/states'

/** How a session ended, as the `outcomes` of the words messages know it. */
const OUTCOMES = [
  'session_expired',
  'invalid_credentials',
  'account_locked',
  '2fa_failed',
  'face_failed',
  'wrong_code',
  'already_connected',
  'already_authenticated',
  'no_stored_credentials',
  'login_unknown',
  'login_budget',
  'method_not_supported',
  'other',
  'unauthorized_key',
  'misconfigured',
  'app_not_found',
  'scope_missing',
  'permission_missing',
  'session_missing',
  'signed_out',
  'plan',
  'not_found',
  'limit_reached',
  'rate_limited',
  'rejected',
  'unavailable',
  'invalid_response',
  'internal',
  'provider_failed',
  'not_proven',
  'connection_ended',
  'taken_over',
  'taken_over_by_creator',
  'stopped',
  'expired',
  'revoked',
  'dropped',
  'cancelled_pre-login',
  'cancelled_login',
  'cancelled_2fa',
  'cancelled_authorization',
  'cancelled_other',
] as const
type Outcome = (typeof OUTCOMES)[number]

const isOutcome = (key: string | null): key is Outcome => OUTCOMES.some((outcome) => outcome === key)

/**
 * The key of the words for how a session ended; null while it has not, or when it ended well.
 * @param code the row's outcome code
 */
export function outcomeKey(state: LinkState, code: string | null): Outcome | null {
  switch (state) {
    case 'cancelled': {
      const key = `cancelled_${code}`
      return isOutcome(key) ? key : 'cancelled_other'
    }
    case 'failed':
      return isOutcome(code) ? code : 'other'
    case 'expired':
    case 'revoked':
    case 'dropped':
      return isOutcome(code) ? code : state
    case 'completed':
      // She said that it is not hers.
      return code === 'undone' ? 'dropped' : null
    default:
      return null
  }
}

/** Ends that nobody can explain to her: she is given a reference, by which the team finds the attempt. */
const UNEXPLAINED: readonly string[] = [
  'other',
  'internal',
  'provider_failed',
  'invalid_response',
] satisfies Outcome[]

/** The reference of an attempt, as the team sees it too; null where the words alone say enough. */
export function outcomeReference(key: string, linkSessionId: string): string | null {
  return UNEXPLAINED.includes(key) || !isOutcome(key) ? linkSessionId.slice(0, 8) : null
}

/** What happened and what to do next, for the creator; an unknown key falls back to something true. */
export function outcomeWords(t: Translate<'words'>, key: string): { what: string; next: string } {
  const known = isOutcome(key) ? key : 'other'
  return { what: t(`outcomes.${known}.what`), next: t(`outcomes.${known}.next`) }
}

/** Why an action was refused, in the creator's language. */
export function errorWords(t: Translate<'words'>, code: ErrorCode): string {
  return t(`errors.${code}`)
}
