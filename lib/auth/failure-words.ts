import { AppError, type ErrorCode, type FieldErrors } from '../errors'
import { ProviderError } from '../providers/types'

/** What a user is told when a provider call failed; the log has the rest. */
const PROVIDER_WORDS: Record<ProviderError['kind'], { code: ErrorCode; message: string }> = {
  unauthorized_key: {
    code: 'provider_key_refused',
    message:
      'The provider refuses this agency’s API key. An admin must check the key; no connection was changed.',
  },
  reauth_required: { code: 'provider_rejected', message: 'This connection’s login is gone. Reconnect it.' },
  rate_limited: {
    code: 'provider_rate_limited',
    message: 'The provider asks us to slow down. Try again in a minute.',
  },
  limit_reached: {
    code: 'provider_limit_reached',
    message:
      'The provider’s plan allows no more connections. An admin must raise the limit or disconnect one.',
  },
  rejected: {
    code: 'provider_rejected',
    message: 'The provider refused this request. Try again; if it stays, tell an admin.',
  },
  not_found: { code: 'provider_rejected', message: 'The provider does not know this any more.' },
  unavailable: {
    code: 'provider_unavailable',
    message: 'The provider does not answer at the moment. Nothing was changed; try again in a few minutes.',
  },
  invalid_response: {
    code: 'provider_invalid_response',
    message:
      'The provider sent an answer that makes no sense. Nothing was changed; try again in a few minutes.',
  },
}

/** Refusals with a known cause have words of their own. */
const DETAIL_WORDS: Record<
  NonNullable<ProviderError['detail']>,
  { code: ErrorCode; message: string } | null
> = {
  misconfigured: {
    code: 'provider_misconfigured',
    message:
      'The provider does not know our callback address yet. An admin must allow it there; the banner at the top shows which.',
  },
  app_not_found: {
    code: 'provider_misconfigured',
    message:
      'The provider does not know the client app that is set here. An admin must check it in the settings of the provider.',
  },
  scope_missing: {
    code: 'provider_key_refused',
    message:
      'This agency’s API key may not do this at the provider. An admin must give it the missing scope.',
  },
  permission_missing: {
    code: 'provider_rejected',
    message: 'The creator has not granted the permission for this. Reconnect, and grant it on the way.',
  },
  session_missing: null,
  session_expired: null,
  signed_out: null,
  invalid_credentials: {
    code: 'provider_rejected',
    message: 'OnlyFans did not accept the e-mail or the password. Check them, then type them once more.',
  },
  wrong_code: {
    code: 'wrong_code',
    message: 'That code was not right. Look at it again, or ask for a new one.',
  },
  no_stored_credentials: {
    code: 'provider_rejected',
    message: 'The provider keeps no login of this account. Reconnect with e-mail and password.',
  },
  already_connected: {
    code: 'conflict',
    message: 'This account is connected at the provider already. Look for it in the list of connections.',
  },
  already_authenticated: {
    code: 'conflict',
    message: 'There is nothing to repair: the provider says that the login works. Verify the connection.',
  },
  method_not_supported: {
    code: 'provider_rejected',
    message: 'The provider does not offer this step yet. Try another way to log in.',
  },
  plan: {
    code: 'provider_limit_reached',
    message: 'The provider’s plan does not allow this. An admin must change the plan there.',
  },
}

/** A wait of more than the minute that the general words speak of. */
function waitWords({ kind, retryAfter }: ProviderError): { code: ErrorCode; message: string } | null {
  if (kind !== 'rate_limited' || retryAfter === null || retryAfter <= 90) return null
  const minutes = Math.ceil(retryAfter / 60)
  return {
    code: 'provider_rate_limited',
    message: `The provider asks us to slow down. Try again in about ${minutes} minutes.`,
  }
}

/** Converts anything thrown into a code and words that are safe to show. */
export function failureWords(error: unknown): { code: ErrorCode; message: string; fields: FieldErrors } {
  if (error instanceof AppError) return { code: error.code, message: error.message, fields: error.fields }
  if (error instanceof ProviderError)
    return {
      ...((error.detail && DETAIL_WORDS[error.detail]) ?? waitWords(error) ?? PROVIDER_WORDS[error.kind]),
      fields: {},
    }
  return {
    code: 'internal',
    message: 'Something went wrong on our side. Nothing you typed is lost; try again.',
    fields: {},
  }
}
