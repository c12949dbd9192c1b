import type { AdapterDeps } from '../adapter-types'

export const NOW = new Date('2026-03-01T12:00:00.000Z')

type Seen = { method: string; path: string; headers: Headers; body: unknown }

/**
 * Answers calls from a table of "METHOD /path" (query ignored); records them. A function gets the URL.
 * @param missing the body of a 404 for any other call
 */
export function fakeApi(routes: Record<string, unknown>, missing: unknown = {}) {
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
    if (reply === undefined) return json(missing, 404)
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
