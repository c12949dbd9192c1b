import type { LinkState } from './states'

/** Pure words of Link sessions; shown to staff. */
export const STATE_LABELS: Record<LinkState, string> = {
  created: 'Starting',
  open: 'Waiting for login',
  authenticating: 'Logging in',
  challenge: 'Second factor',
  verifying: 'Checking',
  needs_review: 'Needs review',
  completed: 'Connected',
  dropped: 'Dropped',
  cancelled: 'Cancelled',
  failed: 'Failed',
  expired: 'Expired',
  revoked: 'Stopped',
}

/** Where a person cancelled on the provider's page. */
export const CANCEL_STEPS: Record<string, string> = {
  'pre-login': 'before logging in, on the page that explains the access',
  login: 'on the login form',
  '2fa': 'when the second factor was asked for',
  authorization: 'when access was to be granted',
  other: 'on the provider’s page',
}

export type Words = { what: string; next: string }

/** The provider's error codes, from the callback. */
export const CALLBACK_ERROR_CODES: Record<string, Words> = {
  session_expired: {
    what: 'The provider’s session ran out before the login was finished.',
    next: 'Start again. A session lasts about an hour from the moment it is opened.',
  },
  invalid_credentials: {
    what: 'OnlyFans did not accept the e-mail or password.',
    next: 'Check the login with the creator, then start again. Many wrong tries can lock the account.',
  },
  account_locked: {
    what: 'OnlyFans has locked this account.',
    next: 'Do not try again now. The creator should unlock it on OnlyFans first.',
  },
  '2fa_failed': {
    what: 'The second factor failed too often.',
    next: 'Wait a while, have the creator’s phone or app at hand, then start again.',
  },
  other: {
    what: 'The provider reported an error that it did not explain further.',
    next: 'Start again. If it happens twice, tell an admin the reference on this page.',
  },
}

