import type { Runtime } from '../runtime'
import { connect, findConnection } from '../state/connections'
import type { LinkSession, Person } from '../state/schema'
import { type Attempt, finish } from './attempt'
import { personFor, strangerFor } from './people'
import { GOOD_PASSWORD, type Scenario, sandboxEmail, scenarioOf } from './scenarios'
import { startTwoFactor } from './two-factor'

export type LoginProblem = 'bad_email' | 'wrong_password' | 'missing_password'

const LOGIN_TRIES = 5
const SLOW_LOGIN_MS = 6_000

export const START: Pick<LinkSession, 'status' | 'screen' | 'loginsLeft'> = {
  status: 'initialized',
  screen: 'consent',
  loginsLeft: LOGIN_TRIES,
}

/** The person opened the page: from here on the session is in progress. */
export function openPage({ runtime, session }: Attempt): void {
  if (session.status !== 'initialized') return
  session.status = 'pending'
  runtime.store.changed()
}

export function acceptConsent({ runtime, session }: Attempt): void {
  if (session.screen !== 'consent') return
  session.screen = 'login'
  runtime.store.changed()
}

/**
 * Sends the person back as cancelled. Refusing the permissions ends the session; leaving later does not,
 * so that a person who goes back in the browser may still finish (neither is documented).
 */
export function cancel(attempt: Attempt): void {
  const { session } = attempt
  if (session.screen === 'finished') return
  if (session.screen === 'consent') {
    finish(attempt, 'denied', { status: 'cancelled', step: 'pre-login' })
    return
  }
  const step = session.screen === 'two_factor' ? '2fa' : 'login'
  session.outcome = { status: 'cancelled', step, errorCode: null }
  attempt.runtime.store.changed()
}

/** The OnlyFans user whom this login shows: on a reconnect it may have been swapped on purpose. */
function whoLoggedIn({ organisation, session }: Attempt, email: string): Person {
  const person = personFor(organisation, email)
  const target = findConnection(organisation, session.requestedConnectionId)
  return target?.swapNext === true ? strangerFor(email, person.kind) : person
}

/** The last step of every good login: a connection, unless it is another OnlyFans user and that is refused. */
export function complete(attempt: Attempt): void {
  const { runtime, organisation, session } = attempt
  if (session.email === null) return
  const person = whoLoggedIn(attempt, session.email)
  const target = findConnection(organisation, session.requestedConnectionId)
  const other = target !== undefined && target.ofUserId !== person.ofUserId
  if (other && organisation.switches.otherUserOnReconnect === 'refused') {
    finish(attempt, 'failed', { errorCode: 'account_mismatch' })
    return
  }
  session.connectionId = connect(runtime, organisation, session, person).id
  finish(attempt, 'completed', { status: 'success' })
}

function afterCredentials(attempt: Attempt, scenario: Scenario): void {
  const { runtime, session } = attempt
  if (scenario.twoFactor !== null) {
    startTwoFactor(attempt, scenario.twoFactor)
  } else if (scenario.end === 'slow' || scenario.end === 'late') {
    Object.assign(session, {
      status: 'pending',
      screen: 'waiting',
      failsLate: scenario.end === 'late',
      readyAt: runtime.store.now() + SLOW_LOGIN_MS,
    })
  } else if (scenario.end === 'locked') {
    finish(attempt, 'failed', { errorCode: 'account_locked' })
  } else if (scenario.end === 'denied') {
    finish(attempt, 'denied', { status: 'cancelled', step: 'authorization' })
  } else if (scenario.end === 'provider_error') {
    finish(attempt, 'failed', { errorCode: 'provider_error' })
  } else {
    complete(attempt)
  }
}

/** Checks the credentials. The password is compared and forgotten; an e-mail from elsewhere is never kept. */
export function submitLogin(attempt: Attempt, emailText: string, password: string): LoginProblem | null {
  const { runtime, session } = attempt
  if (session.screen !== 'login') return null
  const email = sandboxEmail(emailText)
  const scenario = email === null ? undefined : scenarioOf(email)
  if (email === null || scenario === undefined) return 'bad_email'
  if (password === '') return 'missing_password'
  session.email = email
  session.outcome = null
  runtime.store.changed()
  if (password !== GOOD_PASSWORD || scenario.end === 'bad') {
    session.status = 'invalid_credentials'
    session.loginsLeft -= 1
    if (session.loginsLeft > 0) return 'wrong_password'
    finish(attempt, 'invalid_credentials', { errorCode: 'invalid_credentials' })
    return null
  }
  session.status = 'pending'
  afterCredentials(attempt, scenario)
  return null
}

/** Ends slow logins whose time has come. Called before anything reads a session. */
export function settle(runtime: Runtime): void {
  for (const organisation of Object.values(runtime.store.state.organisations)) {
    for (const session of organisation.sessions) {
      const due = session.readyAt !== null && runtime.store.now() >= session.readyAt
      if (!due || runtime.store.now() >= session.expiresAt) continue
      if (session.failsLate)
        finish({ runtime, organisation, session }, 'failed', { errorCode: 'provider_error' })
      else complete({ runtime, organisation, session })
    }
  }
}
