import { randomBytes } from 'node:crypto'
import { SandboxLogins } from './sandbox-logins'

/** A connection as the sandbox lists it, with what only its control API tells. */
export type RemoteRow = {
  id: string
  status: 'active' | 'expired' | 'awaiting_2fa'
  userData: { id: string; username: string; name: string }
  clientReferenceId: string | null
  updatedAt: string
}

export type RemoteCall = { n: number; method: string; path: string; status: number; body: unknown }

export type Fault =
  | { kind: 'refusal'; name: string }
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
  | { kind: 'json'; status: number; body: unknown }
  | { kind: 'html'; status?: number }
  | { kind: 'delay'; ms: number }
  | { kind: 'reset' | 'truncated' | 'drop_after' }

export type Switches = {
  referenceOnReconnect?: 'kept' | 'replaced'
  hostedStatus?: 'allowed' | 'refused'
  unknownConnectionId?: 'creates_new' | 'refused'
  callback?: 'deliver' | 'drop'
  otherUserOnReconnect?: 'accepted' | 'refused'
  sessionLimit?: number | null
  rawSession?: boolean
  permissions?: string[]
  keyScopes?: ('ACCOUNT' | 'LINK' | 'ACCESS')[]
  embedFrame?: 'allowed' | 'blocked'
  embedExit?: 'answered' | 'ignored'
  /** How long a whitelabel app must wait between two text messages. */
  smsWaitSeconds?: number
}

export type WebhookProvider = 'ofauth' | 'onlyfansapi'

type Signing = 'mis-signed' | 'altered' | 'unsigned' | 'malformed' | 'truncated' | 'wrong-time'

export type Endpoint = {
  provider: WebhookProvider
  /** Loopback, plain http. Null takes the endpoint away. */
  url: string | null
  /** Null sends unsigned, as OnlyFansAPI does without a secret. */
  secret: string | null
  /** OFAuth alone has a choice; both unless said. */
  scheme?: 'ofauth_signature' | 'svix' | 'both'
  /** How long the secret before this one signs too. */
  overlapMs?: number
}

export type WebhookSwitches = Partial<{
  delivery: 'on' | 'off'
  duplicates: number
  /** Collects so many deliveries, then sends the last one first. */
  reorder: number
  drop: 'none' | 'all' | 'every-other'
  delayMs: number
  signing: 'good' | Signing
  skewSeconds: number
  signWith: 'newest' | 'oldest'
  spelling: 'docs' | 'sdk'
  live: boolean
  retryMs: number
}>

export type FiredWebhook = {
  provider: WebhookProvider
  /** Any name, known or not. */
  event: string
  /** The provider's id of the connection or account. */
  connectionId?: string | null
  how?: 'good' | 'duplicate' | 'late' | 'stale' | 'future' | Signing
  /** Instead of the usual body. */
  body?: unknown
  eventId?: string
}

/** A delivery as the sandbox logs it. `status` of an attempt is null where no answer came. */
export type Delivery = {
  id: string
  eventId: string
  provider: WebhookProvider
  event: string
  connectionId: string | null
  body: string
  state: 'waiting' | 'held' | 'delivered' | 'failed' | 'dropped'
  attempts: { at: string; status: number | null; error: string | null; ms: number }[]
}

/** A mail that arrived over SMTP. `to` is where the envelope said. */
export type ArrivedMail = {
  id: number
  from: string
  to: string[]
  sender: string
  subject: string
  headers: { key: string; value: string }[]
  html: string
  text: string
}

export type SeedAccount = {
  ofUserId: string
  username: string
  clientReferenceId?: string | null
  status?: 'active' | 'expired' | 'awaiting_2fa'
}

/** Steers the sandbox over HTTP, as people and tests do. Each API key is a world of its own. */
export class SandboxControl {
  /** Accounts and attempts at OnlyFansAPI and OnlyFansKit. */
  readonly logins = new SandboxLogins((method, path, body) => this.ask(method, path, body))

  constructor(
    readonly origin: string,
    private readonly token: string,
  ) {}

