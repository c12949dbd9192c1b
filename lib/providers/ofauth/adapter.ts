import type { AccessReader, AdapterConfig, AdapterDeps, ProviderAdapter } from '../adapter-types'
import { isDayRange, unlessGone } from '../caller'
import {
  type LinkMode,
  ProviderError,
  type SessionReading,
  type SessionRef,
  type StartedSession,
  type StartSessionRequest,
} from '../types'
import { createClient, type OfauthClient } from './client'
import { isConnectionId } from './ids'
import { createLogin } from './login'
import { toCounts, toEarnings, toProfile, toRemoteConnection, toStartedSession } from './mapper'
import { prove } from './prove'
import { readStatusOf } from './status'

/** Modes whose sessions live on a page of OFAuth: those have a URL to send a person to. */
const HOSTED_MODES: LinkMode[] = ['redirect', 'embed']

function createAccessReader(client: OfauthClient): AccessReader {
  return {
    profile: async (id) => toProfile(await client.access.self(id)),
    counts: async (id) => toCounts(await client.access.counts(id)),
    async earnings(id, range) {
      if (!isDayRange(range)) {
        throw new ProviderError('rejected', 'OFAuth access.earnings: not a range of days')
      }
      return toEarnings(await client.access.earnings(id, range), range)
    },
  }
}

async function startSession(
  client: OfauthClient,
  config: AdapterConfig,
  now: () => Date,
  request: StartSessionRequest,
): Promise<StartedSession> {
  const clientAppId = HOSTED_MODES.includes(request.mode) ? config.apps[request.mode] : undefined
  if (!clientAppId)
    throw new ProviderError('rejected', `OFAuth link.init: mode ${request.mode} is not set up`)
  if (request.connectionId !== undefined && !isConnectionId(request.connectionId)) {
    // OFAuth would not refuse it but make a new connection.
    throw new ProviderError('rejected', 'OFAuth link.init: not a connection id')
  }
  const answer = await client.link.init({
    clientAppId,
    redirectUrl: request.redirectUrl,
    clientReferenceId: request.referenceId,
    connectionId: request.connectionId,
    geolocation: request.geolocation,
  })
  return toStartedSession(answer, config.linkOrigins, now())
}

async function readSession(client: OfauthClient, session: SessionRef): Promise<SessionReading> {
  try {
    const reading = await readStatusOf(client, session)
    if (reading !== 'unreadable') return reading ?? { state: 'open' }
    throw new ProviderError('invalid_response', 'OFAuth link.status: completed without a readable user')
  } catch (error) {
    if (error instanceof ProviderError && error.kind === 'not_found') return { state: 'gone' }
    throw error
  }
}

/** OFAuth as a provider. Throws TypeError when the base URL is not an http(s) URL. */
export function createOfauthAdapter(config: AdapterConfig, deps: AdapterDeps): ProviderAdapter {
  const client = createClient(config, deps)
  const { allowedModes } = config
  const hosted = HOSTED_MODES.filter((mode) => config.apps[mode] && (allowedModes?.includes(mode) ?? true))
  // Never by default: passwords pass through our own server.
  const whitelabelApp = allowedModes?.includes('whitelabel') ? config.apps.whitelabel : undefined
  const modes: LinkMode[] = whitelabelApp ? [...hosted, 'whitelabel'] : hosted
  return {
    id: 'ofauth',
    capabilities: {
      modes,
      reconnectModes: modes,
      listsConnections: true,
      invalidates: true,
      lifecycleWebhooks: true,
      embedProtocol: modes.includes('embed') ? 'ofauth' : null,
    },
    access: createAccessReader(client),
    login: whitelabelApp ? createLogin(client, whitelabelApp, config, deps) : null,
    startSession: (request) => startSession(client, config, deps.now, request),
    readSession: (session) => readSession(client, session),
    endSession: ({ clientSecret }) => unlessGone(client.link.delete(clientSecret)),
    prove: (request) => prove(client, deps.now, request),
    async listConnections(page) {
      const { items, unreadable, next } = await client.account.connections(page)
      return { connections: items.map(toRemoteConnection), unreadable, next }
    },
    deleteConnection: (id) => unlessGone(client.account.deleteConnection(id)),
    invalidateConnection: (id) => client.account.invalidateConnection(id),
    async checkKey() {
      const account = await client.account.whoami()
      return { accountId: account.id, accountName: account.name, permissions: account.permissions }
    },
  }
}
