import type { LoginDriver } from './login-types'
import type {
  Counts,
  Earnings,
  KeyCheck,
  LinkMode,
  Profile,
  Proof,
  ProofRequest,
  ProviderId,
  RemotePage,
  SessionReading,
  SessionRef,
  StartedSession,
  StartSessionRequest,
} from './types'

export type Capabilities = {
  /** The modes that this provider account is set up for and the agency allows; only these are offered. */
  modes: LinkMode[]
  /** Those of them in which a connection can be repaired in place. */
  reconnectModes: LinkMode[]
  /** The provider lists its connections, so a lost callback can be found by a sweep. */
  listsConnections: boolean
  invalidates: boolean
  /** It tells of ended logins by webhook; without, a probe must look. */
  lifecycleWebhooks: boolean
  /** How the page of an embedded session speaks with the page around it; null without the mode. */
  embedProtocol: 'ofauth' | 'onlyfansapi' | null
}

/** Reads of user data; each may fail alone (a permission may be missing). */
export interface AccessReader {
  /** Throws `reauth_required` (detail `signed_out`) when the provider answers that nobody is signed in. */
  profile(connectionId: string): Promise<Profile>
  counts(connectionId: string): Promise<Counts>
  earnings(connectionId: string, range: { from: string; to: string }): Promise<Earnings>
}

export interface ProviderAdapter {
  readonly id: ProviderId
  readonly capabilities: Capabilities
  readonly access: AccessReader
  /** Null for a provider, or a provider account, that has hosted modes only. */
  readonly login: LoginDriver | null
  /** Opens a hosted session (redirect, embed). Never retried: its bytes may have created a session. */
  startSession(request: StartSessionRequest): Promise<StartedSession>
  readSession(session: SessionRef): Promise<SessionReading>
  /** Deletes the session at the provider, where it can. A session that is gone is success. */
  endSession(session: SessionRef): Promise<void>
  prove(request: ProofRequest): Promise<Proof>
  listConnections(page: { offset: number; limit: number }): Promise<RemotePage>
  /** Deletes upstream. A connection that is not there is success. */
  deleteConnection(connectionId: string): Promise<void>
  /** Ends the login but keeps the record, for providers that can (`invalidates`); else throws `rejected`. */
  invalidateConnection(connectionId: string): Promise<void>
  checkKey(): Promise<KeyCheck>
}

/** What an adapter is built from. */
export type AdapterConfig = {
  baseUrl: string
  apiKey: string
  /** Client app ids by mode; a mode without one is not offered. */
  apps: Partial<Record<LinkMode, string>>
  /** Modes that the agency allows; null: all that it is set up for but white-label. */
  allowedModes: LinkMode[] | null
  /** Origins to which a person may be sent; a session URL elsewhere is an invalid response. */
  linkOrigins: string[]
  /** The face check of a provider that announces it but does not yet promise it. */
  selfie: boolean
  /** The longest that one call may take, retries included, in milliseconds: 5 s for reads and 8 s for changes. */
  timeouts?: { readMs: number; changeMs: number }
}

export type AdapterDeps = {
  fetch: typeof fetch
  now: () => Date
  sleep: (ms: number) => Promise<void>
}
