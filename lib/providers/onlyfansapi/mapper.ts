/** From OnlyFansAPI's words to ours. Pure. What is not named here does not leave the adapter. */
import {
  type Challenge,
  type ChallengeAction,
  type ChallengeKind,
  type ChallengeLinks,
  UNTOLD,
} from '../challenge'
import {
  type Counts,
  type LoginFailure,
  type Profile,
  ProviderError,
  type RemoteConnection,
  type RemoteIdentity,
  type SessionReading,
} from '../types'
import { toProfile as profileOf } from '../wire'
import type { Account, LastAttempt, Me, Poll } from './api-types'
import { KNOWN_STATES } from './vocabulary'

/** The account that an attempt has signed in; null while it has not. An end of the attempt alone is no success. */
export function connectedAccount({ state, account, lastAttempt }: Poll): string | null {
  const isDone = state === 'authenticated' || lastAttempt?.success === true
  return isDone ? (account?.id ?? null) : null
}

/** `kind` is null for a code of a channel that is not named. */
type Step = {
  kind: ChallengeKind | null
  actions: ChallengeAction[]
  hint?: string | null
  rejected?: boolean
}

function challengeOf(step: Step, links: Partial<ChallengeLinks> = {}): SessionReading {
  const { kind, actions, hint = null, rejected = false } = step
  const kinds = kind === null ? [] : [kind]
  const challenge: Challenge = { ...UNTOLD, kinds, actions, hint, rejected }
  const all: ChallengeLinks = { face: null, mobileApp: null, page: null, ...links }
  const hasLink = Object.values(all).some((link) => link !== null)
  return { state: 'challenge', challenge, links: hasLink ? all : null }
}

export function mobileAppReading(deeplink: string): SessionReading {
  return challengeOf({ kind: 'mobile_app', actions: ['open_link'] }, { mobileApp: deeplink })
}

/** Both spellings of the observed words for "it needs something". */
const needs = (value: string | null, what: RegExp) => value !== null && what.test(value.replaceAll('_', '-'))
const NEEDS_FACE = /^needs-(face|selfie)/
const NEEDS_APP = /^needs-app-otp$/
const NEEDS_CODE = /^needs-/

/** A face check is done on a page of OnlyFans or its partner, so any https one, or one of the provider itself. */
function faceLink(url: string | null, baseUrl: string): string | null {
  if (url === null) return null
  const { protocol, origin, username, password } = new URL(url)
  if (username !== '' || password !== '') return null
  return protocol === 'https:' || origin === new URL(baseUrl).origin ? url : null
}

function isRefused(attempt: LastAttempt | null): boolean {
  return attempt !== null && (attempt.error_message !== '' || attempt.error_code !== '')
}

function faceReading(poll: Poll, baseUrl: string): SessionReading | null {
  const { lastAttempt, state } = poll
  const url = lastAttempt?.face_otp_verification_url ?? null
  if (!lastAttempt?.needs_face_otp && url === null && !needs(state, NEEDS_FACE)) return null
  const face = faceLink(url, baseUrl)
  const actions: ChallengeAction[] = ['confirm_selfie', 'email_creator']
  if (face !== null) actions.unshift('open_link')
  return challengeOf({ kind: 'face', actions, rejected: isRefused(lastAttempt) }, { face })
}

function codeReading(poll: Poll): SessionReading | null {
  const { lastAttempt, state, progress } = poll
  const isAsked = lastAttempt?.needs_otp || poll.twoFactorPending
  if (!isAsked && !needs(state, NEEDS_CODE) && !needs(progress, NEEDS_CODE)) return null
  const isApp = needs(state, NEEDS_APP) || needs(progress, NEEDS_APP)
  // `needs-otp` is said of every code; only the phone's digits show that it was sent by SMS.
  const phone = isApp ? null : (lastAttempt?.otp_phone_ending ?? null)
  return challengeOf({
    kind: isApp ? 'app' : phone ? 'sms' : null,
    actions: ['enter_code', 'email_creator'],
    hint: phone,
    rejected: isRefused(lastAttempt),
  })
}

