import type { ChallengeKind } from '../providers/challenge'

/** Logins of one OnlyFans account that may reach OnlyFans in a day: more of them can lock it. */
export const MOST_LOGINS = 8

/** Pure words of logins and challenges, for staff; the creator's stand in her language's messages. */

export const CHALLENGE_WORDS: Record<ChallengeKind, { thing: string; asked: string }> = {
  sms: { thing: 'SMS code', asked: 'a code by SMS' },
  app: { thing: 'authenticator code', asked: 'a code from the authenticator app' },
  email: { thing: 'e-mail code', asked: 'a code by e-mail' },
  face: { thing: 'face check', asked: 'a face check' },
  forced_face: { thing: 'face check', asked: 'a face check' },
  mobile_app: { thing: 'login on the phone', asked: 'a login in the provider’s app' },
}

/** "the SMS code", "the face check"; of a kind that is not known: "the second factor". */
export function thingOf(kind: string | undefined): string {
  return known(kind)?.thing ?? 'second factor'
}

/** "a code by SMS or a code from the authenticator app". */
export function askedWords(kinds: readonly string[]): string {
  const words = [...new Set(kinds.map((kind) => known(kind)?.asked ?? 'a second factor'))]
  const last = words.pop()
  if (!last) return 'a second factor'
  return words.length > 0 ? `${words.join(', ')} or ${last}` : last
}

function known(kind: string | undefined) {
  return kind !== undefined && Object.hasOwn(CHALLENGE_WORDS, kind)
    ? CHALLENGE_WORDS[kind as ChallengeKind]
    : undefined
}

/** Steps of a login as providers name them, of those that we know. */
const PROGRESS: Record<string, string> = {
  pending: 'Waiting for OnlyFans',
  started: 'The login begins',
  authenticating: 'Logging in',
  filling_out_login: 'Filling in the login form',
  submitting: 'Sending the login form',
  waiting_for_otp: 'Waiting for what OnlyFans asks',
  checking: 'OnlyFans checks what was sent',
  signed_in: 'Logged in; the account is read',
  unauthenticated: 'Not logged in yet',
  authenticated: 'Logged in',
  failed: 'OnlyFans ended the login',
}

export const KNOWN_PROGRESS_WORDS = Object.keys(PROGRESS)

/** A provider's own word for where it is, as a person reads it: "warming_up-proxy" becomes "warming up proxy". */
export function humanised(progress: string): string {
  return progress.replace(/[_-]+/g, ' ').trim().toLowerCase().slice(0, 40)
}

/** Where the provider is in a login, for staff; null when it does not say. */
export function progressWords(progress: string | null): string | null {
  if (!progress) return null
  return Object.hasOwn(PROGRESS, progress) ? (PROGRESS[progress] ?? null) : `Now: ${humanised(progress)}`
}
