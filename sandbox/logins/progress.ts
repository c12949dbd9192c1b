import type { ChallengeKind, LoginAttempt } from './schema'
import { findAccount, type World } from './world'

/** Milliseconds that one read of an attempt stands for, when nobody reads it. */
const READ_MS = 2_000

/** What the world is told when a login gets somewhere. */
export type Milestone = 'connected' | 'reconnected' | 'failed' | 'code_needed' | 'face_needed'

type Next = NonNullable<LoginAttempt['wait']>['next']

/** Shows where a login is, on the attempt and on its account. */
export function show(world: World, attempt: LoginAttempt, progress: string): void {
  attempt.progress = progress
  const account = findAccount(world, attempt.accountId)
  if (account !== undefined && !account.authenticated) account.progress = progress
  world.runtime.store.changed()
}

/** Something goes on that nobody can hurry: it ends after some reads, or after the time that they stand for. */
export function wait(world: World, attempt: LoginAttempt, reads: number, next: Next, progress: string): void {
  attempt.state = 'pending'
  attempt.wait = { reads, until: world.runtime.store.now() + reads * READ_MS, next }
  show(world, attempt, progress)
}

export function isCode(kind: ChallengeKind | null): boolean {
  return kind === 'sms' || kind === 'app' || kind === 'email'
}
