/** Why a piece of user data could not be read, and what helps, in plain words. */
const WORDS: Record<string, string> = {
  permission_missing:
    'The creator has not granted the permission for this. Reconnect, and grant it on the way.',
  scope_missing:
    'The agency’s API key is not allowed to read this. An admin can widen the key at the provider.',
  unauthorized_key: 'The provider refuses the agency’s API key. An admin must check the key.',
  reauth_required: 'The login at OnlyFans has ended. Reconnect the account.',
  session_missing: 'The provider holds no login for this account. Reconnect it.',
  session_expired: 'The login at OnlyFans has ended. Reconnect the account.',
  signed_out: 'Nobody is signed in at OnlyFans with this connection. Reconnect the account.',
  rate_limited: 'The provider asked us to slow down. It is read again by itself.',
  limit_reached: 'The provider’s plan does not allow this read. An admin can raise the limit.',
  plan: 'The provider’s plan does not allow this read. An admin can raise the limit.',
  method_not_supported: 'This provider does not offer this for any account. Nothing is missing.',
  not_found: 'The provider does not know this connection any more.',
  unavailable: 'The provider did not answer. It is read again by itself.',
  invalid_response: 'The provider sent an answer that makes no sense. It is read again by itself.',
  rejected: 'The provider refused this read. If it stays, tell an admin.',
}

/** Words for the code of a failed read (a provider failure or its detail). */
export function readErrorWords(code: string): string {
  return WORDS[code] ?? 'The last read failed. It is read again by itself.'
}
