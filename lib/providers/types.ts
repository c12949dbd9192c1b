/**
 * The words that every provider adapter speaks. An adapter is pure: it gets its configuration, `fetch` and
 * clock from the caller, and knows neither database, environment nor logger. What differs between providers
 * is stated as a capability, so that nothing outside an adapter's folder asks which provider it is.
 */

import type { Challenge, ChallengeLinks } from './challenge'

export const PROVIDER_IDS = ['ofauth', 'onlyfansapi', 'onlyfanskit'] as const
export type ProviderId = (typeof PROVIDER_IDS)[number]

export const LINK_MODES = ['redirect', 'embed', 'whitelabel', 'polling'] as const
export type LinkMode = (typeof LINK_MODES)[number]

/** Modes in which Patchbay's own form asks for the login; in the others the provider's page does. */
export const LOGIN_MODES = ['polling', 'whitelabel'] as const
export type LoginMode = (typeof LOGIN_MODES)[number]

export function isLoginMode(mode: LinkMode): mode is LoginMode {
  return (LOGIN_MODES as readonly LinkMode[]).includes(mode)
}

/** The closed set of ways in which a call to a provider can fail. */
export const PROVIDER_FAILURES = [
  /** The API key is refused. Says nothing about any connection. */
  'unauthorized_key',
  /** The connection's OnlyFans session is gone; a person must log in again. */
  'reauth_required',
  'rate_limited',
  /** The plan or the number of connections is used up. */
  'limit_reached',
  /** The provider understood the request and refuses it (bad input, missing permission, misconfiguration). */
  'rejected',
  'not_found',
  /** Timeout, connection refused or reset, 5xx, a gateway's HTML: nothing is known. */
  'unavailable',
  /** 2xx with a body that is not what the contract says. */
  'invalid_response',
] as const
export type ProviderFailure = (typeof PROVIDER_FAILURES)[number]

/**
 * Why a `rejected` call was refused, where the caller acts differently on it.
 * `misconfigured`: the redirect URL is not on the client app's list. `app_not_found`: unknown client app.
 * `permission_missing`: the connection lacks the permission for this read. `scope_missing`: the API key itself
 * lacks the scope for this family of calls. `session_missing` and `session_expired` refine `reauth_required`.
 * `invalid_credentials`: OnlyFans refuses e-mail or password. `wrong_code`: it refuses the code, and asks again.
 * `no_stored_credentials`: the provider kept none, so a person must log in. `already_connected`: the account is linked
 * at the provider already. `already_authenticated`: there is nothing to repair. `method_not_supported`: the provider
 * does not offer this step (yet). `plan` refines `limit_reached`.
 */
export type ProviderFailureDetail =
  | 'misconfigured'
  | 'app_not_found'
  | 'permission_missing'
  | 'scope_missing'
  | 'session_missing'
  | 'session_expired'
  | 'signed_out'
  | 'invalid_credentials'
  | 'wrong_code'
  | 'no_stored_credentials'
  | 'already_connected'
  | 'already_authenticated'
  | 'method_not_supported'
  | 'plan'

/** Thrown by every adapter method. `message` is for the log: it never holds a secret or a provider's raw body. */
export class ProviderError extends Error {
  readonly kind: ProviderFailure
  readonly detail: ProviderFailureDetail | null
  /** Seconds to wait, from Retry-After; only with `rate_limited` and `unavailable`. */
  readonly retryAfter: number | null
  /** The provider's own request id, to quote to its support. */
  readonly providerRequestId: string | null
  readonly httpStatus: number | null
  /** False where the provider says that the same call would fail again: then it is not repeated. */
  readonly retryable: boolean
  /** OnlyFans itself refused, and the provider only passes that on: so OnlyFans saw the call. */
  readonly byOnlyFans: boolean

  constructor(
    kind: ProviderFailure,
    message: string,
    extra: {
      detail?: ProviderFailureDetail | null | undefined
      retryAfter?: number | null | undefined
      providerRequestId?: string | null | undefined
      httpStatus?: number | null | undefined
      retryable?: boolean | undefined
      byOnlyFans?: boolean | undefined
    } = {},
  ) {
    super(message)
    this.name = 'ProviderError'
    this.kind = kind
    this.detail = extra.detail ?? null
    this.retryAfter = extra.retryAfter ?? null
    this.providerRequestId = extra.providerRequestId ?? null
    this.httpStatus = extra.httpStatus ?? null
    this.retryable = extra.retryable ?? true
    this.byOnlyFans = extra.byOnlyFans ?? false
  }
}

/**
 * Who an OnlyFans account is, as far as a provider tells. `id` is OnlyFans' own user id, as decimal text.
 * `username` and `name` are '' where the provider gave none: such a value never replaces a known one.
 */
