import { pick } from '../state/ids'
import type { TwoFactor } from '../state/schema'
import type { Attempt } from './attempt'

const CODE_LIFETIME_MS = 5 * 60 * 1000
const CODE_CHECKS = 3
const CODE_SENDS = 3
const FACES = 3

const OPTIONS = {
  app: ['app'],
  sms: ['phone'],
  both: ['phone', 'app'],
  face: ['face'],
  'forced-face': ['forceFace'],
} as const satisfies Record<TwoFactor['kind'], string[]>

export const byPhone = (state: TwoFactor) => state.kind === 'sms' || state.kind === 'both'
export const byFace = (state: TwoFactor) => state.kind === 'face' || state.kind === 'forced-face'

/** The login is good and a second factor is needed. A text message goes out at once, unless there is a choice. */
export function startTwoFactor({ runtime, session }: Attempt, kind: TwoFactor['kind']): void {
  const phone = kind === 'sms' || kind === 'both'
  const sent = kind === 'sms'
  session.status = 'awaiting_2fa'
  session.screen = 'two_factor'
  session.twoFactor = {
    kind,
    phoneLast4: phone ? String(pick(`phone:${session.email}`, 1000, 9999)) : null,
    checksLimit: CODE_CHECKS,
    checksLeft: CODE_CHECKS,
    sendsLimit: CODE_SENDS,
    sendsLeft: sent ? CODE_SENDS - 1 : CODE_SENDS,
    sentAt: sent ? runtime.store.now() : null,
    facesLimit: FACES,
    facesLeft: FACES,
  }
  runtime.store.changed()
}

/** Only a text message ages here; an authenticator's code is judged as typed. */
export function codeExpired({ runtime }: Attempt, state: TwoFactor): boolean {
  const { kind, sentAt } = state
  return kind === 'sms' && sentAt !== null && runtime.store.now() > sentAt + CODE_LIFETIME_MS
}

/** The times of the last text message; none before the first. */
function wireTimes({ sentAt }: TwoFactor) {
  if (sentAt === null) return {}
  return {
    expirationDate: new Date(sentAt + CODE_LIFETIME_MS).toISOString(),
    expirationSeconds: CODE_LIFETIME_MS / 1000,
    lastSentDate: new Date(sentAt).toISOString(),
  }
}

/** The `twoFactorState` of a status answer, in the contract's words. */
export function wireTwoFactor(state: TwoFactor) {
  const options = OPTIONS[state.kind]
  if (byFace(state)) {
    const { facesLimit, facesLeft } = state
    return { options, faceCode: { requestAttemptsLimit: facesLimit, requestAttemptsLeft: facesLeft } }
  }
  if (!byPhone(state)) return { options }
  return {
    options,
    phoneCode: {
      requestAttemptsLimit: state.sendsLimit,
      requestAttemptsLeft: state.sendsLeft,
      checkAttemptsLimit: state.checksLimit,
      checkAttemptsLeft: state.checksLeft,
      ...wireTimes(state),
    },
    phoneLast4: state.phoneLast4,
  }
}
