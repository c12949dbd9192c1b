/**
 * Words for what OFAuth reports about a Link session: the callback's `step` and `error_code`, and the statuses.
 * All three are open sets. Callback values come from a browser and can be forged, so a raw one is never shown,
 * and is logged only when it looks like a code. Pure: pages use it too.
 */

import { asCode, type StaffWords, wordsOf } from '../staff-words'

const STEPS: Record<string, StaffWords> = {
  'pre-login': {
    staff:
      'The person closed the page before signing in. Nothing was connected. Ask what held them back, then start again.',
    log: 'cancelled before login',
  },
  login: {
    staff:
      'The person left at the sign-in form. Nothing was connected. Check that they have the right e-mail and password, then start again.',
    log: 'cancelled at login',
  },
  '2fa': {
    staff:
      'The person left when a code was asked for. Nothing was connected. Start again with the phone or the authenticator app at hand.',
    log: 'cancelled at the second factor',
  },
  authorization: {
    staff:
      'The person did not agree to the permissions. Nothing was connected. Explain what each one is for, then start again.',
    log: 'cancelled at the consent screen',
  },
  success: {
    staff:
      'The page was closed at its very end. The account may be connected all the same: Patchbay checks this with OFAuth by itself.',
    log: 'cancelled on the success screen',
  },
  error: {
    staff: 'The page was closed after it had shown an error. Nothing was connected. Start again.',
    log: 'cancelled on the error screen',
  },
}

const ERRORS: Record<string, StaffWords> = {
  session_expired: {
    staff: 'The sign-in page was open for too long and expired. Nothing was connected. Start again.',
    log: 'link session expired at the provider',
  },
  invalid_credentials: {
    staff:
      'OnlyFans did not accept the e-mail or the password. Have the person check them on onlyfans.com, then start again. Too many wrong attempts lock the account.',
    log: 'invalid credentials',
  },
  account_locked: {
    staff:
      'OnlyFans has locked this account. Do not try again now: the person has to unlock it on onlyfans.com first.',
    log: 'account locked at OnlyFans',
  },
  '2fa_failed': {
    staff:
      'The code was wrong too often. Wait some minutes for a fresh code, check that the phone’s clock is right, then start again.',
    log: 'second factor failed',
  },
}

const STATUSES: Record<string, StaffWords> = {
  initialized: {
    staff: 'The sign-in page is ready and nobody has started yet. Open it to go on.',
    log: 'link session not started',
  },
  pending: {
    staff: 'The sign-in is under way. Nothing to do but wait.',
    log: 'link session in progress',
  },
  awaiting_2fa: {
    staff: 'OnlyFans asks for a second factor. The person has to answer it on the sign-in page.',
    log: 'link session waits for a second factor',
  },
  denied: {
    staff:
      'The person refused access. Nothing was connected. Explain what the permissions are for, then start again if they agree.',
    log: 'access denied by the person',
  },
  completed: {
    staff: 'OFAuth reports the sign-in as done. Patchbay checks it and then shows the connection.',
    log: 'link session completed',
  },
  invalid_credentials: {
    staff:
      'OnlyFans did not accept the e-mail or the password. The person can correct them on the sign-in page.',
    log: 'invalid credentials, can be tried again',
  },
  failed: {
    staff:
      'The sign-in failed at OFAuth or at OnlyFans. Nothing was connected. Wait a little, then start again.',
    log: 'link session failed',
  },
  not_found: {
    staff: 'OFAuth no longer knows this session: it expired or was ended. Start again.',
    log: 'link session unknown to the provider',
  },
}

/** Where the person cancelled (`step` of a cancelled callback). */
export function stepWords(step: string | null): StaffWords {
  return wordsOf(STEPS, step, {
    staff:
      'The person left the sign-in page before the end. Nothing was connected. Start again when they are ready.',
    log: step === null ? 'cancelled, no step given' : `cancelled at step ${asCode(step)}`,
  })
}

/** Why it failed (`error_code` of an error callback). `reference` is ours, to quote when asking for help. */
export function errorCodeWords(code: string | null, reference: string): StaffWords {
  return wordsOf(ERRORS, code, {
    staff: `OFAuth ended the sign-in with an error that Patchbay has no words for. Nothing was connected. Start again; if it happens twice, quote reference ${reference}.`,
    log: code === null ? 'error without a code' : `error code ${asCode(code)}`,
  })
}

/** What a status of the session means, as the provider spells it. */
export function statusWords(status: string | null, reference: string): StaffWords {
  return wordsOf(STATUSES, status, {
    staff: `OFAuth reports a state that Patchbay does not know. It keeps checking; if nothing moves for some minutes, quote reference ${reference}.`,
    log: status === null ? 'no status given' : `unlisted status ${asCode(status)}`,
  })
}
