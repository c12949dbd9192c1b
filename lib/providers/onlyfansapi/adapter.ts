import type { AccessReader, AdapterConfig, AdapterDeps, ProviderAdapter } from '../adapter-types'
import { unlessGone } from '../caller'
import {
  type LinkMode,
  ProviderError,
  type SessionReading,
  type SessionRef,
  type StartedSession,
  type StartSessionRequest,
} from '../types'
import { toIdentity } from '../wire'
import { createClient, type OnlyfansapiClient } from './client'
import { createLoginDriver, proxyCountry } from './login'
import { toCounts, toProfile, toRemoteConnection } from './mapper'
import { prove } from './prove'
import { findListed, readAttempt } from './session'

const MODES: LinkMode[] = ['polling', 'embed']

/** The vendor documents no expiry of the widget's page; ours ends what nobody finishes. */
const SESSION_MS = 3_600_000

const unsupported = (what: string) =>
  new ProviderError('rejected', `OnlyFansAPI has no ${what}`, { detail: 'method_not_supported' })

function createAccessReader(client: OnlyfansapiClient): AccessReader {
  return {
    profile: async (id) => toProfile(await client.team.me(id)),
    counts: async (id) => toCounts(await client.team.me(id)),
    async earnings() {
      throw unsupported('earnings of this shape')
    },
  }
}

async function startSession(
  client: OnlyfansapiClient,
  config: AdapterConfig,
  now: () => Date,
  request: StartSessionRequest,
): Promise<StartedSession> {
  // The widget cannot repair an account; asked to, it would make a second one.
  if (request.mode !== 'embed' || request.connectionId !== undefined) throw unsupported('page for this')
  const country = proxyCountry(request.geolocation)
  const token = await client.team.openClientSession({
    // Shown in the vendor's console alone. The reference's beginning tells two sessions apart there.
    display_name: `Patchbay ${request.referenceId.slice(0, 8)}`,
    client_reference_id: request.referenceId,
    ...(country ? { proxy_country: country } : {}),
  })
  const url = `${config.baseUrl.replace(/\/+$/, '')}/embed-auth/${token}`
  if (!config.linkOrigins.includes(new URL(url).origin)) {
    throw new ProviderError('invalid_response', 'OnlyFansAPI: the widget is at an origin that is not listed')
  }
  return { url, clientSecret: token, expiresAt: new Date(now().getTime() + SESSION_MS) }
}

async function readSession(
  client: OnlyfansapiClient,
  session: SessionRef,
  baseUrl: string,
): Promise<SessionReading> {
  if (session.mode === 'embed') return (await findListed(client, session)).reading
  const { done, reading } = await readAttempt(client, session, baseUrl)
  if (!done) return reading
  if (done.reading) return done.reading
  const me = await client.team.me(done.connectionId)
  if (!me.isAuth) return { state: 'authenticating', lastError: null, progress: null }
  return { state: 'completed', connectionId: done.connectionId, identity: toIdentity(me) }
}

/** OnlyFansAPI as a provider. Throws TypeError when the base URL is not an http(s) URL. */
export function createOnlyfansapiAdapter(config: AdapterConfig, deps: AdapterDeps): ProviderAdapter {
  const client = createClient(config, deps)
  const modes = MODES.filter((mode) => config.allowedModes?.includes(mode) ?? true)
  return {
    id: 'onlyfansapi',
    capabilities: {
      modes,
      reconnectModes: modes.filter((mode) => mode === 'polling'),
      listsConnections: true,
      invalidates: false,
      lifecycleWebhooks: true,
      embedProtocol: modes.includes('embed') ? 'onlyfansapi' : null,
    },
    access: createAccessReader(client),
    login: modes.includes('polling') ? createLoginDriver(client) : null,
    startSession: (request) => startSession(client, config, deps.now, request),
    readSession: (session) => readSession(client, session, config.baseUrl),
    // Neither an attempt nor a session of the widget can be ended at the provider.
    endSession: async () => {},
    prove: (request) => prove(client, deps.now, config.baseUrl, request),
    async listConnections({ offset }) {
      // There are no pages: all accounts come with the first one.
      if (offset > 0) return { connections: [], unreadable: 0, next: null }
      const { items, unreadable } = await client.team.accounts()
      return { connections: items.flatMap((item) => toRemoteConnection(item) ?? []), unreadable, next: null }
    },
    deleteConnection: (id) => unlessGone(client.team.deleteAccount(id)),
    async invalidateConnection() {
      throw unsupported('way to end a login and keep the account')
    },
    async checkKey() {
      const { team } = await client.team.whoami()
      return { accountId: team.slug, accountName: team.name || null, permissions: [] }
    },
  }
}
