import { pick } from '../state/ids'
import type { TwoFactor } from '../state/schema'
import type { Attempt } from './attempt'

const CODE_LIFETIME_MS = 5 * 60 * 1000
const CODE_CHECKS = 3
const CODE_SENDS = 3

/** The login is good and a second factor is needed; for a text message the first one goes out at once. */
export function startTwoFactor({ runtime, session }: Attempt, kind: TwoFactor['kind']): void {
  const sms = kind === 'sms'
  session.status = 'awaiting_2fa'
  session.screen = 'two_factor'
  session.twoFactor = {
    kind,
    phoneLast4: sms ? String(pick(`phone:${session.email}`, 1000, 9999)) : null,
    checksLimit: CODE_CHECKS,
    checksLeft: CODE_CHECKS,
    sendsLimit: CODE_SENDS,
    sendsLeft: sms ? CODE_SENDS - 1 : CODE_SENDS,
    sentAt: runtime.store.now(),
  }
  runtime.store.changed()
}

/** Only a text message ages here; an authenticator's code is judged as typed. */
export function codeExpired({ runtime }: Attempt, state: TwoFactor): boolean {
  return state.kind === 'sms' && runtime.store.now() > state.sentAt + CODE_LIFETIME_MS
}

/** The `twoFactorState` of a status answer, in the contract's words. */
export function wireTwoFactor(state: TwoFactor) {
  if (state.kind === 'app') return { options: ['app'] }
  return {
    options: ['phone'],
    phoneCode: {
      requestAttemptsLimit: state.sendsLimit,
      requestAttemptsLeft: state.sendsLeft,
      checkAttemptsLimit: state.checksLimit,
      checkAttemptsLeft: state.checksLeft,
      expirationDate: new Date(state.sentAt + CODE_LIFETIME_MS).toISOString(),
      expirationSeconds: CODE_LIFETIME_MS / 1000,
      lastSentDate: new Date(state.sentAt).toISOString(),
    },
    phoneLast4: state.phoneLast4,
  }
}
