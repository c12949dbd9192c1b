import { personFor, strangerFor } from '../flow/people'
import { randomHex, randomId } from '../state/ids'
import type { Person } from '../state/schema'
import type { LoginAttempt, RemoteAccount } from './schema'
import { findAccount, type World } from './world'

/** `acct_` and 32 hex digits at OnlyFansAPI; the form at OnlyFansKit is not published. */
function newAccountId({ provider }: World): string {
  return provider === 'onlyfansapi' ? randomHex('acct_', 32) : randomId('acc_', 20)
}

type New = Pick<RemoteAccount, 'email' | 'displayName' | 'clientReferenceId' | 'authType' | 'remembers'>

export function makeAccount(world: World, fields: New): RemoteAccount {
  const now = world.runtime.store.now()
  const account: RemoteAccount = {
    ...fields,
    id: newAccountId(world),
    person: null,
    authenticated: false,
    progress: 'started',
    revoked: false,
    passwordChanged: false,
    swapNext: false,
    nextChallenge: null,
    updating: false,
    createdAt: now,
    updatedAt: now,
    lastUsedAt: null,
  }
  world.book.accounts.push(account)
  world.runtime.store.changed()
  return account
}

/** The account that logged in with this e-mail before. */
export function connectedWith({ book }: World, email: string): RemoteAccount | undefined {
  return book.accounts.find((account) => account.person !== null && account.email === email)
}

/** The OnlyFans user who logs in on an attempt: on a further login it may have been swapped on purpose. */
export function whoLogsIn(world: World, attempt: LoginAttempt, email: string): Person {
  const person = personFor(world.organisation, email)
  return findAccount(world, attempt.accountId)?.swapNext === true ? strangerFor(email, person.kind) : person
}

/** A good login: the session is fresh and everything that was wrong with it is forgotten. */
export function refresh(world: World, account: RemoteAccount, person: Person): void {
  const now = world.runtime.store.now()
  Object.assign(account, {
    person,
    email: person.email,
    authenticated: true,
    progress: 'signed_in',
    revoked: false,
    passwordChanged: false,
    swapNext: false,
    nextChallenge: null,
    updating: false,
    updatedAt: now,
  } satisfies Partial<RemoteAccount>)
  world.runtime.store.changed()
}

export function removeAccount(world: World, id: string): boolean {
  const before = world.book.accounts.length
  world.book.accounts = world.book.accounts.filter((account) => account.id !== id)
  world.book.attempts = world.book.attempts.filter((attempt) => attempt.accountId !== id)
  world.runtime.store.changed()
  return world.book.accounts.length < before
}
