import { readFileSync } from 'node:fs'
import type { AdapterConfig, AdapterDeps } from '../../adapter-types'
import type { SessionRef } from '../../types'

export const KEY = 'ofapi_CANARYKEY'
export const ATTEMPT = 'auth_CANARYATTEMPT'
export const ACCOUNT = 'acct_0f1e2d3c4b5a69788796a5b4c3d2e1f0'
export const USER = '48213377'
export const REFERENCE = 'reference-of-the-attempt'
export const DEEPLINK = 'fansapiauth://auth/fansapi_auth_4d5e6f'
export const BASE = 'https://app.example.test'
export const NOW = new Date('2026-03-01T12:00:00.000Z')

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

type Seen = { method: string; path: string; headers: Headers; body: unknown }

/** Answers calls from a table of "METHOD /path" (query ignored); records them. */
export function fakeApi(routes: Record<string, unknown>) {
  const seen: Seen[] = []
  const answer = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(input))
    const method = init?.method ?? 'GET'
    seen.push({
      method,
      path: `${url.pathname}${url.search}`,
      headers: new Headers(init?.headers),
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
    })
    const route = routes[`${method} ${url.pathname}`]
    const reply = typeof route === 'function' ? await route(url) : route
    if (reply instanceof Response) return reply.clone()
    return reply === undefined ? json({ message: 'no such route' }, 404) : json(reply)
  }
  const deps: AdapterDeps = { fetch: answer as typeof fetch, now: () => NOW, sleep: async () => {} }
  return { deps, seen }
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })
}
