import type { LoginAttempt } from '../logins/schema'

/** The state of an attempt. The vendor publishes no list; these are what its clients saw. */
export function stateWord(attempt: LoginAttempt): string {
  if (attempt.oddState !== null) return attempt.oddState
  if (attempt.state === 'succeeded') return 'authenticated'
  if (attempt.state === 'failed') return 'unauthenticated'
  if (attempt.state === 'pending' || attempt.challenge === 'mobile') return 'authenticating'
  if (attempt.challenge === 'app') return 'needs-app-otp'
  return attempt.challenge === 'face' ? 'needs-face-otp' : 'needs-otp'
}
