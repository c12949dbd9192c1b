import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { AdapterConfig, AdapterDeps, ProviderAdapter } from '../adapter-types'
import { ProviderError } from '../types'
import { NOW } from './fake-api'
import { FaultServer, said } from './fault-server'
import { type Outcome, stopTimers, type TransportFault } from './transport-faults'

/** A fault, with what it ends in for each kind of method; `all` for the rest. */
export type Fault<Kind extends string> = Omit<TransportFault, 'outcome' | 'bodyless' | 'reads'> & {
  outcome: Partial<Record<Kind, Outcome>> & { all: Outcome }
  /** How often a read is sent where it ends as `unavailable` or `rate_limited`; 3 where nothing is said. */
  reads?: 1 | 3
}

type Method<Kind> = { kind: Kind; run: (adapter: ProviderAdapter) => Promise<unknown> }

export type FaultSuite<Kind extends string, Each extends Fault<Kind>> = {
  /** Every method that calls the provider. */
  methods: Record<string, Method<Kind>>
  faults: Record<string, Each>
  /** The kinds that are sent once, whatever comes of it. */
  changes: Kind[]
  adapter: (over: Partial<AdapterConfig>, deps: AdapterDeps) => ProviderAdapter
  /** Where a read asks for more than one thing: how often it sends in all; null for what is usual. */
  sends?: (fault: Each, kind: Kind) => number | null
  /** Where two methods of a kind differ. */
  outcome?: (fault: Each, name: string) => Outcome | null
}

const SHORT_MS = 50
const SHORT = { timeouts: { readMs: SHORT_MS, changeMs: SHORT_MS } }

const STATUSES = [200, 200, 200, 201, 400, 401, 403, 404, 409, 410, 412, 422, 429, 500]

const thrown = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

function expectNoSecret(error: unknown): void {
  if (!(error instanceof Error)) return
  expect(`${error.message} ${JSON.stringify(error)} ${error.stack} ${error.cause}`).not.toMatch(/CANARY/)
}

function usualSends({ reads = 3 }: { reads?: 1 | 3 }, outcome: Outcome): number {
  return outcome === 'unavailable' || outcome === 'rate_limited' ? reads : 1
}

function describeFaults<Kind extends string, Each extends Fault<Kind>>(suite: FaultSuite<Kind, Each>): void {
  const server = new FaultServer()
  beforeAll(() => server.start())
  afterEach(stopTimers)
  afterAll(() => server.stop())

  const cases = Object.entries(suite.methods)
  for (const [faultName, fault] of Object.entries(suite.faults)) {
    it.each(cases)(`${faultName}: %s`, async (name, { kind, run }) => {
      server.answer = fault.answer
      // Counted where they leave: one that hangs may be given up before the server has seen it.
      const sent: string[] = []
      const waits: number[] = []
      const deps: AdapterDeps = {
        fetch: (url, init) => {
          sent.push(`${init?.method} ${url}`)
          return fetch(url, init)
        },
        now: () => new Date(),
        sleep: async (ms) => void waits.push(ms),
      }
      const place = { baseUrl: server.origin, linkOrigins: [server.origin] }
      const began = performance.now()
      const error = await thrown(run(suite.adapter({ ...place, ...(fault.hangs ? SHORT : {}) }, deps)))
      const expected = suite.outcome?.(fault, name) ?? fault.outcome[kind] ?? fault.outcome.all
      expect(said(error)).toBe(expected)
      const sends = suite.changes.includes(kind)
        ? 1
        : (suite.sends?.(fault, kind) ?? usualSends(fault, expected))
      if (fault.hangs) {
        // On a busy machine so short a deadline can pass before anything left.
        expect(sent.length).toBeLessThanOrEqual(sends)
        expect(performance.now() - began).toBeLessThan(SHORT_MS + 1_000)
      } else {
        expect(sent).toHaveLength(sends)
        // It waits before it asks for the same once more, and never before it asks for something else.
        expect(waits).toHaveLength(sends - new Set(sent).size)
      }
      if (error instanceof ProviderError && fault.retryAfter !== undefined)
        expect(error.retryAfter).toBe(fault.retryAfter)
      expectNoSecret(error)
    })
  }

  it('a redirect was never followed, and no rejection was left unhandled', async () => {
    await new Promise((done) => setImmediate(done))
    expect(server.internalHits).toBe(0)
    expect(server.unhandled).toEqual([])
  })
}

const refuse = (code: string) => {
  const cause = Object.assign(new Error('CANARYKEY'), { code })
  return Promise.reject(new TypeError('fetch failed for CANARYKEY', { cause }))
}
const BROKEN: [string, () => Promise<Response>][] = [
  ['refused', async () => fetch('http://127.0.0.1:1/')],
  ['name unknown', () => refuse('ENOTFOUND')],
  ['bad certificate', () => refuse('DEPTH_ZERO_SELF_SIGNED_CERT')],
  ['odd code', () => refuse('CANARYKEY x')],
  ['thrown text', () => Promise.reject('CANARYKEY')],
]

/**
 * Every fault at every method of an adapter ends in one of its typed errors, within its deadline and without a secret in
 * it; what changes something is sent once.
 */
export function survivesEveryFault<Kind extends string, Each extends Fault<Kind>>(
  suite: FaultSuite<Kind, Each>,
): void {
  const methods = Object.values(suite.methods)
  describe('every fault at every method', () => describeFaults(suite))

  it.each(BROKEN)('without a server, %s, every method is unavailable', async (_name, fetcher) => {
    for (const { kind, run } of methods) {
      let calls = 0
      const counted = () => {
        calls += 1
        return fetcher()
      }
      const error = await thrown(
        run(suite.adapter({}, { fetch: counted, now: () => new Date(), sleep: async () => {} })),
      )
      expect(said(error)).toBe('unavailable')
      expectNoSecret(error)
      expect(calls).toBe(suite.changes.includes(kind) ? 1 : 3)
    }
  })

  it('still ends by the deadline when fetch ignores what it was told', async () => {
    const endless = () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }))
    const deps: AdapterDeps = { fetch: async () => endless(), now: () => new Date(), sleep: async () => {} }
    const errors = await Promise.all(methods.map(({ run }) => thrown(run(suite.adapter(SHORT, deps)))))
    expect(errors.map(said)).toEqual(methods.map(() => 'unavailable'))
  }, 2_000)
}

/** Whatever an answer says, each method of an adapter ends in a value or in one of its typed errors. */
export function survivesAnyBody(
  { methods, adapter }: Pick<FaultSuite<string, Fault<string>>, 'methods' | 'adapter'>,
  bodies: fc.Arbitrary<string>,
): void {
  it.each(Object.entries(methods))('%s ends in a value or in a ProviderError', async (_name, { run }) => {
    const property = fc.asyncProperty(bodies, fc.constantFrom(...STATUSES), async (body, status) => {
      const answer = async () => new Response(body, { status })
      const deps: AdapterDeps = { fetch: answer, now: () => NOW, sleep: async () => {} }
      const error = await thrown(run(adapter({}, deps)))
      if (error !== null) expect(error).toBeInstanceOf(ProviderError)
    })
    await fc.assert(property)
  })
}
