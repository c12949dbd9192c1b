import { pageUrl } from '../logins/page-url'
import { isCode } from '../logins/progress'
import type { LoginAttempt } from '../logins/schema'
import { selfObject } from '../logins/self-object'
import { findAccount, type World } from '../logins/world'
import { micro } from './times'
import { stateWord } from './words'

/** Opens the vendor's phone app at this login. */
export function deeplink(attempt: LoginAttempt): string {
  return `fansapiauth://auth/fansapi_auth_${attempt.pageToken.replace('p_', '').padEnd(40, '0')}`
}

export function pollingUrl({ runtime }: World, attempt: LoginAttempt): string {
  return `${runtime.origin}/api/authenticate/${attempt.id}`
}

function waitsForPhone(attempt: LoginAttempt): boolean {
  return attempt.state === 'challenge' && attempt.challenge === 'mobile'
}

/** The answer to a start, and to new credentials with another message. */
export function startedBody(world: World, attempt: LoginAttempt, message: string) {
  return {
    attempt_id: attempt.id,
    message,
    polling_url: pollingUrl(world, attempt),
    ...(waitsForPhone(attempt) ? { mobile_auth_session_deeplink: deeplink(attempt) } : {}),
  }
}

function lastAttempt(world: World, attempt: LoginAttempt) {
  const asked = attempt.state === 'challenge' ? attempt.challenge : null
  return {
    started_at: micro(attempt.startedAt),
    completed_at: attempt.completedAt === null ? null : micro(attempt.completedAt),
    success: attempt.state === 'succeeded',
    error_message: attempt.problem?.message ?? null,
    error_code: attempt.problem?.code ?? null,
    needs_otp: isCode(asked),
    otp_phone_ending: asked === 'sms' ? '42' : null,
    needs_face_otp: asked === 'face',
    face_otp_verification_url: asked === 'face' ? pageUrl(world, attempt, 'selfie') : null,
  }
}

/** The whole poll. */
export function pollBody(world: World, attempt: LoginAttempt) {
  const account = findAccount(world, attempt.accountId)
  const done = attempt.state === 'succeeded' && account?.person
  const twoFactor = attempt.state === 'challenge' && attempt.challenge !== 'mobile'
  return {
    account: {
      id: attempt.accountId,
      display_name: account?.displayName ?? attempt.displayName,
      onlyfans_data: done ? selfObject(world, done) : null,
    },
    state: stateWord(attempt),
    progress: attempt.progress,
    ...(twoFactor ? { twoFactorPending: true } : {}),
    ...(waitsForPhone(attempt) ? { mobile_auth_session_deeplink: deeplink(attempt) } : {}),
    lastAttempt: lastAttempt(world, attempt),
  }
}
