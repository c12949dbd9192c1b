import { emitAccountEvent } from '../onlyfansapi/events'
import type { Milestone } from './progress'
import type { LoginAttempt } from './schema'
import { findAccount, type World } from './world'

const EVENTS = {
  connected: 'accounts.connected',
  reconnected: 'accounts.reconnected',
  failed: 'accounts.authentication_failed',
  code_needed: 'accounts.otp_code_required',
  face_needed: 'accounts.face_otp_required',
} as const satisfies Record<Milestone, string>

/** Tells the app's webhook how a login went. OnlyFansKit has no such events. */
export function announce(world: World, attempt: LoginAttempt, milestone: Milestone): void {
  const account = findAccount(world, attempt.accountId)
  if (world.provider !== 'onlyfansapi' || account === undefined) return
  emitAccountEvent(world, account, EVENTS[milestone])
}
