import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { AdapterDeps } from '../adapter-types'
import { createAdapter } from '../registry'
import { ProviderError } from '../types'
import { config, KEY } from './testing/fake'
import { FAULTS, type Fault, type Outcome, places, stopTimers } from './testing/faults'
import { CHANGES, METHOD_NAMES, METHODS, type MethodName } from './testing/methods'

let provider: Server
let internal: Server
let internalHits = 0
let current: Fault
let hits: string[] = []

const origin = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const listen = (server: Server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
const close = (server: Server) =>
  new Promise((done) => {
    server.closeAllConnections()
    server.close(done)
  })

beforeAll(async () => {
  provider = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`)
    current.answer(response, request)
  })
  internal = createServer((_request, response) => {
    internalHits += 1
    response.end('{"secret":"of the internal host"}')
  })
  await Promise.all([listen(provider), listen(internal)])
  places.internal = origin(internal)
})

const unhandled: unknown[] = []
const note = (error: unknown) => void unhandled.push(error)
process.on('unhandledRejection', note)

afterEach(stopTimers)
afterAll(async () => {
  await Promise.all([close(provider), close(internal)])
  process.off('unhandledRejection', note)
})

function said(error: unknown): Outcome {
  if (!(error instanceof ProviderError)) return `not a ProviderError: ${String(error)}`
  return error.detail ? `${error.kind}/${error.detail}` : error.kind
}

const runOf = (name: MethodName, deps: AdapterDeps, over: Parameters<typeof config>[0] = {}) =>
  METHODS[name].run(createAdapter('onlyfansapi', config(over), deps)).then(
    () => null,
    (thrown: unknown) => thrown,
  )

/** A change is sent once, whatever comes. A read again only where waiting may help. */
function expectedSends(fault: Fault, name: MethodName, outcome: Outcome): number {
  if (CHANGES.includes(METHODS[name].kind)) return 1
  return outcome === 'unavailable' || outcome === 'rate_limited' ? (fault.reads ?? 3) : 1
}

const SHORT_MS = 50

describe('every fault at every method', () => {
  for (const [faultName, fault] of Object.entries(FAULTS)) {
    it.each(METHOD_NAMES)(`${faultName}: %s`, async (name) => {
      current = fault
      hits = []
      const waits: number[] = []
      const deps: AdapterDeps = {
        fetch,
        now: () => new Date(),
        sleep: async (ms) => void waits.push(ms),
      }
      const baseUrl = origin(provider)
      const timeouts = fault.hangs ? { timeouts: { readMs: SHORT_MS, changeMs: SHORT_MS } } : {}
      const began = performance.now()
      const error = await runOf(name, deps, { baseUrl, linkOrigins: [baseUrl], ...timeouts })
      const expected = fault.outcome[METHODS[name].kind] ?? fault.outcome.all
      expect(error === null ? 'ok' : said(error)).toBe(expected)
      expect(hits).toHaveLength(expectedSends(fault, name, expected))
      expect(waits).toHaveLength(hits.length - 1)
      if (fault.hangs) expect(performance.now() - began).toBeLessThan(SHORT_MS + 1_000)
      if (error instanceof ProviderError) {
        if (fault.retryAfter !== undefined) expect(error.retryAfter).toBe(fault.retryAfter)
        const shown = `${error.message} ${JSON.stringify(error)} ${error.stack} ${error.cause}`
        expect(shown).not.toMatch(/CANARY/)
      }
    })
  }

  it('a redirect was never followed, and no rejection was left unhandled', async () => {
    await new Promise((done) => setImmediate(done))
    expect(internalHits).toBe(0)
    expect(unhandled).toEqual([])
  })
})

describe('no server at all', () => {
  const reject = (code: string) =>
    Promise.reject(
      new TypeError(`fetch failed for ${KEY}`, { cause: Object.assign(new Error(KEY), { code }) }),
    )
  const broken: [string, () => Promise<Response>][] = [
    ['refused', async () => fetch('http://127.0.0.1:1/')],
    ['name unknown', () => reject('ENOTFOUND')],
    ['bad certificate', () => reject('DEPTH_ZERO_SELF_SIGNED_CERT')],
    ['thrown text', () => Promise.reject(KEY)],
  ]

  it.each(broken)('%s is unavailable for every method', async (_name, fetcher) => {
    for (const name of METHOD_NAMES) {
      let calls = 0
      const counted = () => {
        calls += 1
        return fetcher()
      }
      const error = await runOf(name, { fetch: counted, now: () => new Date(), sleep: async () => {} })
      expect(said(error)).toBe('unavailable')
      expect(`${error} ${JSON.stringify(error)}`).not.toContain('CANARY')
      expect(calls).toBe(CHANGES.includes(METHODS[name].kind) ? 1 : 3)
    }
  })
})

describe('a fetch that ignores what it was told', () => {
  it('still ends by the deadline', async () => {
    const endless = () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }))
    const deps: AdapterDeps = { fetch: async () => endless(), now: () => new Date(), sleep: async () => {} }
    const timeouts = { readMs: SHORT_MS, changeMs: SHORT_MS }
    const outcomes = await Promise.all(METHOD_NAMES.map((name) => runOf(name, deps, { timeouts })))
    expect(outcomes.map(said)).toEqual(METHOD_NAMES.map(() => 'unavailable'))
  }, 2_000)
})
