import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { AdapterDeps } from '../adapter-types'
import { createAdapter } from '../registry'
import { FaultServer, said } from '../testing/fault-server'
import { type Outcome, stopTimers } from '../testing/transport-faults'
import { ProviderError } from '../types'
import { config, KEY, WHITELABEL } from './testing/fake'
import { FAULTS, type Fault } from './testing/faults'
import { METHOD_NAMES, METHODS, type MethodKind, type MethodName } from './testing/methods'

const server = new FaultServer()

beforeAll(() => server.start())
afterEach(stopTimers)
afterAll(() => server.stop())

const CHANGES: MethodKind[] = ['init', 'step', 'delete', 'invalidate']

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
      server.answer = fault.answer
      server.hits = []
      const waits: number[] = []
      const deps: AdapterDeps = {
        fetch,
        now: () => new Date(),
        sleep: async (ms) => void waits.push(ms),
      }
      const timeouts = fault.hangs ? { timeouts: { readMs: SHORT_MS, changeMs: SHORT_MS } } : {}
      const adapter = createAdapter(
        'ofauth',
        config({ baseUrl: server.origin, ...WHITELABEL, ...timeouts }),
        deps,
      )
      const began = performance.now()
      const error: unknown = await METHODS[name].run(adapter).then(
        () => null,
        (thrown: unknown) => thrown,
      )
      expect(said(error)).toBe(expected(fault, name))
      const { hits } = server
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
    expect(server.internalHits).toBe(0)
    expect(server.unhandled).toEqual([])
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
        .run(createAdapter('ofauth', config(WHITELABEL), deps))
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
    const adapter = createAdapter('ofauth', config({ ...WHITELABEL, timeouts }), deps)
    const outcomes = await Promise.all(
      METHOD_NAMES.map((name) => METHODS[name].run(adapter).then(String, (error: unknown) => said(error))),
    )
    expect(outcomes).toEqual(METHOD_NAMES.map(() => 'unavailable'))
  }, 2_000)
})
