/**
 * Words for what OnlyFansAPI reports about a login. It publishes no list of states, steps or error codes, so all three
 * are open sets, and an unlisted one falls back to something true. Pure: pages use it too.
 */

import { asCode, type StaffWords, wordsOf } from '../staff-words'

const STATES: Record<string, StaffWords> = {
  authenticated: {
    staff: 'OnlyFansAPI reports the login as done. Patchbay checks it and then shows the connection.',
    log: 'attempt authenticated',
  },
  authenticating: {
    staff: 'OnlyFansAPI is logging in. That can take two minutes; nothing to do but wait.',
    log: 'attempt in progress',
  },
  'needs-otp': {
    staff: 'OnlyFans sent a code by SMS. The creator has to give it, on the login’s page.',
    log: 'attempt waits for an SMS code',
  },
  'needs-app-otp': {
    staff:
      'OnlyFans asks for a code of the authenticator app. The creator has to give it, on the login’s page.',
    log: 'attempt waits for an app code',
  },
  'needs-face-otp': {
    staff:
      'OnlyFans asks for a face check. Only the creator can do it: show her the link on the login’s page.',
    log: 'attempt waits for a face check',
  },
  unauthenticated: {
    staff: 'Nobody is logged in with this attempt yet. Wait, or start again if nothing moves.',
    log: 'attempt not authenticated',
  },
  failed: {
    staff: 'The login failed. Nothing was connected. Look at the reason, then start again.',
    log: 'attempt failed',
  },
}

const PROGRESS: Record<string, StaffWords> = {
  started: { staff: 'The login begins.', log: 'started' },
  filling_out_login: { staff: 'OnlyFansAPI fills in the login form.', log: 'filling in the form' },
  submitting: { staff: 'OnlyFansAPI sends the login form.', log: 'form is being sent' },
  waiting_for_otp: { staff: 'OnlyFansAPI waits for what OnlyFans asks.', log: 'waits for a second factor' },
  checking: { staff: 'OnlyFans checks what was sent.', log: 'being checked' },
  signed_in: { staff: 'The login worked, and the account is read.', log: 'signed in' },
  authenticating: { staff: 'OnlyFansAPI logs in.', log: 'authenticating' },
  unauthenticated: { staff: 'Nobody is logged in yet.', log: 'not authenticated' },
  authenticated: { staff: 'The login worked.', log: 'authenticated' },
  failed: { staff: 'The login ended without success.', log: 'failed' },
}

const ERRORS: Record<string, StaffWords> = {
  invalid_credentials: {
    staff:
      'OnlyFans did not accept the e-mail or the password. Check both with the creator, then start again. Too many wrong tries lock the account.',
    log: 'invalid credentials',
  },
  '2fa_failed': {
    staff:
      'The code was wrong too often. Wait some minutes for a fresh one, have the phone at hand, then start again.',
    log: 'second factor failed',
  },
  face_failed: {
    staff:
      'The face check did not work. OnlyFans allows only a few a day: have good light, wait some minutes, then start again.',
    log: 'face check failed',
  },
  account_locked: {
    staff:
      'OnlyFans has locked this account. Do not try again now: the creator has to unlock it on onlyfans.com first.',
    log: 'account locked at OnlyFans',
  },
  session_expired: {
    staff: 'The login took too long and ran out. Nothing was connected. Start again.',
    log: 'attempt expired',
  },
  already_connected: {
    staff:
      'This account is connected at OnlyFansAPI already. Look for it in the list of connections before you start again.',
    log: 'account already connected',
  },
}

/** What an attempt's `state` means. */
export function stateWords(state: string | null, reference: string): StaffWords {
  return wordsOf(STATES, state, {
    staff: `OnlyFansAPI reports a state that Patchbay does not know. It keeps asking; if nothing moves for some minutes, quote reference ${reference}.`,
    log: state === null ? 'no state given' : `unlisted state ${asCode(state)}`,
  })
}

/** Where an attempt is, by its `progress`. */
export function progressWords(progress: string | null): StaffWords {
  return wordsOf(PROGRESS, progress, {
    staff: 'OnlyFansAPI is at work.',
    log: progress === null ? 'no progress given' : `unlisted progress ${asCode(progress)}`,
  })
}

/** Why an attempt failed. */
export function errorCodeWords(code: string | null, reference: string): StaffWords {
  return wordsOf(ERRORS, code, {
    staff: `OnlyFansAPI ended the login without a reason that Patchbay knows. Nothing was connected. Start again; if it happens twice, quote reference ${reference}.`,
    log: code === null ? 'failed without a code' : `error code ${asCode(code)}`,
  })
}
