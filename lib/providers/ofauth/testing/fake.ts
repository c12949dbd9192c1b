import { readFileSync } from 'node:fs'
import type { AdapterConfig, AdapterDeps } from '../../adapter-types'
import type { SessionRef } from '../../types'

export const KEY = 'sk_sandbox_CANARYKEY'
export const SECRET = 'cs_CANARYSECRET'
export const NOW = new Date('2026-03-01T12:00:00.000Z')

/** The session of a secret, as the adapter is asked for it. */
export const sessionOf = (clientSecret: string): SessionRef => ({
  mode: 'redirect',
  clientSecret,
  referenceId: 'ref',
  hintedConnectionId: null,
})

export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8'))
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

type Seen = { method: string; path: string; headers: Headers; body: unknown }

/** Answers calls from a table of "METHOD /path" (query ignored); records them. A function gets the URL. */
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
    if (reply === undefined) return json({ error: 'no such route', type: 'ROUTE_NOT_FOUND' }, 404)
    return json(reply)
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
