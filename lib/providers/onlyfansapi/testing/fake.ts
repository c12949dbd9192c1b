import { readFileSync } from 'node:fs'
import type { AdapterConfig } from '../../adapter-types'
import type { SessionRef } from '../../types'

export const KEY = 'ofapi_CANARYKEY'
export const ATTEMPT = 'auth_CANARYATTEMPT'
export const ACCOUNT = 'acct_0f1e2d3c4b5a69788796a5b4c3d2e1f0'
export const USER = '48213377'
export const REFERENCE = 'reference-of-the-attempt'
export const DEEPLINK = 'fansapiauth://auth/fansapi_auth_4d5e6f'
export const BASE = 'https://app.example.test'

/** The session of our own form, as the adapter is asked for it. */
export const polling = (over: Partial<SessionRef> = {}): SessionRef => ({
  mode: 'polling',
  clientSecret: ATTEMPT,
  referenceId: REFERENCE,
  hintedConnectionId: null,
  ...over,
})

/** The session of a widget. */
export const embedded = (over: Partial<SessionRef> = {}): SessionRef =>
  polling({ mode: 'embed', clientSecret: 'ofapi_cs_CANARYTOKEN', ...over })

export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8'))
}

export function config(over: Partial<AdapterConfig> = {}): AdapterConfig {
  return {
    baseUrl: BASE,
    apiKey: KEY,
    apps: {},
    allowedModes: null,
    selfie: false,
    linkOrigins: [BASE],
    ...over,
  }
}
