import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createAdapter } from '../registry'
import { type AdapterDeps, ProviderError } from '../types'
import { config, KEY, SECRET } from './testing/fake'
import { CONNECTION, METHOD_NAMES, METHODS, type MethodKind, type MethodName } from './testing/methods'

/** What a call ends in: the words of its error, or 'ok'. */
type Outcome = string
type Fault = {
  answer: (response: ServerResponse, request: IncomingMessage) => void
  /** By kind of method; `all` for the rest. */
  outcome: Partial<Record<MethodKind, Outcome>> & { all: Outcome }
  /** How often a read is sent; a change always once. */
  reads: 1 | 3
  retryAfter?: number
  /** Ends by the deadline, so the calls get a short one. */
  hangs?: boolean
}

const timers = new Set<NodeJS.Timeout>()
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
})

const unhandled: unknown[] = []
const note = (error: unknown) => void unhandled.push(error)
process.on('unhandledRejection', note)

afterEach(() => {
  for (const timer of timers) clearInterval(timer)
  timers.clear()
})
afterAll(async () => {
  await Promise.all([close(provider), close(internal)])
  process.off('unhandledRejection', note)
})

// A refusal that repeats all that we sent, as a careless server does.
const ECHO = `${KEY} ${SECRET} ${CONNECTION} sess=CANARYCOOKIE`

function send(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}
const answers =
  (status: number, body: unknown, headers?: Record<string, string>) => (response: ServerResponse) =>
    send(response, status, typeof body === 'string' ? body : JSON.stringify(body), headers)
const refuses = (status: number, type?: string, headers?: Record<string, string>) =>
  answers(status, { error: ECHO, requestId: KEY, details: ECHO, ...(type ? { type } : {}) }, headers)
const HTML = `<!doctype html><title>Gateway</title><p>${ECHO}</p>`
const asHtml = { 'content-type': 'text/html' }

const limited = (header: string | undefined, reads: 1 | 3, retryAfter: number): Fault => ({
  answer: refuses(429, 'RATE_LIMIT_EXCEEDED', header === undefined ? {} : { 'retry-after': header }),
  outcome: { all: 'rate_limited' },
  reads,
  retryAfter,
})

const gone = (all: Outcome, init: Outcome): Fault['outcome'] => ({
  all,
  init,
  status: 'ok',
  delete: 'ok',
})

