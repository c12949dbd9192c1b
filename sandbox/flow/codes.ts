import { type Attempt, finish } from './attempt'
import { complete } from './engine'
import { GOOD_CODE } from './scenarios'
import { byFace, byPhone, codeExpired } from './two-factor'

export type CodeProblem = 'bad_code' | 'wrong_code' | 'code_expired'
export type SendProblem = 'no_sends_left' | 'not_by_phone' | 'too_soon'
export type SelfieProblem = 'selfie_failed'

/** A code is compared and forgotten. Every wrong one costs a try; the last one ends the session. */
export function submitCode(attempt: Attempt, text: string): CodeProblem | null {
  const { runtime, session } = attempt
  const state = session.twoFactor
  if (session.screen !== 'two_factor' || state === null || byFace(state)) return null
  const code = text.replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) return 'bad_code'
  if (codeExpired(attempt, state)) return 'code_expired'
  session.outcome = null
  runtime.store.changed()
  if (code === GOOD_CODE) {
    complete(attempt)
    return null
  }
  state.checksLeft -= 1
  if (state.checksLeft > 0) return 'wrong_code'
  finish(attempt, 'failed', { errorCode: '2fa_failed' })
  return null
}

/** How long until another text message may be asked for, in milliseconds. */
export function sendWait({ runtime, session }: Attempt, waitMs: number): number {
  const sentAt = session.twoFactor?.sentAt ?? null
  return sentAt === null ? 0 : Math.max(0, sentAt + waitMs - runtime.store.now())
}

/**
 * Sends another text message. The tries that are left stay as they are.
 * @param waitMs how long the one before must have been waited for
 */
export function sendCode(attempt: Attempt, waitMs = 0): SendProblem | null {
  const { runtime, session } = attempt
  const state = session.twoFactor
  if (session.screen !== 'two_factor' || state === null || !byPhone(state)) return 'not_by_phone'
  if (state.sendsLeft <= 0) return 'no_sends_left'
  if (sendWait(attempt, waitMs) > 0) return 'too_soon'
  state.sendsLeft -= 1
  state.sentAt = runtime.store.now()
  runtime.store.changed()
  return null
}

/** The person took the selfie. One that OnlyFans does not accept costs a try; the last one ends the session. */
export function takeSelfie(attempt: Attempt, accepted: boolean): SelfieProblem | null {
  const { runtime, session } = attempt
  const state = session.twoFactor
  if (session.screen !== 'two_factor' || state === null || !byFace(state)) return null
  session.outcome = null
  runtime.store.changed()
  if (accepted) {
    complete(attempt)
    return null
  }
  state.facesLeft -= 1
  if (state.facesLeft > 0) return 'selfie_failed'
  finish(attempt, 'failed', { errorCode: '2fa_failed' })
  return null
}
