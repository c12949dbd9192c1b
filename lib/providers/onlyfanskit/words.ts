/**
 * Words for what OnlyFansKit reports: the states of an attempt, which are a closed list, and the slugs of its problem
 * documents, which are not. Pure: pages use it too.
 */

import { asCode, type StaffWords, wordsOf } from '../staff-words'

const STATES: Record<string, StaffWords> = {
  pending: {
    staff: 'OnlyFansKit is logging in. That can take two minutes; nothing to do but wait.',
    log: 'attempt in progress',
  },
  awaiting_mobile_session: {
    staff: 'The creator has to log in on her phone: show her the code on the login’s page.',
    log: 'attempt waits for the phone',
  },
  needs_otp: {
    staff: 'OnlyFans sent a code by SMS. The creator has to give it, on the login’s page.',
    log: 'attempt waits for an SMS code',
  },
  needs_app_otp: {
    staff:
      'OnlyFans asks for a code of the authenticator app. The creator has to give it, on the login’s page.',
    log: 'attempt waits for an app code',
  },
  needs_email: {
    staff:
      'OnlyFans wants to check the e-mail address, as on a new device. Have the code sent, then type it on the login’s page.',
    log: 'attempt waits for an e-mail code',
  },
  needs_face_otp: {
    staff:
      'OnlyFans asks for a face check. Only the creator can do it: show her the link on the login’s page.',
    log: 'attempt waits for a face check',
  },
  wrong_2fa_code_retry: {
    staff: 'The code was wrong. The creator can give another one, on the login’s page.',
    log: 'wrong code, can be tried again',
  },
  completed_success: {
    staff: 'OnlyFansKit reports the login as done. Patchbay checks it and then shows the connection.',
    log: 'attempt completed',
  },
  completed_failed: {
    staff: 'The login failed at OnlyFansKit or at OnlyFans. Nothing was connected. Start again.',
    log: 'attempt failed',
  },
}

const PROBLEMS: Record<string, StaffWords> = {
  'account-disconnected': {
    staff: 'The login of this account has ended at OnlyFans. Reconnect the account.',
    log: 'account session is dead',
  },
  'quota-exceeded': {
    staff:
      'OnlyFansKit asks us to slow down: a limit of the plan is used up for now. Wait, then start again.',
    log: 'quota exceeded',
  },
  'upstream/rate-limited': {
    staff: 'OnlyFans itself asks for a pause. Wait some minutes, then start again.',
    log: 'rate limited by OnlyFans',
  },
}

/** What an attempt's `state` means. */
export function stateWords(state: string | null, reference: string): StaffWords {
  return wordsOf(STATES, state, {
    staff: `OnlyFansKit reports a state that Patchbay does not know. It keeps asking; if nothing moves for some minutes, quote reference ${reference}.`,
    log: state === null ? 'no state given' : `unlisted state ${asCode(state)}`,
  })
}

/** What the slug of a problem document means. */
export function problemWords(slug: string | null, reference: string): StaffWords {
  return wordsOf(PROBLEMS, slug, {
    staff: `OnlyFansKit refused the request for a reason that Patchbay has no words for. Start again; if it happens twice, quote reference ${reference}.`,
    log: slug === null ? 'problem without a code' : `problem ${asCode(slug.replace('/', '.'))}`,
  })
}
