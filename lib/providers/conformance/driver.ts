import type { AdapterConfig, AdapterDeps, ProviderAdapter } from '../adapter-types'
import type { LoginDriver, LoginRequest, StartedLogin } from '../login-types'
import { createAdapter } from '../registry'
import type { LoginMode, ProviderId, SessionReading, SessionRef } from '../types'

/** What the suite has to know of a provider. All else is the adapter's to say. */
export type Driver = {
  id: ProviderId
  mode: LoginMode
  apps: AdapterConfig['apps']
  /** The prefix of its keys at the sandbox, where an organisation's keys differ in it alone. */
  keyPrefix: string
  /** The call that hands the credentials over, and the one that hands over a code: method and path. */
  credentials: { method: string; path: RegExp }
  code: { method: string; path: RegExp }
  /** It reads the list of connections here. */
  listPath: string
  /** The environment's names of a key for the real service, and of its address where it is another one. */
  realKey: string
  realUrl: string
  realBaseUrl: string
  /** A session of the right form that nobody ever began. */
  unknownSecret: string
  unknownConnection: string
}

export const DRIVERS: Driver[] = [
  {
    id: 'ofauth',
    mode: 'whitelabel',
    apps: { redirect: 'app_sandboxredirect', embed: 'app_sandboxembed', whitelabel: 'app_sandboxwhitelabel' },
    keyPrefix: 'sk_',
    credentials: { method: 'POST', path: /\/whitelabel\/login$/ },
    code: { method: 'POST', path: /\/2fa\/code$/ },
    listPath: '/v2/account/connections',
    realKey: 'CONTRACT_OFAUTH_API_KEY',
    realUrl: 'CONTRACT_OFAUTH_BASE_URL',
    realBaseUrl: 'https://api.ofauth.com',
    unknownSecret: 'cs_nobodyeverbeganthisone',
    unknownConnection: 'conn_nobodyeverlinkedthisone',
  },
  {
    id: 'onlyfansapi',
    mode: 'polling',
    apps: {},
    keyPrefix: 'ofapi_',
    credentials: { method: 'POST', path: /^\/api\/authenticate$/ },
    code: { method: 'PUT', path: /^\/api\/authenticate\/auth_\w+$/ },
    listPath: '/api/accounts',
    realKey: 'CONTRACT_ONLYFANSAPI_API_KEY',
    realUrl: 'CONTRACT_ONLYFANSAPI_BASE_URL',
    realBaseUrl: 'https://app.onlyfansapi.com',
    unknownSecret: 'auth_nobodyeverbeganthiso',
    unknownConnection: 'acct_00000000000000000000000000000000',
  },
  {
    id: 'onlyfanskit',
    mode: 'polling',
    apps: {},
    keyPrefix: 'ofk_',
    credentials: { method: 'POST', path: /^\/v1\/connect\/login$/ },
    code: { method: 'PUT', path: /^\/v1\/connect\/login\/\w+$/ },
    listPath: '/v1/accounts',
    realKey: 'CONTRACT_ONLYFANSKIT_API_KEY',
    realUrl: 'CONTRACT_ONLYFANSKIT_BASE_URL',
    realBaseUrl: 'https://api.onlyfanskit.dev',
    unknownSecret: 'att_nobodyeverbeganthison',
    unknownConnection: 'acc_nobodyeverlinked',
  },
]

export const DEPS: AdapterDeps = {
  fetch: globalThis.fetch,
  now: () => new Date(),
  sleep: async () => {},
}

export function adapterOf(driver: Driver, baseUrl: string, apiKey: string): ProviderAdapter {
  const config: AdapterConfig = {
    baseUrl,
    apiKey,
    apps: driver.apps,
    allowedModes: ['redirect', 'embed', 'whitelabel', 'polling'],
    linkOrigins: [new URL(baseUrl).origin],
    selfie: true,
  }
  return createAdapter(driver.id, config, DEPS)
}

export function loginOf({ login }: ProviderAdapter): LoginDriver {
  if (login) return login
  throw new Error('this adapter takes no logins')
}

export const PASSWORD = 'good-password'
export const CODE = '123456'

export function request(referenceId: string, email: string, over: Partial<LoginRequest> = {}): LoginRequest {
  return {
    method: 'password',
    credentials: { email, password: PASSWORD },
    rememberCredentials: true,
    referenceId,
    displayName: 'Jane',
    connectionId: null,
    geolocation: null,
    ...over,
  }
}

export const sessionOf = (
  driver: Driver,
  { clientSecret }: Pick<StartedLogin, 'clientSecret'>,
  referenceId: string,
): SessionRef => ({
  mode: driver.mode,
  clientSecret,
  referenceId,
  hintedConnectionId: null,
})

/** More readings than any login of the sandbox takes. */
const MOST_READINGS = 40

/** Reads until a person is needed or it is over. */
export async function settled(
  adapter: ProviderAdapter,
  session: SessionRef,
  until: (reading: SessionReading) => boolean = (reading) =>
    reading.state !== 'open' && reading.state !== 'authenticating',
): Promise<SessionReading> {
  let reading: SessionReading = { state: 'open' }
  for (let at = 0; at < MOST_READINGS; at += 1) {
    reading = await adapter.readSession(session)
    if (until(reading)) return reading
  }
  return reading
}
