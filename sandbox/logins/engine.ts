import type { Runtime } from '../runtime'
import { randomId } from '../state/ids'
import { expire } from './account-actions'
import { announce } from './announce'
import { connect, onFailure } from './outcome'
import { isCode, show, wait } from './progress'
import type { ChallengeKind, LoginAttempt } from './schema'
import { scriptOf } from './tags'
import { allWorlds, findAccount, type World } from './world'

const KEEP_ATTEMPTS = 500
/** How often the provider looks at every session by itself; the real interval is not published. */
const MONITOR_MS = 60 * 60 * 1000
/** A login that waits for a person longer than this is given up. */
export const LIFETIME_MS = 15 * 60 * 1000

export type LoginInput = Pick<
  LoginAttempt,
  | 'accountId'
  | 'authType'
  | 'purpose'
  | 'email'
  | 'displayName'
  | 'clientReferenceId'
  | 'clientToken'
  | 'force'
  | 'remembers'
  | 'passwordRight'
>

/** Starts a login. `reads` is how long the first step takes; 0 does it at once. */
export function begin(
  world: World,
  input: LoginInput,
  reads = world.book.switches.pendingReads,
): LoginAttempt {
  const attempt: LoginAttempt = {
    ...input,
    id: randomId(world.provider === 'onlyfansapi' ? 'auth_' : 'att_', 21),
    pageToken: randomId('p_', 28),
    state: 'pending',
    progress: 'started',
    oddState: null,
    challenge: null,
    wait: null,
    problem: null,
    wrongAnswers: 0,
    emailSent: false,
    faceDone: false,
    startedAt: world.runtime.store.now(),
    completedAt: null,
  }
  world.book.attempts = [...world.book.attempts.slice(1 - KEEP_ATTEMPTS), attempt]
  if (attempt.authType === 'mobile_app') ask(world, attempt, 'mobile')
  else hold(world, attempt, reads, 'credentials', 'filling_out_login')
  return attempt
}

/** Waits, or goes on at once when there is nothing to wait for. */
function hold(
  world: World,
  attempt: LoginAttempt,
  reads: number,
  next: 'credentials' | 'finish',
  progress: string,
) {
  wait(world, attempt, reads, next, progress)
  if (reads === 0) goOn(world, attempt)
}

export function fail(world: World, attempt: LoginAttempt, code: string, message: string): void {
  const { store } = world.runtime
  Object.assign(attempt, {
    state: 'failed',
    challenge: null,
    wait: null,
    oddState: null,
    problem: { code, message },
    completedAt: store.now(),
  } satisfies Partial<LoginAttempt>)
  show(world, attempt, 'failed')
  onFailure(world, attempt)
  announce(world, attempt, 'failed')
}

/** The login stops until a person does something. */
export function ask(world: World, attempt: LoginAttempt, kind: ChallengeKind): void {
  Object.assign(attempt, { state: 'challenge', challenge: kind, wait: null, oddState: null })
  show(world, attempt, kind === 'mobile' ? 'started' : 'waiting_for_otp')
  if (isCode(kind)) announce(world, attempt, 'code_needed')
  if (kind === 'face') announce(world, attempt, 'face_needed')
}

/** The answer is being looked at; the login ends well after it. */
export function check(world: World, attempt: LoginAttempt): void {
  const { pendingReads, afterAnswer } = world.book.switches
  attempt.problem = null
  hold(world, attempt, Math.min(1, pendingReads), 'finish', 'checking')
  if (attempt.wait !== null && afterAnswer === 'question') {
    attempt.state = 'challenge'
    show(world, attempt, 'waiting_for_otp')
  }
}

export function finish(world: World, attempt: LoginAttempt): void {
  const clash = connect(world, attempt)
  if (clash !== null) fail(world, attempt, clash.code, clash.message)
}

function afterCredentials(world: World, attempt: LoginAttempt): void {
  const account = findAccount(world, attempt.accountId)
  const script = scriptOf(attempt.email ?? '')
  const challenge = account?.nextChallenge ?? script.challenge
  const asks = challenge !== null && (challenge !== 'mobile' || world.provider === 'onlyfanskit')
  if (!attempt.passwordRight || script.end === 'bad') {
    fail(world, attempt, 'WRONG_CREDENTIALS', 'Wrong email or password')
  } else if (asks) {
    ask(world, attempt, challenge)
  } else if (script.end === 'slow') {
    wait(world, attempt, 8, 'finish', 'submitting')
  } else if (script.end === 'late') {
    wait(world, attempt, 3, 'fail_late', 'submitting')
  } else if (script.end === 'odd') {
    attempt.oddState = 'solving-captcha'
    wait(world, attempt, 2, 'finish', 'solving_captcha')
  } else {
    finish(world, attempt)
  }
}

/** The wait is over. */
export function goOn(world: World, attempt: LoginAttempt): void {
  const next = attempt.wait?.next
  Object.assign(attempt, { wait: null, oddState: null })
  if (next === 'credentials') afterCredentials(world, attempt)
  if (next === 'finish') finish(world, attempt)
  if (next === 'fail_late') fail(world, attempt, 'LOGIN_FAILED', 'OnlyFans did not complete the login')
}

/** Counts a read of an attempt, after its answer was made: a later one may show the next step. */
export function countRead(world: World, attempt: LoginAttempt): void {
  if (attempt.wait === null) return
  attempt.wait.reads -= 1
  world.runtime.store.changed()
  if (attempt.wait.reads <= 0) goOn(world, attempt)
}

/** Lets everything happen that was due. Called before anything reads an attempt. */
export function settleLogins(runtime: Runtime): void {
  const now = runtime.store.now()
  for (const world of allWorlds(runtime)) {
    for (const account of world.book.accounts) {
      if (account.revoked && now >= account.updatedAt + MONITOR_MS) expire(world, account)
    }
    for (const attempt of [...world.book.attempts]) {
      if (attempt.wait !== null && now >= attempt.wait.until) goOn(world, attempt)
      if (attempt.state === 'challenge' && now >= attempt.startedAt + LIFETIME_MS) {
        fail(world, attempt, 'TIMED_OUT', 'The authentication took too long')
      }
    }
  }
}
