/** Every way in which a verb refuses. Edges convert a code to words and an HTTP status; nothing branches on text. */
export const ERROR_CODES = [
  'unauthenticated',
  'forbidden',
  'not_found',
  'invalid_input',
  'conflict',
  'rate_limited',
  'busy',
  'wrong_password',
  /** A code of the authenticator app or a recovery code that is wrong or used. */
  'wrong_code',
  /** The person must prove again to be there: password or TOTP. */
  'step_up_required',
  /** Their role needs a second factor, and none is set up yet. */
  'second_factor_required',
  /** OnlyFans saw so many logins of this account that one more could lock it. */
  'login_budget',
  'origin_refused',
  'provider_key_refused',
  'provider_unavailable',
  'provider_rate_limited',
  'provider_limit_reached',
  'provider_misconfigured',
  'provider_rejected',
  'provider_unset',
  'provider_invalid_response',
  'internal',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** Messages by form field, in the user's words. */
export type FieldErrors = Record<string, string>

/** A refusal with a code. `message` is in the user's words and safe to show. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly fields: FieldErrors
  /** Seconds until another try makes sense; with rate_limited and provider_rate_limited. */
  readonly retryAfter: number | null
  /** With forbidden: what would have been needed; a name of lib/auth/permissions.ts. */
  readonly permission: string | null

  constructor(
    code: ErrorCode,
    message: string,
    extra: { fields?: FieldErrors; retryAfter?: number; permission?: string } = {},
  ) {
    super(message)
    this.name = 'AppError'
    this.code = code
    this.fields = extra.fields ?? {}
    this.retryAfter = extra.retryAfter ?? null
    this.permission = extra.permission ?? null
  }
}

/** The same answer for what does not exist and for what belongs to another agency. */
export function notFound(what: string): AppError {
  return new AppError('not_found', `This ${what} does not exist, or you have no access to it.`)
}
