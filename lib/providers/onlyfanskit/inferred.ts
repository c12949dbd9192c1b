/**
 * What OnlyFansKit's documentation does not state and we inferred: paths, names of fields, envelopes, vocabularies. All
 * of it stands here and nowhere else, so that what a real key teaches is put right in a line.
 */
import type { ChallengeKind } from '../challenge'
import type { LoginFailure, RemoteConnectionStatus } from '../types'

/** Paths that no documentation page shows. The path of a login is documented for its PUT, not for POST and GET. */
export const PATHS = {
  start: '/v1/connect/login',
  accounts: '/v1/accounts',
  account: (id: string) => `/v1/accounts/${id}`,
  /** OnlyFans' own answer about the account. Where it is not there, the account itself must do. */
  profile: (id: string) => `/v1/accounts/${id}/me`,
}

/** Body of the start of a login. Of its names only `remember_credentials` is documented. */
export const startBody = (email: string, password: string, remember: boolean) => ({
  email,
  password,
  remember_credentials: remember,
})

/** Under which keys a list of accounts may stand; a bare array is one too. */
export const LIST_KEYS = ['accounts', 'data', 'items'] as const

/** Under which keys one account may stand; it may also come bare. */
export const ONE_KEYS = ['account', 'data'] as const

/** What a list that goes on may say; how to ask for the rest is not known. */
export const MORE_KEYS = ['has_more', 'hasMore', 'next_cursor', 'nextCursor', 'next', 'next_page'] as const

/** Names of an account's fields, the likeliest first. */
export const ACCOUNT_KEYS = {
  id: ['id', 'account_id', 'accountId'],
  userId: ['onlyfans_id', 'onlyfansId', 'onlyfans_user_id', 'onlyfansUserId', 'user_id', 'userId'],
  username: ['username', 'onlyfans_username', 'onlyfansUsername'],
  name: ['name', 'display_name', 'displayName'],
  avatar: ['avatar', 'avatar_url', 'avatarUrl'],
  status: ['status', 'state'],
  createdAt: ['created_at', 'createdAt'],
  updatedAt: ['updated_at', 'updatedAt'],
  lastUsedAt: ['last_used_at', 'lastUsedAt'],
} as const

/** Words for an account's state. */
export const ACCOUNT_STATUSES: Record<string, RemoteConnectionStatus> = {
  active: 'active',
  connected: 'active',
  disconnected: 'expired',
  expired: 'expired',
}

/** The pages of an attempt at which the creator goes on by herself, the likeliest first: only their names are documented. */
export const PAGE_KEYS = ['verification_page_url', 'embed_url'] as const

/** Values of `otp_channel`. */
export const CHANNELS: Record<string, ChallengeKind> = {
  sms: 'sms',
  phone: 'sms',
  app: 'app',
  totp: 'app',
  email: 'email',
  face: 'face',
  selfie: 'face',
}

/** Names of the calling key's own fields; only `scopes` is documented. */
export const ME_KEYS = {
  id: ['org_id', 'orgId', 'organization_id', 'organizationId', 'id', 'key_id', 'keyId'],
  name: ['org_name', 'orgName', 'name', 'label'],
} as const

/** Where a failed login may say why. */
export const FAILURE_KEYS = [
  'error_code',
  'errorCode',
  'error',
  'code',
  'reason',
  'detail',
  'message',
] as const

/** What that may say, in the order of asking. */
const FAILURES: [RegExp, LoginFailure][] = [
  [/already[ _-](connected|linked)/i, 'already_connected'],
  [/lock|too[ _-]many|suspend|banned/i, 'account_locked'],
  [/face|selfie/i, 'face_failed'],
  [/2fa|otp|two[ _-]factor|verification[ _-]code/i, '2fa_failed'],
  [/credential|password/i, 'invalid_credentials'],
  [/expired|timed?[ _-]?out/i, 'session_expired'],
]

export function failureOf(words: string[]): LoginFailure | null {
  for (const [pattern, failure] of FAILURES) if (words.some((each) => pattern.test(each))) return failure
  return null
}

/**
 * Whether a 400 of a login says that OnlyFans refused e-mail or password. The documented title of every 400, "Invalid
 * request, or OnlyFans rejected the credentials", does not say which of the two, and "password is required" is our fault.
 */
export function refusesCredentials(words: string[]): boolean {
  return words.some(
    (each) => /credential|password/i.test(each) && !/^invalid request|required|missing/i.test(each),
  )
}

/** Whether a 400 says that this step is not offered, as the selfie is "upcoming". */
export const refusesStep = (words: string[]): boolean =>
  words.some((each) => /not[ _-](?:yet[ _-])?supported/i.test(each))