const FAULTS: Record<string, Fault> = {
  'reset before headers': {
    answer: (response) => response.socket?.resetAndDestroy(),
    outcome: { all: 'unavailable' },
    reads: 3,
  },
  'reset in the body': {
    answer(response) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"list":[')
      timers.add(setTimeout(() => response.socket?.resetAndDestroy(), 5))
    },
    outcome: { all: 'unavailable' },
    reads: 3,
  },
  'timeout before headers': { answer: () => {}, outcome: { all: 'unavailable' }, reads: 1, hangs: true },
  'slow body': {
    answer(response) {
      response.writeHead(200, { 'content-type': 'application/json' })
      timers.add(setInterval(() => response.write(' '), 20))
    },
    outcome: { all: 'unavailable' },
    reads: 1,
    hangs: true,
  },
  'slow body of an error': {
    answer(response) {
      response.writeHead(401, { 'content-type': 'application/json' })
      timers.add(setInterval(() => response.write(' '), 20))
    },
    outcome: { all: 'unavailable' },
    reads: 1,
    hangs: true,
  },
  '500': { answer: refuses(500, 'UNKNOWN_ERROR'), outcome: { all: 'unavailable' }, reads: 3 },
  '500 without a body': { answer: answers(500, ''), outcome: { all: 'unavailable' }, reads: 3 },
  '502 HTML': { answer: answers(502, HTML, asHtml), outcome: { all: 'unavailable' }, reads: 3 },
  '503 with Retry-After': {
    answer: refuses(503, undefined, { 'retry-after': '2' }),
    outcome: { all: 'unavailable' },
    reads: 3,
    retryAfter: 2,
  },
  '200 HTML': { answer: answers(200, HTML, asHtml), outcome: { all: 'invalid_response' }, reads: 1 },
  '200 HTML as JSON': { answer: answers(200, HTML), outcome: { all: 'invalid_response' }, reads: 1 },
  '200 truncated JSON': {
    answer: answers(200, '{"list":[{"id":"conn_a'),
    outcome: { all: 'invalid_response', delete: 'ok', invalidate: 'ok' },
    reads: 1,
  },
  '200 wrong schema': {
    answer: answers(200, { surprise: ECHO, list: ECHO, status: [ECHO] }),
    outcome: { all: 'invalid_response', delete: 'ok', invalidate: 'ok' },
    reads: 1,
  },
  '200 isAuth false': {
    answer: answers(200, { isAuth: false }),
    outcome: {
      all: 'invalid_response',
      self: 'reauth_required/signed_out',
      delete: 'ok',
      invalidate: 'ok',
    },
    reads: 1,
  },
  '200 beyond the cap': {
    answer: answers(200, JSON.stringify({ list: [], pad: 'x'.repeat(4_000_001) })),
    outcome: { all: 'invalid_response' },
    reads: 1,
  },
  '204': {
    answer: (response) => void response.writeHead(204).end(),
    outcome: { all: 'invalid_response', delete: 'ok', invalidate: 'ok' },
    reads: 1,
  },
  ...Object.fromEntries(
    [301, 302, 303, 307, 308].map((status): [string, Fault] => [
      `${status} to an internal host`,
      {
        answer: (response) =>
          send(response, status, '', { location: `${origin(internal)}/latest/meta-data` }),
        outcome: { all: 'invalid_response' },
        reads: 1,
      },
    ]),
  ),
  '429 in seconds': limited('1', 3, 1),
  '429 in too many seconds': limited('30', 1, 30),
  '429 with a date': limited('Fri, 01 Jan 2100 00:00:00 GMT', 1, 3600),
  '429 with a date in the past': limited('Thu, 01 Jan 2026 00:00:00 GMT', 3, 0),
  '429 without a time': limited(undefined, 1, 60),
  '429 with an absurd time': limited('99999999999999999999', 1, 3600),
  '429 with a negative time': limited('-1', 1, 60),
  '429 reset in the body': {
    answer(response) {
      response.writeHead(429, { 'retry-after': '7', 'content-length': '1000' })
      response.write('{')
      timers.add(setTimeout(() => response.socket?.resetAndDestroy(), 5))
    },
    outcome: { all: 'rate_limited' },
    reads: 1,
    retryAfter: 7,
  },
  '401 UNAUTHORIZED': {
    answer: refuses(401, 'UNAUTHORIZED'),
    outcome: { all: 'unauthorized_key' },
    reads: 1,
  },
  '401 SESSION_EXPIRED': {
    answer: refuses(401, 'SESSION_EXPIRED'),
    outcome: { ...gone('reauth_required/session_expired', 'not_found'), delete: 'ok or reauth' },
    reads: 1,
  },
  '401 SESSION_NOT_PROVIDED': {
    answer: refuses(401, 'SESSION_NOT_PROVIDED'),
    outcome: { ...gone('reauth_required/session_missing', 'not_found'), delete: 'ok or reauth' },
    reads: 1,
  },
  '401 RULES_OUTDATED': { answer: refuses(401, 'RULES_OUTDATED'), outcome: { all: 'unavailable' }, reads: 3 },
  '401 without a type': {
    answer: refuses(401),
    outcome: { all: 'unauthorized_key', self: 'unavailable', access: 'unavailable' },
    reads: 1,
  },
  '401 HTML': { answer: answers(401, HTML, asHtml), outcome: { all: 'unavailable' }, reads: 3 },
  '403': {
    answer: refuses(403),
    outcome: {
      all: 'rejected/scope_missing',
      init: 'limit_reached',
      status: 'rejected',
      self: 'rejected',
      access: 'rejected',
      delete: 'rejected or scope',
    },
    reads: 1,
  },
  '403 FORBIDDEN': {
    answer: refuses(403, 'FORBIDDEN'),
    outcome: {
      all: 'rejected/scope_missing',
      self: 'rejected/permission_missing',
      access: 'rejected/permission_missing',
    },
    reads: 1,
  },
  '404': { answer: refuses(404), outcome: gone('not_found', 'rejected/app_not_found'), reads: 1 },
  '404 without a body': {
    answer: answers(404, ''),
    outcome: gone('not_found', 'rejected/app_not_found'),
    reads: 1,
  },
  '404 HTML': { answer: answers(404, HTML, asHtml), outcome: { all: 'unavailable' }, reads: 3 },
  '404 ROUTE_NOT_FOUND': { answer: refuses(404, 'ROUTE_NOT_FOUND'), outcome: { all: 'rejected' }, reads: 1 },
  '410': { answer: refuses(410), outcome: gone('not_found', 'rejected/app_not_found'), reads: 1 },
  '412': { answer: refuses(412), outcome: { all: 'rejected' }, reads: 1 },
}

