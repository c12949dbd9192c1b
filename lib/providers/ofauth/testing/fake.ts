import { readFileSync } from 'node:fs'
import type { AdapterConfig } from '../../adapter-types'
import { fakeApi as fakeRoutes } from '../../testing/fake-api'
import type { LinkMode, SessionRef } from '../../types'

export const KEY = 'sk_sandbox_CANARYKEY'
export const SECRET = 'cs_CANARYSECRET'

/** The session of a secret, as the adapter is asked for it. */
export const sessionOf = (clientSecret: string, mode: LinkMode = 'redirect'): SessionRef => ({
  mode,
  clientSecret,
  referenceId: 'ref',
  hintedConnectionId: null,
})

export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8'))
}

/** An agency that set up white-label mode, and allows it. */
export const WHITELABEL: Partial<AdapterConfig> = {
  apps: { redirect: 'app_redirect', whitelabel: 'app_whitelabel' },
  allowedModes: ['redirect', 'whitelabel'],
}

export function config(over: Partial<AdapterConfig> = {}): AdapterConfig {
  return {
    baseUrl: 'https://api.example.test',
    apiKey: KEY,
    apps: { redirect: 'app_redirect' },
    allowedModes: null,
    selfie: false,
    linkOrigins: ['https://link.example.test'],
    ...over,
  }
}

/** Answers as OFAuth does where there is no such route. */
export const fakeApi = (routes: Record<string, unknown>) =>
  fakeRoutes(routes, { error: 'no such route', type: 'ROUTE_NOT_FOUND' })
