import { GOOD_CODE } from '../flow/scenarios'
import { check, fail } from './engine'
import { mailCode } from './mail'
import { isCode } from './progress'
import type { LoginAttempt } from './schema'
import { scriptOf } from './tags'
import type { World } from './world'

const CODE_TRIES = 5
const SELFIE_TRIES = 3

/** `not_asked`: the attempt waits for nothing of the kind. */
export type Answered = 'taken' | 'not_asked'

function wrong(world: World, attempt: LoginAttempt, code: string, message: string, tries: number): void {
  attempt.wrongAnswers += 1
  attempt.problem = { code, message }
  world.runtime.store.changed()
  if (attempt.wrongAnswers >= tries) fail(world, attempt, 'TOO_MANY_ATTEMPTS', 'Too many wrong attempts')
}

/** A code is compared and forgotten. One by e-mail is never right before the e-mail was asked for. */
export function submitCode(world: World, attempt: LoginAttempt, code: string): Answered {
  if (attempt.state !== 'challenge' || !isCode(attempt.challenge)) return 'not_asked'
  const right = code.replace(/\s/g, '') === GOOD_CODE && (attempt.challenge !== 'email' || attempt.emailSent)
  if (right) check(world, attempt)
  else wrong(world, attempt, 'WRONG_2FA', 'Wrong 2FA code', CODE_TRIES)
  return 'taken'
}

/** The caller says that the selfie is done; OnlyFans knows better. */
export function confirmSelfie(world: World, attempt: LoginAttempt): Answered {
  if (attempt.state !== 'challenge' || attempt.challenge !== 'face') return 'not_asked'
  if (attempt.faceDone) check(world, attempt)
  else
    wrong(world, attempt, 'FACE_NOT_VERIFIED', 'The selfie verification is not completed yet', SELFIE_TRIES)
  return 'taken'
}

/** The person did the selfie on its page. */
export function doSelfie(world: World, attempt: LoginAttempt): void {
  if (attempt.state !== 'challenge' || attempt.challenge !== 'face') return
  attempt.faceDone = true
  world.runtime.store.changed()
}

/** Mails the creator. Works on every challenge that a person can answer at home; not while nothing is asked. */
export async function emailCreator(world: World, attempt: LoginAttempt): Promise<Answered> {
  if (attempt.state !== 'challenge' || attempt.email === null) return 'not_asked'
  attempt.emailSent = true
  world.runtime.store.changed()
  await mailCode(world, attempt, attempt.email)
  return 'taken'
}

/** The creator confirmed on her own device, from the mail or the phone app: nothing else is asked. */
export function approve(world: World, attempt: LoginAttempt, email: string | null): Answered {
  if (attempt.state !== 'challenge') return 'not_asked'
  if (email !== null) attempt.email = email
  if (attempt.email === null) return 'not_asked'
  if (scriptOf(attempt.email).end === 'bad')
    fail(world, attempt, 'WRONG_CREDENTIALS', 'Wrong email or password')
  else check(world, attempt)
  return 'taken'
}

export function refuse(world: World, attempt: LoginAttempt): Answered {
  if (attempt.state !== 'challenge') return 'not_asked'
  fail(world, attempt, 'LOGIN_REFUSED', 'The login was refused on the phone')
  return 'taken'
}
