import { makeAccount, refresh, removeAccount, whoLogsIn } from './accounts'
import { announce } from './announce'
import type { LoginAttempt, LoginProblem, RemoteAccount } from './schema'
import { findAccount, type World } from './world'

const TAKEN: LoginProblem = {
  code: 'ALREADY_CONNECTED',
  message: 'This OnlyFans account is already connected to your team.',
}

/** The account that this login ends at, when the same OnlyFans user was linked before under another id. */
function other(world: World, attempt: LoginAttempt, ofUserId: string): RemoteAccount | undefined {
  if (attempt.purpose !== 'connect') return undefined
  return world.book.accounts.find(
    (account) => account.id !== attempt.accountId && account.person?.ofUserId === ofUserId,
  )
}

/** Where a good login is kept: its own account, one that was there before, or a new one. */
function accountFor(world: World, attempt: LoginAttempt, ofUserId: string): RemoteAccount | null {
  const own = findAccount(world, attempt.accountId)
  const known = other(world, attempt, ofUserId)
  if (known !== undefined && world.provider === 'onlyfansapi') {
    const allowed = attempt.force || attempt.clientToken !== null
    if (!allowed) return null
    if (world.book.switches.forceConnect === 'duplicates') return own ?? null
    attempt.accountId = known.id
    if (own !== undefined) removeAccount(world, own.id)
  }
  return (
    known ??
    own ??
    makeAccount(world, {
      email: attempt.email,
      displayName: attempt.displayName,
      clientReferenceId: attempt.clientReferenceId,
      authType: attempt.authType,
      remembers: attempt.remembers,
    })
  )
}

/** Ends a login well. Gives the problem that stands against it, if there is one. */
export function connect(world: World, attempt: LoginAttempt): LoginProblem | null {
  const person = whoLogsIn(world, attempt, attempt.email ?? '')
  const account = accountFor(world, attempt, person.ofUserId)
  if (account === null) return TAKEN
  const first = account.person === null
  refresh(world, account, person)
  if (attempt.purpose !== 'reauthenticate') {
    Object.assign(account, { authType: attempt.authType, remembers: attempt.remembers })
  }
  if (attempt.clientReferenceId !== null) account.clientReferenceId = attempt.clientReferenceId
  Object.assign(attempt, {
    state: 'succeeded',
    accountId: account.id,
    progress: 'signed_in',
    challenge: null,
    wait: null,
    oddState: null,
    problem: null,
    completedAt: world.runtime.store.now(),
  } satisfies Partial<LoginAttempt>)
  announce(world, attempt, first ? 'connected' : 'reconnected')
  return null
}

/** New credentials that failed leave the account without a session; any other failed login leaves it as it was. */
export function onFailure(world: World, attempt: LoginAttempt): void {
  const account = findAccount(world, attempt.accountId)
  if (account === undefined || attempt.purpose === 'connect') return
  account.updating = false
  if (attempt.purpose === 'credentials') Object.assign(account, { authenticated: false, progress: 'failed' })
}