/** No list of codes is published, so codes and messages are told apart by what they contain; the first that fits. */
const FAILURES: [RegExp, LoginFailure][] = [
  [/already[ _-]connected/i, 'already_connected'],
  [/\block(ed)?\b|_locked|suspend|too many (logins?|sign)/i, 'account_locked'],
  [/face|selfie/i, 'face_failed'],
  [/2fa|otp|two[ _-]factor|verification code|wrong[ _-]code|\bcode\b/i, '2fa_failed'],
  [/credential|password|e-?mail/i, 'invalid_credentials'],
  [/expired|timed?[ _-]?out|too long/i, 'session_expired'],
]

function failureOf(attempt: LastAttempt): LoginFailure | null {
  const said = `${attempt.error_code.replaceAll('_', ' ')} ${attempt.error_code} ${attempt.error_message}`
  return FAILURES.find(([pattern]) => pattern.test(said))?.[1] ?? null
}

const isKnown = (state: string | null) => (KNOWN_STATES as readonly (string | null)[]).includes(state)

/** Words that show that the app has done its part, so nobody has to open its link any more. */
const PAST_THE_APP = ['filling_out_login', 'submitting', 'waiting_for_otp', 'checking', 'signed_in']

/**
 * What an attempt that is not connected is at, in the documented order of decision. An unknown state is progress.
 * @param kept the app link of the attempt's first answer
 */
export function toReading(poll: Poll, kept: string | null, baseUrl: string): SessionReading {
  const { lastAttempt, state, progress } = poll
  const asked = faceReading(poll, baseUrl) ?? codeReading(poll)
  if (asked) return asked
  const ended = lastAttempt?.completed_at !== null && lastAttempt?.completed_at !== undefined
  const failed = ended && lastAttempt?.success === false
  if (poll.mobile_auth_session_deeplink !== null) return mobileAppReading(poll.mobile_auth_session_deeplink)
  if (failed) return { state: 'failed', code: failureOf(lastAttempt) }
  if (kept !== null && !PAST_THE_APP.includes(progress ?? '')) return mobileAppReading(kept)
  const shown = isKnown(state) ? (progress ?? state) : (state ?? progress)
  return { state: 'authenticating', lastError: null, progress: shown }
}

/** The user of a listed account; null for one that never signed in. */
function identityOf(item: Account): RemoteIdentity | null {
  if (item.onlyfans_id === null) return null
  // display_name is left out: by default it is the login's e-mail address.
  return {
    id: item.onlyfans_id,
    username: item.onlyfans_username,
    name: item.onlyfans_user_data?.name ?? '',
    avatarUrl: item.onlyfans_user_data?.avatar ?? null,
  }
}

const statusOf = (isAuthenticated: boolean | null) =>
  isAuthenticated === null ? 'unknown' : isAuthenticated ? 'active' : 'expired'

/** Null for an account that never signed in: nothing is linked yet. */
export function toRemoteConnection(item: Account): RemoteConnection | null {
  const identity = identityOf(item)
  if (!identity) return null
  return {
    id: item.id,
    status: statusOf(item.is_authenticated),
    identity,
    permissions: [],
    referenceId: item.client_reference_id,
    imported: false,
    createdAt: null,
    updatedAt: null,
    expiredAt: null,
    lastCheckedAt: null,
  }
}

type SignedIn = Exclude<Me, { isAuth: false }>

/** Throws `reauth_required` (detail `signed_out`) for `isAuth: false`. */
function signedIn(me: Me): SignedIn {
  if (me.isAuth) return me
  throw new ProviderError('reauth_required', 'OnlyFansAPI me: nobody is signed in', { detail: 'signed_out' })
}

/** Throws `reauth_required` when nobody is signed in. */
export function toProfile(answer: Me): Profile {
  return profileOf(signedIn(answer))
}

/** The profile holds two counts: active fans, and accounts that this one follows. Throws like toProfile. */
export function toCounts(answer: Me): Counts {
  const me = signedIn(answer)
  return {
    subscribers: { active: me.subscribersCount, expired: null, all: null, online: null },
    subscriptions: { active: me.subscribesCount, expired: null, all: null },
    bookmarks: null,
  }
}

/** The address in the vendor's sentence, with all but its first letter and its domain hidden. */
export function maskedAddress(sentence: string): string | null {
  const [, first, domain] = /([^\s@<>"]{1})[^\s@<>"]*@([a-z0-9-]+(?:\.[a-z0-9-]+)+)/i.exec(sentence) ?? []
  return first && domain ? `${first}•••@${domain.slice(0, 100)}` : null
}
