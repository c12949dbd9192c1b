/** The words of OFAuth that can leave its adapter, its callback or a log. Pure: the test of words reads it. */

/** The statuses of a Link session, as documented. */
export const KNOWN_STATES = [
  'initialized',
  'pending',
  'awaiting_2fa',
  'denied',
  'completed',
  'invalid_credentials',
  'failed',
  'not_found',
] as const

/** `step` of a cancelled callback; an open set. */
export const KNOWN_STEPS = ['pre-login', 'login', '2fa', 'authorization', 'success', 'error'] as const

/** `error_code` of a failed callback; an open set. */
export const KNOWN_ERROR_CODES = [
  'session_expired',
  'invalid_credentials',
  'account_locked',
  '2fa_failed',
] as const
