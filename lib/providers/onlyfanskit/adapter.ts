import type { AccessReader, AdapterConfig, AdapterDeps, ProviderAdapter } from '../adapter-types'
import { type Budget, withBudget } from '../budget'
import { timeoutsOf, unlessGone } from '../caller'
import { type LinkMode, ProviderError } from '../types'
import { createClient } from './client'
import { createLogin } from './login'
import { toRemoteConnection } from './mapper'
import { readProfile } from './profile'
import { prove, readAttempt } from './sessions'

const notOffered = (what: string) =>
  new ProviderError('rejected', `OnlyFansKit ${what}: not offered`, { detail: 'method_not_supported' })

/** OnlyFansKit as a provider: logins through our own form alone. Throws TypeError for a bad base URL. */
export function createOnlyfanskitAdapter(config: AdapterConfig, deps: AdapterDeps): ProviderAdapter {
  const client = createClient(config, deps)
  const manner = { selfie: config.selfie, baseUrl: config.baseUrl }
  const modes: LinkMode[] = (config.allowedModes?.includes('polling') ?? true) ? ['polling'] : []
  const inTime = <T>(ms: number, run: (budget: Budget) => Promise<T>) =>
    withBudget(deps.now, ms, undefined, run)
  const { readMs } = timeoutsOf(config)
  const access: AccessReader = {
    profile: (id) => inTime(readMs, (budget) => readProfile(client, id, budget)),
    async counts() {
      throw notOffered('access.counts')
    },
    async earnings() {
      throw notOffered('access.earnings')
    },
  }
  return {
    id: 'onlyfanskit',
    capabilities: {
      modes,
      reconnectModes: modes,
      listsConnections: true,
      invalidates: false,
      lifecycleWebhooks: false,
      embedProtocol: null,
    },
    access,
    login: modes.length > 0 ? createLogin(client, manner, config, deps) : null,
    async startSession({ mode }) {
      throw new ProviderError('rejected', `OnlyFansKit: mode ${mode} is not set up`)
    },
    readSession: ({ clientSecret }) =>
      inTime(readMs, (budget) => readAttempt(client, manner, clientSecret, budget)),
    // No way to end an attempt is documented; it ends by itself.
    async endSession() {},
    prove: (request) =>
      inTime(request.deadline.getTime() - deps.now().getTime(), (budget) =>
        prove(client, manner, request, budget),
      ),
    /** How the list is paged is not documented: it is read as one. */
    async listConnections({ offset }) {
      if (offset > 0) return { connections: [], unreadable: 0, next: null }
      const { items, unreadable } = await client.accounts()
      return { connections: items.map(toRemoteConnection), unreadable, next: null }
    },
    deleteConnection: (id) => unlessGone(client.deleteAccount(id)),
    async invalidateConnection() {
      throw notOffered('accounts.invalidate')
    },
    async checkKey() {
      const { id, name, scopes } = await client.me()
      return { accountId: id, accountName: name, permissions: scopes }
    },
  }
}
