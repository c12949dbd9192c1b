import type { LoginAttempt, RemoteAccount } from '../logins/schema'
import type { World } from '../logins/world'
import { emit } from '../webhooks/emit'
import { micro } from './times'
import { stateWord } from './words'

export const ACCOUNT_EVENTS = [
  'accounts.connected',
  'accounts.reconnected',
  'accounts.disconnected',
  'accounts.session_expired',
  'accounts.authentication_failed',
  'accounts.otp_code_required',
  'accounts.face_otp_required',
] as const
export type AccountEvent = (typeof ACCOUNT_EVENTS)[number]

/** The attempt as webhooks tell it: under another name than the poll and without code and address. */
function attemptPart(attempt: LoginAttempt | undefined) {
  if (attempt === undefined) return null
  return {
    started_at: micro(attempt.startedAt),
    completed_at: attempt.completedAt === null ? null : micro(attempt.completedAt),
    success: attempt.state === 'succeeded',
    error_message: attempt.problem?.message ?? null,
    needs_otp: attempt.state === 'challenge' && ['sms', 'app', 'email'].includes(attempt.challenge ?? ''),
    needs_face_otp: attempt.state === 'challenge' && attempt.challenge === 'face',
    otp_phone_ending: attempt.state === 'challenge' && attempt.challenge === 'sms' ? '42' : null,
  }
}

/** The body of an account's event; `accounts.disconnected` has a shape of its own. */
export function eventBody(world: World, account: RemoteAccount, event: AccountEvent) {
  const { runtime, book } = world
  if (event === 'accounts.disconnected') {
    const payload = { account_id: account.id, disconnected_at: micro(runtime.store.now()) }
    return { event, account_id: account.id, payload }
  }
  const attempt = book.attempts.findLast((candidate) => candidate.accountId === account.id)
  const payload = {
    ...(event === 'accounts.connected' ? { client_reference_id: account.clientReferenceId } : {}),
    state: account.authenticated
      ? 'authenticated'
      : attempt === undefined
        ? 'unauthenticated'
        : stateWord(attempt),
    progress: account.progress,
    latestAuthAttempt: attemptPart(attempt),
  }
  return { event, account_id: account.id, payload }
}

/** Sends a lifecycle event of an account to the organisation's webhook. */
export function emitAccountEvent(world: World, account: RemoteAccount, event: AccountEvent): void {
  const body = eventBody(world, account, event)
  emit(world.runtime, world.organisation, {
    provider: 'onlyfansapi',
    event,
    body,
    connectionId: account.id,
  })
}