  private async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.origin}/__control${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'x-control-token': this.token },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok)
      throw new Error(`sandbox ${method} ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }

  /** A new key that the sandbox accepts, with nothing behind it. */
  async newKey(): Promise<string> {
    const apiKey = `sk_sandbox_${randomBytes(16).toString('hex')}`
    await this.allow(apiKey, true)
    return apiKey
  }

  async allow(apiKey: string, allowed: boolean): Promise<void> {
    await this.ask('POST', '/keys', { apiKey, allowed })
  }

  async switch(apiKey: string, switches: Switches): Promise<void> {
    await this.ask('POST', '/switches', { apiKey, ...switches })
  }

  /** Makes the next `times` calls that match fail. */
  async fault(
    apiKey: string,
    match: { method?: string; path?: string },
    fault: Fault,
    times = 1,
  ): Promise<void> {
    await this.ask('POST', '/faults', { apiKey, match, times, fault })
  }

  async clearFaults(apiKey: string): Promise<void> {
    await this.ask('DELETE', `/faults?apiKey=${apiKey}`)
  }

  async calls(apiKey: string, method?: string, pathPrefix = ''): Promise<RemoteCall[]> {
    const { calls } = await this.ask<{ calls: RemoteCall[] }>('GET', `/calls?apiKey=${apiKey}`)
    return calls.filter((call) => (!method || call.method === method) && call.path.startsWith(pathPrefix))
  }

  async clearCalls(apiKey: string): Promise<void> {
    await this.ask('DELETE', `/calls?apiKey=${apiKey}`)
  }

  async connections(apiKey: string): Promise<RemoteRow[]> {
    return (await this.ask<{ connections: RemoteRow[] }>('GET', `/state?apiKey=${apiKey}`)).connections
  }

  async act(
    connectionId: string,
    action: 'expire' | 'revoke' | 'await-2fa' | 'swap-user' | 'sign-out',
  ): Promise<void> {
    await this.ask('POST', `/connections/${connectionId}/${action}`)
  }

  /** The person takes the selfie that a Link session waits for. */
  async takeSelfie(clientSecret: string, accepted = true): Promise<void> {
    await this.ask('POST', `/sessions/${clientSecret}/selfie`, { accepted })
  }

  /** Ends the time of one Link session, without moving everybody's clock. */
  async expireSession(clientSecret: string, inMs = 0): Promise<void> {
    await this.ask('POST', `/sessions/${clientSecret}/expire`, { inMs })
  }

  /** Moves the sandbox's clock, for every key. */
  async advance(advanceMs: number): Promise<void> {
    await this.ask('POST', '/clock', { advanceMs })
  }

  async resetClock(): Promise<void> {
    await this.ask('POST', '/clock', { reset: true })
  }

  /** Makes linked accounts that no session of ours explains. */
  async seed(apiKey: string, accounts: SeedAccount[], replace = false): Promise<RemoteRow[]> {
    const at = new Date().toISOString()
    const { connections } = await this.ask<{ connections: RemoteRow[] }>('POST', '/seed', {
      apiKey,
      replace,
      accounts: accounts.map(({ ofUserId, username, clientReferenceId = null, status = 'active' }) => ({
        ofUserId,
        username,
        name: username,
        email: `${username}@creator.sandbox.com`,
        kind: 'creator',
        status,
        permissions: ['profile:read', 'subscriptions:read', 'earnings:read'],
        clientReferenceId,
        createdAt: at,
        updatedAt: at,
        expiredAt: status === 'expired' ? at : null,
        lastCheckedAt: at,
      })),
    })
    return connections
  }

  /** The mails that arrived for an address, newest first. */
  async mails(to: string): Promise<ArrivedMail[]> {
    return (await this.ask<{ mails: ArrivedMail[] }>('GET', `/mails?${new URLSearchParams({ to })}`)).mails
  }

  /** Where the sandbox sends the webhooks of this key's organisation. */
  async webhooks(apiKey: string, endpoint: Endpoint): Promise<void> {
    await this.ask('POST', '/webhooks', { apiKey, ...endpoint })
  }

  async webhookSwitches(apiKey: string, switches: WebhookSwitches): Promise<void> {
    await this.ask('POST', '/webhooks/switches', { apiKey, ...switches })
  }

  /** Sends an event that need not have happened. */
  async fireWebhook(apiKey: string, fired: FiredWebhook): Promise<Delivery[]> {
    return (await this.ask<{ deliveries: Delivery[] }>('POST', '/webhooks/fire', { apiKey, ...fired }))
      .deliveries
  }

  async redeliver(apiKey: string, deliveryId: string): Promise<void> {
    await this.ask('POST', '/webhooks/redeliver', { apiKey, deliveryId })
  }

  /** Waits until nothing is left to be sent, and gives the log, oldest first. */
  async webhooksSettled(apiKey: string, timeoutMs = 15_000): Promise<Delivery[]> {
    const answer = await this.ask<{ settled: boolean; deliveries: Delivery[] }>('POST', '/webhooks/settled', {
      apiKey,
      timeoutMs,
    })
    if (!answer.settled) throw new Error('The sandbox still has webhooks to send.')
    return answer.deliveries
  }

  async deliveries(apiKey: string): Promise<Delivery[]> {
    return (await this.ask<{ deliveries: Delivery[] }>('GET', `/webhooks?apiKey=${apiKey}`)).deliveries
  }

  /** Deletes at the provider, as its own dashboard would. */
  async deleteRemote(apiKey: string, id: string): Promise<void> {
    await fetch(`${this.origin}/v2/account/connections/${id}`, {
      method: 'DELETE',
      headers: { apikey: apiKey },
    })
  }
}
