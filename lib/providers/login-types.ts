import type { Geolocation, LoginMode, SessionReading, SessionRef } from './types'

/**
 * How a login begins in a login mode. `password`: e-mail and password, typed here. `mobile_app`: the creator signs in
 * with the provider's own app. `stored`: the provider uses the credentials that it kept, to repair a connection.
 */
export const LOGIN_METHODS = ['password', 'mobile_app', 'stored'] as const
export type LoginMethod = (typeof LOGIN_METHODS)[number]

/** What begins a login in a login mode. */
export type LoginRequest = {
  method: 'password' | 'mobile_app'
  /** With method `password`. They live for this one call. */
  credentials: { email: string; password: string } | null
  /** Her explicit choice that the provider keeps the credentials, so that it can repair the connection by itself. */
  rememberCredentials: boolean
  referenceId: string
  /** A name for the provider's own console: the creator's, never a secret. */
  displayName: string
  /** The provider's connection id, to repair it in place. */
  connectionId: string | null
  geolocation: Geolocation | null
}

export type StartedLogin = {
  clientSecret: string
  /** Null where the provider gives none. */
  expiresAt: Date | null
  reading: SessionReading
}

/**
 * Logins through Patchbay's own form. No method is ever retried: its bytes may have reached OnlyFans. Where a reply is
 * null, the provider only queued it: the next reading tells.
 */
export interface LoginDriver {
  readonly mode: LoginMode
  readonly methods: ('password' | 'mobile_app')[]
  /** The provider can keep the credentials, if the creator chooses so. */
  readonly offersToRemember: boolean
  /** A connection can be repaired with what the provider kept, without asking anybody. */
  readonly reauthenticates: boolean
  /** Throws `rejected` with detail `invalid_credentials` or `already_connected` where the provider says so at once. */
  begin(request: LoginRequest): Promise<StartedLogin>
  /** Throws `rejected` with detail `no_stored_credentials` or `already_authenticated`. */
  reauthenticate(connectionId: string): Promise<StartedLogin>
  /** A wrong code is a challenge with `rejected`, not an error. */
  submitCode(session: SessionRef, code: string): Promise<SessionReading | null>
  confirmSelfie(session: SessionRef): Promise<SessionReading | null>
  /** Has a code sent. */
  sendCode(session: SessionRef, kind: 'sms' | 'email'): Promise<SessionReading | null>
  /** Has the provider mail the creator. @returns the masked address, where it says it */
  emailCreator(session: SessionRef): Promise<{ sentTo: string | null }>
}
