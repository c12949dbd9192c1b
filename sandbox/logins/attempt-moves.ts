import { approve, doSelfie, refuse } from './answers'
import { ask, fail, finish, goOn } from './engine'
import type { LoginAttempt } from './schema'
import type { World } from './world'

/** Where people and tests can push an attempt. */
const MOVES = [
  /** Asks for this now. */
  'sms',
  'app',
  'email',
  'face',
  'mobile',
  /** Ends it. */
  'succeed',
  'fail',
  /** Ends what it is waiting for, as the next reads would. */
  'go-on',
  /** What the creator does on her own device. */
  'do-selfie',
  'approve',
  'refuse',
] as const
export type Move = (typeof MOVES)[number]

export function isMove(text: string): text is Move {
  return MOVES.some((move) => move === text)
}

/** Does nothing to an attempt that is over. `email` is who logs in, for `approve` in the phone app. */
export function move(world: World, attempt: LoginAttempt, to: Move, email: string | null): void {
  if (attempt.completedAt !== null) return
  if (to === 'succeed') finish(world, attempt)
  else if (to === 'fail') fail(world, attempt, 'LOGIN_FAILED', 'OnlyFans did not complete the login')
  else if (to === 'go-on') goOn(world, attempt)
  else if (to === 'do-selfie') doSelfie(world, attempt)
  else if (to === 'approve') approve(world, attempt, email)
  else if (to === 'refuse') refuse(world, attempt)
  else ask(world, attempt, to)
}
