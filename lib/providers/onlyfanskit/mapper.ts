/** From OnlyFansKit's words to ours. Pure. What is not named here does not leave the adapter. */
import type { Challenge, ChallengeAction, ChallengeKind, ChallengeLinks } from '../challenge'
import type { Profile, RemoteConnection, RemoteIdentity, SessionReading } from '../types'
import type { Account, Attempt, Self } from './api-types'
import { ACCOUNT_STATUSES, CHANNELS, failureOf } from './inferred'

/** What the reading of an attempt depends on besides the attempt. */
export type Manner = { selfie: boolean; baseUrl: string }

/** An attempt in our words. A finished one names the account alone: who that is takes another read. */
export type AttemptReading =
  | Exclude<SessionReading, { state: 'completed' }>
  | { state: 'done'; accountId: string | null }

const NONE: ChallengeLinks = { face: null, mobileApp: null, page: null }

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
  return {
    state: 'challenge',
    challenge: {
      kinds,
      hint: null,
      actions,
      attemptsLeft: null,
      expiresAt: null,
      resendAt: null,
      sendsLeft: null,
      faceTriesLeft: null,
      rejected: false,
      ...more,
    },
    links,
  }
}

/** The selfie is announced and not yet promised: without the flag it is shown, and nothing can be done about it. */
function faceChallenge(attempt: Attempt, manner: Manner, rejected: boolean): AttemptReading {
  if (!manner.selfie) return challenge(['face'], [], { rejected })
  const face = safeLink(attempt.face_verification_url, manner.baseUrl)
  const actions: ChallengeAction[] = face ? ['open_link', 'confirm_selfie'] : ['confirm_selfie']
  return challenge(['face'], actions, { rejected }, face ? { ...NONE, face } : null)
}

function mobileChallenge(attempt: Attempt, { baseUrl }: Manner): AttemptReading {
  const mobileApp = safeLink(attempt.phone_url, baseUrl)
  const page = safeLink(attempt.verification_page_url, baseUrl)
  const links = mobileApp || page ? { ...NONE, mobileApp, page } : null
  return challenge(['mobile_app'], links ? ['open_link'] : [], {}, links)
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

export function toProfile(self: Self): Profile {
  const { avatar, ...rest } = self
  return { ...rest, avatarUrl: avatar }
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