const CHANGES: MethodKind[] = ['init', 'delete', 'invalidate']

function said(error: unknown): Outcome {
  if (!(error instanceof ProviderError)) return `not a ProviderError: ${String(error)}`
  return error.detail ? `${error.kind}/${error.detail}` : error.kind
}

/** Where Link and Account differ for a deletion, both words are in one expectation. */
function expected(fault: Fault, name: MethodName): Outcome {
  const outcome = fault.outcome[METHODS[name].kind] ?? fault.outcome.all
  const isLink = name === 'endSession'
  if (outcome === 'ok or reauth') return isLink ? 'ok' : fault.outcome.all
  return outcome === 'rejected or scope' ? (isLink ? 'rejected' : fault.outcome.all) : outcome
}

/** A proof reads the status first, and the list when that is refused or gone. */
function expectedSends(fault: Fault, name: MethodName): number {
  const { kind } = METHODS[name]
  if (CHANGES.includes(kind)) return 1
  if (kind !== 'prove') {
    const untypedAccess = fault === FAULTS['401 without a type'] && (kind === 'self' || kind === 'access')
    return untypedAccess ? 3 : fault.reads
  }
  const status = fault.outcome.status ?? fault.outcome.all
  return status === 'ok' || status.startsWith('rejected') ? 2 : fault.reads
}

const SHORT_MS = 100

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
      const timeouts = fault.hangs ? { timeouts: { readMs: SHORT_MS, changeMs: SHORT_MS } } : {}
      const adapter = createAdapter('ofauth', config({ baseUrl: origin(provider), ...timeouts }), deps)
      const began = performance.now()
      const error: unknown = await METHODS[name].run(adapter).then(
        () => null,
        (thrown: unknown) => thrown,
      )
      expect(error === null ? 'ok' : said(error)).toBe(expected(fault, name))
      expect(hits).toHaveLength(expectedSends(fault, name))
      expect(waits).toHaveLength(hits.length - (METHODS[name].kind === 'prove' && hits.length === 2 ? 2 : 1))
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
  const broken: [string, () => Promise<Response>][] = [
    ['refused', async () => fetch('http://127.0.0.1:1/')],
    ['name unknown', () => reject('ENOTFOUND')],
    ['bad certificate', () => reject('DEPTH_ZERO_SELF_SIGNED_CERT')],
    ['odd code', () => reject(`${KEY} x`)],
    ['thrown text', () => Promise.reject(KEY)],
  ]
  const reject = (code: string) =>
    Promise.reject(
      new TypeError(`fetch failed for ${KEY}`, { cause: Object.assign(new Error(KEY), { code }) }),
    )

  it.each(broken)('%s is unavailable for every method', async (_name, fetcher) => {
    for (const name of METHOD_NAMES) {
      let calls = 0
      const deps: AdapterDeps = {
        fetch: () => {
          calls += 1
          return fetcher()
        },
        now: () => new Date(),
        sleep: async () => {},
      }
      const error = await METHODS[name]
        .run(createAdapter('ofauth', config(), deps))
        .catch((each: unknown) => each)
      expect(said(error)).toBe('unavailable')
      expect(`${error} ${JSON.stringify(error)}`).not.toContain('CANARY')
      expect(calls).toBe(CHANGES.includes(METHODS[name].kind) ? 1 : 3)
    }
  })
})

describe('a fetch that ignores what it was told', () => {
  it('does not believe an answer that comes after a redirect', async () => {
    const followed = Object.defineProperty(new Response('{"id":"org_1","permissions":[]}'), 'redirected', {
      value: true,
    })
    const deps: AdapterDeps = { fetch: async () => followed, now: () => new Date(), sleep: async () => {} }
    await expect(createAdapter('ofauth', config(), deps).checkKey()).rejects.toMatchObject({
      kind: 'invalid_response',
    })
  })

  it('still ends by the deadline', async () => {
    const endless = () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }))
    const deps: AdapterDeps = { fetch: async () => endless(), now: () => new Date(), sleep: async () => {} }
    const timeouts = { readMs: SHORT_MS, changeMs: SHORT_MS }
    const adapter = createAdapter('ofauth', config({ timeouts }), deps)
    const outcomes = await Promise.all(
      METHOD_NAMES.map((name) => METHODS[name].run(adapter).then(String, (error: unknown) => said(error))),
    )
    expect(outcomes).toEqual(METHOD_NAMES.map(() => 'unavailable'))
  }, 2_000)
})
