import { type Attempt, finish } from './attempt'
import { complete } from './engine'
import { GOOD_CODE } from './scenarios'
import { codeExpired } from './two-factor'

export type CodeProblem = 'bad_code' | 'wrong_code' | 'code_expired'
export type SendProblem = 'no_sends_left' | 'not_by_phone'

/** A code is compared and forgotten. Every wrong one costs a try; the last one ends the session. */
export function submitCode(attempt: Attempt, text: string): CodeProblem | null {
  const { runtime, session } = attempt
  const state = session.twoFactor
  if (session.screen !== 'two_factor' || state === null) return null
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

/** Sends another text message. The tries that are left stay as they are. */
export function sendCode({ runtime, session }: Attempt): SendProblem | null {
  const state = session.twoFactor
  if (session.screen !== 'two_factor' || state === null || state.kind !== 'sms') return 'not_by_phone'
  if (state.sendsLeft <= 0) return 'no_sends_left'
  state.sendsLeft -= 1
  state.sentAt = runtime.store.now()
  runtime.store.changed()
  return null
}