/** Why a session failed or ended on our side. */
export const OUR_CODES: Record<string, Words> = {
  unauthorized_key: {
    what: 'The provider refuses this agency’s API key, so no session could be opened.',
    next: 'An admin must check the key. No connection was changed.',
  },
  misconfigured: {
    what: 'The provider does not know our callback address.',
    next: 'An admin must add the address shown below to the client app’s allowed redirect URLs at the provider.',
  },
  app_not_found: {
    what: 'The provider does not know the client app that is configured here.',
    next: 'An admin must check the client app id in the settings of the provider.',
  },
  scope_missing: {
    what: 'This agency’s API key may not open sessions at the provider.',
    next: 'An admin must give the key the missing scope (LINK). No connection was changed.',
  },
  not_found: {
    what: 'The provider does not know this connection any more.',
    next: 'Disconnect it here, and connect the account anew.',
  },
  limit_reached: {
    what: 'The provider’s plan allows no more connections.',
    next: 'An admin must raise the limit at the provider, or disconnect a connection that is not needed.',
  },
  rate_limited: {
    what: 'The provider asked us to slow down.',
    next: 'Wait a few minutes, then start again. A provider’s hourly limit on logins can take up to an hour.',
  },
  rejected: {
    what: 'The provider refused to open a session.',
    next: 'Start again. If it happens twice, tell an admin.',
  },
  unavailable: {
    what: 'The provider did not answer.',
    next: 'Nothing was changed. Try again in a few minutes.',
  },
  invalid_response: {
    what: 'The provider sent an answer that makes no sense.',
    next: 'Nothing was changed. Try again in a few minutes.',
  },
  internal: {
    what: 'Something went wrong on our side.',
    next: 'Start again. If it happens twice, tell an admin.',
  },
  provider_failed: {
    what: 'The provider could not finish the login.',
    next: 'Start again. Nothing was connected.',
  },
  face_failed: {
    what: 'The face check did not work.',
    next: 'OnlyFans allows only a few a day. Have good light, wait some minutes, then start again.',
  },
  already_connected: {
    what: 'The provider says that this account is connected there already.',
    next: 'Look for it in the list of connections. If it is not there, an admin resolves it as an unknown connection.',
  },
  already_authenticated: {
    what: 'The provider says that there is nothing to repair: the login works.',
    next: 'Verify the connection to see for yourself.',
  },
  no_stored_credentials: {
    what: 'The provider keeps no login of this account, so it cannot repair the connection by itself.',
    next: 'Reconnect with e-mail and password, or ask the creator to do it with a link.',
  },
  method_not_supported: {
    what: 'OnlyFans asked for a step that the provider does not offer yet.',
    next: 'Try another way to log in, for example with the provider’s app, or connect through another provider.',
  },
  plan: {
    what: 'The provider’s plan does not allow this.',
    next: 'An admin must change the plan at the provider. No connection was changed.',
  },
  permission_missing: {
    what: 'A permission was missing for the login to be proven.',
    next: 'Start again, and have the creator agree to the list of permissions.',
  },
  session_missing: {
    what: 'The provider holds no login for this account.',
    next: 'Start again. Nothing was connected.',
  },
  signed_out: {
    what: 'OnlyFans ended the login before it was proven.',
    next: 'Start again, and leave the session in OnlyFans open.',
  },
  wrong_code: {
    what: 'OnlyFans refused the code.',
    next: 'Have the creator’s phone or app at hand, then start again.',
  },
  login_budget: {
    what: 'There were too many logins of this account in the last 24 hours, so no more was sent.',
    next: 'Wait until one is free again. An admin may allow one more, with a reason.',
  },
  login_unknown: {
    what: 'The connection to the provider broke while the login was sent, so nobody knows whether it arrived.',
    next: 'Nothing is sent twice by itself. Wait some minutes, ask the creator whether OnlyFans told her of a login, then start again.',
  },
  not_proven: {
    what: 'The provider never confirmed this login, so nothing was connected.',
    next: 'Start again. If the provider confirms it later after all, it is picked up by itself.',
  },
  connection_ended: {
    what: 'The connection was disconnected while it was being reconnected.',
    next: 'Nothing is left at the provider. Connect the account anew if you need it.',
  },
  taken_over: {
    what: 'Somebody in the team took this over.',
    next: 'Look at the connection to see how it went.',
  },
  taken_over_by_creator: {
    what: 'The creator took this over herself, with her link.',
    next: 'Nothing to do: the connection shows how it went.',
  },
  stopped: {
    what: 'Somebody in the team stopped this session.',
    next: 'Start a new one when you are ready.',
  },
}

/** The words of an outcome code; an unknown one falls back to something true. */
export function outcomeWords(code: string | null): Words {
  const tables = [OUR_CODES, CALLBACK_ERROR_CODES]
  const known = tables.find((table) => Object.hasOwn(table, code ?? ''))?.[code ?? '']
  return known ?? (CALLBACK_ERROR_CODES.other as Words)
}

/** Why a proven session waits for a decision. */
export const REVIEW_WORDS: Record<string, Words> = {
  other_user_new_id: {
    what: 'Somebody logged in as another OnlyFans user than the one to reconnect.',
    next: 'The connection itself was not touched. Keep the other account as a connection of its own, or delete it at the provider.',
  },
  other_user_same_id: {
    what: 'The connection now answers as another OnlyFans user.',
    next: 'Its data is blocked. Repair it with the expected account, or close it and open a new connection for the other one.',
  },
  unexpected_account: {
    what: 'The creator logged in with another account than the one that the invite expects.',
    next: 'Usernames can be changed on OnlyFans, so it may be right all the same. Keep the account, or delete it at the provider.',
  },
  invite_used_up: {
    what: 'The login was finished after the last use of the invite had been taken.',
    next: 'Keep the account as one more connection, or delete it at the provider.',
  },
  browser_not_returned: {
    what: 'The login was finished, but the browser that started it never came back.',
    next: 'Make sure that this is the account you meant. Confirm it, or delete it at the provider.',
  },
}
