/** From OnlyFansKit's words to ours. Pure. What is not named here does not leave the adapter. */
import {
  type Challenge,
  type ChallengeAction,
  type ChallengeKind,
  type ChallengeLinks,
  UNTOLD,
} from '../challenge'
import type { Profile, RemoteConnection, RemoteIdentity, SessionReading } from '../types'
import type { Account, Attempt } from './api-types'
import { ACCOUNT_STATUSES, CHANNELS, failureOf, PAGE_KEYS } from './inferred'

/** What the reading of an attempt depends on besides the attempt. */
export type Manner = { selfie: boolean; baseUrl: string }

/** An attempt in our words. A finished one names the account alone: who that is takes another read. */
export type AttemptReading =
  | Exclude<SessionReading, { state: 'completed' }>
  | { state: 'done'; accountId: string | null }

/** The link, if a person may be sent there: https, or the base URL's own origin, as on a local sandbox. */
export function safeLink(link: string | null, baseUrl: string): string | null {
  if (link === null || !URL.canParse(link)) return null
  const url = new URL(link)
  if (url.username !== '' || url.password !== '') return null
  const isOwn = url.protocol === 'http:' && url.origin === new URL(baseUrl).origin
  return url.protocol === 'https:' || isOwn ? url.href : null
}

function own<T>(table: Record<string, T>, key: string | null): T | undefined {
  return key !== null && Object.hasOwn(table, key) ? table[key] : undefined
}

function challenge(
  kinds: ChallengeKind[],
  actions: ChallengeAction[],
  more: Partial<Challenge> = {},
  links: ChallengeLinks | null = null,
): AttemptReading {
  return { state: 'challenge', challenge: { ...UNTOLD, kinds, actions, ...more }, links }
}

/** The page of the attempt itself, where the provider gives one. */
const pageOf = (attempt: Attempt, { baseUrl }: Manner): string | null =>
  PAGE_KEYS.map((key) => safeLink(attempt[key], baseUrl)).find((link) => link !== null) ?? null

/** What is done elsewhere: `more` is what can be said about it here. */
function linkChallenge(
  kind: ChallengeKind,
  links: ChallengeLinks,
  more: ChallengeAction[] = [],
  rejected = false,
): AttemptReading {
  const isAny = Object.values(links).some((link) => link !== null)
  return challenge([kind], isAny ? ['open_link', ...more] : more, { rejected }, isAny ? links : null)
}

/**
 * The selfie is announced and not yet promised: without the flag it is not confirmed here. The attempt's own page, where
 * there is one, is the provider's to answer for.
 */
function faceChallenge(attempt: Attempt, manner: Manner, rejected: boolean): AttemptReading {
  const face = manner.selfie ? safeLink(attempt.face_verification_url, manner.baseUrl) : null
  const links = { face, mobileApp: null, page: pageOf(attempt, manner) }
  return linkChallenge('face', links, manner.selfie ? ['confirm_selfie'] : [], rejected)
}

function mobileChallenge(attempt: Attempt, manner: Manner): AttemptReading {
  const mobileApp = safeLink(attempt.phone_url, manner.baseUrl)
  return linkChallenge('mobile_app', { face: null, mobileApp, page: pageOf(attempt, manner) })
}

/** Which channel a challenge is on; after a wrong code only `otp_channel` says it. */
function codeChallenge(
  attempt: Attempt,
  manner: Manner,
  fallback: ChallengeKind | null,
  rejected: boolean,
): AttemptReading {
  const told = own(CHANNELS, attempt.otp_channel) ?? (attempt.email_mask === '' ? null : 'email')
  const kind = fallback ?? told
  if (kind === 'face') return faceChallenge(attempt, manner, rejected)
  if (kind === 'email') {
    const hint = attempt.email_mask || null
    return challenge(['email'], ['send_code', 'enter_code'], { hint, rejected })
  }
  return challenge(kind ? [kind] : [], ['enter_code'], { rejected })
}

export function toReading(attempt: Attempt, manner: Manner): AttemptReading {
  switch (attempt.state) {
    case 'pending':
      return { state: 'authenticating', lastError: null, progress: null }
    case 'awaiting_mobile_session':
      return mobileChallenge(attempt, manner)
    case 'needs_otp':
      return codeChallenge(attempt, manner, 'sms', false)
    case 'needs_app_otp':
      return codeChallenge(attempt, manner, 'app', false)
    case 'needs_email':
      return codeChallenge(attempt, manner, 'email', false)
    case 'needs_face_otp':
      return faceChallenge(attempt, manner, false)
    case 'wrong_2fa_code_retry':
      return codeChallenge(attempt, manner, null, true)
    case 'completed_success':
      return { state: 'done', accountId: attempt.account_id }
    case 'completed_failed':
      return { state: 'failed', code: failureOf(attempt.failureWords) }
    default:
      return { state: 'authenticating', lastError: null, progress: attempt.state }
  }
}

export const toIdentity = (profile: Profile): RemoteIdentity => ({
  id: profile.id,
  username: profile.username,
  name: profile.name,
  avatarUrl: profile.avatarUrl,
})

export function toRemoteConnection(account: Account): RemoteConnection {
  const status = own(ACCOUNT_STATUSES, account.status) ?? 'unknown'
  const { id, userId, username, name, avatar, createdAt, updatedAt, lastUsedAt } = account
  return {
    id,
    status,
    identity: { id: userId, username, name, avatarUrl: avatar },
    // OnlyFansKit knows scopes of keys, no permissions of accounts, and no reference of ours.
    permissions: [],
    referenceId: null,
    imported: false,
    createdAt,
    updatedAt,
    expiredAt: null,
    lastCheckedAt: lastUsedAt,
  }
}

/** The little that the account itself says of its user. */
export function toThinProfile(account: Account): Profile {
  const { identity } = toRemoteConnection(account)
  return {
    ...identity,
    isVerified: null,
    subscribersCount: null,
    postsCount: null,
    photosCount: null,
    videosCount: null,
  }
}