export type RemoteIdentity = {
  id: string
  username: string
  name: string
  avatarUrl: string | null
}

export type RemoteConnectionStatus = 'active' | 'expired' | 'awaiting_2fa' | 'unknown'

/** A connection as the provider lists it. Times are null where the provider gave none. */
export type RemoteConnection = {
  id: string
  status: RemoteConnectionStatus
  identity: RemoteIdentity
  permissions: string[]
  referenceId: string | null
  imported: boolean
  createdAt: Date | null
  updatedAt: Date | null
  expiredAt: Date | null
  lastCheckedAt: Date | null
}

export type RemotePage = {
  connections: RemoteConnection[]
  /** Items that could not be read. A list with any is a partial read, from which no loss may be inferred. */
  unreadable: number
  /** Offset of the next page, null at the end. */
  next: number | null
}

/** Why a login ended without an account, as far as a provider says. */
export const LOGIN_FAILURES = [
  'invalid_credentials',
  '2fa_failed',
  'face_failed',
  'account_locked',
  'session_expired',
  'already_connected',
] as const
export type LoginFailure = (typeof LOGIN_FAILURES)[number]

/** What the provider says about a Link session, in our words. */
export type SessionReading =
  /** Nothing happened yet, or the provider's word is one that we do not know. */
  | { state: 'open' }
  /**
   * `lastError`: the login was refused and may be given again. `progress`: the provider's own word for where it is, of
   * letters, digits, - and _ only, at most 40; null when it gives none.
   */
  | { state: 'authenticating'; lastError: 'invalid_credentials' | null; progress: string | null }
  | { state: 'challenge'; challenge: Challenge; links: ChallengeLinks | null }
  /** `connectionId` is null when the provider's id does not have the form of a connection id. */
  | { state: 'completed'; connectionId: string | null; identity: RemoteIdentity }
  | { state: 'denied' }
  | { state: 'failed'; code: LoginFailure | null }
  /** Unknown or expired at the provider, or it does not answer for hosted sessions. */
  | { state: 'gone' }

export type Geolocation = { country: string; state?: string | undefined; city?: string | undefined }

export type StartSessionRequest = {
  mode: LinkMode
  /** Absolute URL of our callback; must be listed at the provider. */
  redirectUrl: string
  referenceId: string
  /** The provider's connection id, to reconnect it in place. */
  connectionId?: string | undefined
  geolocation?: Geolocation | undefined
}

/** A hosted session: its page is the provider's. */
export type StartedSession = {
  /** Where to send the person, or what to show in our frame. Never shown as text, copied or mailed. */
  url: string
  /** Reads the status of this session; a credential. */
  clientSecret: string
  expiresAt: Date
}

/** One session at the provider, as its adapter needs it to find it again. */
export type SessionRef = {
  mode: LinkMode
  /** The client secret of a hosted or whitelabel session, the attempt id of a polling one. */
  clientSecret: string
  /** Our reference of this attempt. */
  referenceId: string
  /** A connection that a verified webhook named together with our reference; null without one. */
  hintedConnectionId: string | null
}

export type ProofRequest = SessionRef & {
  purpose: 'connect' | 'reconnect'
  /** When our attempt began: a list item must have been updated after it. */
  startedAt: Date
  /** On reconnect: what we hold. */
  expected: { connectionId: string; referenceId: string | null } | null
  /** All calls together must end before this. */
  deadline: Date
}

/**
 * `proven`: this attempt produced this connection, and a read with it answers as this identity. The caller
 * still compares it with what was asked for. `permissions` is null when the list item was not found in time.
 * `pending`: the provider does not (yet) say that the session is done.
 */
export type Proof =
  | {
      result: 'proven'
      connectionId: string
      identity: RemoteIdentity
      permissions: string[] | null
      referenceId: string | null
      method: 'session_status' | 'connection_list'
    }
  | { result: 'pending'; reading: SessionReading }

/** The profile fields that may leave an adapter; an allow-list. Counts are null where the provider gives none. */
export type Profile = {
  id: string
  username: string
  name: string
  avatarUrl: string | null
  isVerified: boolean | null
  subscribersCount: number | null
  postsCount: number | null
  photosCount: number | null
  videosCount: number | null
}

export type Counts = {
  subscribers: { active: number | null; expired: number | null; all: number | null; online: number | null }
  subscriptions: { active: number | null; expired: number | null; all: number | null }
  bookmarks: number | null
}

/** Daily earnings in US dollars. `date` is YYYY-MM-DD. */
export type Earnings = {
  points: { date: string; amount: number }[]
  total: number
  from: string
  to: string
}

export type KeyCheck = { accountId: string; accountName: string | null; permissions: string[] }
