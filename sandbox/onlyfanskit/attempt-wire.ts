import { maskEmail } from '../logins/mail'
import { pageUrl } from '../logins/page-url'
import type { ChallengeKind, LoginAttempt } from '../logins/schema'
import type { World } from '../logins/world'

const WAITS: Record<ChallengeKind, string> = {
  sms: 'needs_otp',
  app: 'needs_app_otp',
  email: 'needs_email',
  face: 'needs_face_otp',
  mobile: 'awaiting_mobile_session',
}

/** What the caller can do next; the vendor publishes that these are words, and not which. */
const ACTIONS: Record<ChallengeKind, string[]> = {
  sms: ['submit_code'],
  app: ['submit_code'],
  email: ['send_email', 'submit_code'],
  face: ['open_face_verification', 'confirm_selfie'],
  mobile: ['open_phone_url', 'poll'],
}

function stateOf(attempt: LoginAttempt): string {
  if (attempt.state === 'succeeded') return 'completed_success'
  if (attempt.state === 'failed') return 'completed_failed'
  if (attempt.state === 'pending' || attempt.challenge === null) return 'pending'
  const retry = attempt.problem !== null && attempt.challenge !== 'face'
  return retry ? 'wrong_2fa_code_retry' : WAITS[attempt.challenge]
}

function nextActions(attempt: LoginAttempt): string[] {
  if (attempt.state === 'succeeded') return []
  if (attempt.state === 'failed') return ['restart']
  return attempt.state === 'challenge' && attempt.challenge !== null ? ACTIONS[attempt.challenge] : ['poll']
}

/** The attempt, as every endpoint of a login answers with it. */
export function attemptBody(world: World, attempt: LoginAttempt) {
  const asked = attempt.state === 'challenge' ? attempt.challenge : null
  const mobile = asked === 'mobile'
  const email = attempt.email
  return {
    attempt_id: attempt.id,
    state: stateOf(attempt),
    account_id: attempt.state === 'succeeded' ? attempt.accountId : null,
    polling_url: `/v1/connect/login/${attempt.id}`,
    verification_page_url: mobile ? pageUrl(world, attempt, 'verify') : null,
    phone_url: mobile ? pageUrl(world, attempt, 'phone') : null,
    embed_url: mobile ? pageUrl(world, attempt, 'embed') : null,
    otp_channel: asked === null || mobile ? null : asked,
    email_mask: asked === 'email' && email !== null ? maskEmail(email) : null,
    next_actions: nextActions(attempt),
    ...(asked === 'face' ? { face_verification_url: pageUrl(world, attempt, 'selfie') } : {}),
  }
}
