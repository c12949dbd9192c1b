import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { AdapterDeps } from '../adapter-types'
import { createAdapter } from '../registry'
import { FaultServer, said } from '../testing/fault-server'
import { stopTimers } from '../testing/transport-faults'
import { ProviderError } from '../types'
import { config } from './testing/fake'
import { FAULTS, type Fault } from './testing/faults'
import { CHANGES, METHOD_NAMES, METHODS, type MethodName } from './testing/methods'

const server = new FaultServer()

beforeAll(() => server.start())
afterEach(stopTimers)
afterAll(() => server.stop())

const SHORT_MS = 50

/** A profile that OnlyFansKit does not offer is looked for in the account, and that in the list. */
function expectedSends(fault: Fault, name: MethodName): number {
  const { kind } = METHODS[name]
  if (CHANGES.includes(kind)) return 1
  return kind === 'access' ? (fault.profileReads ?? fault.reads) : fault.reads
}

describe('every fault at every method', () => {
  for (const [faultName, fault] of Object.entries(FAULTS)) {
    it.each(METHOD_NAMES)(`${faultName}: %s`, async (name) => {
      server.answer = fault.answer
      server.hits = []
      const deps: AdapterDeps = { fetch, now: () => new Date(), sleep: async () => {} }
      const timeouts = fault.hangs ? { timeouts: { readMs: SHORT_MS, changeMs: SHORT_MS } } : {}
      const adapter = createAdapter(
        'onlyfanskit',
        config({ baseUrl: server.origin, selfie: true, ...timeouts }),
        deps,
      )
      const began = performance.now()
      const error: unknown = await METHODS[name].run(adapter).then(
        () => null,
        (thrown: unknown) => thrown,
      )
      expect(said(error)).toBe(fault.outcome[METHODS[name].kind] ?? fault.outcome.all)
      expect(server.hits).toHaveLength(expectedSends(fault, name))
      if (fault.hangs) expect(performance.now() - began).toBeLessThan(SHORT_MS + 1_000)
      if (error instanceof ProviderError) {
        if (fault.retryAfter !== undefined) expect(error.retryAfter).toBe(fault.retryAfter)
        expect(`${error.message} ${JSON.stringify(error)} ${error.stack} ${error.cause}`).not.toMatch(
          /CANARY/,
        )
      }
    })
  }

  it('a redirect was never followed, and no rejection was left unhandled', async () => {
    await new Promise((done) => setImmediate(done))
    expect(server.internalHits).toBe(0)
    expect(server.unhandled).toEqual([])
  })
})

describe('no answer at all', () => {
  it.each(METHOD_NAMES)('%s is unavailable, and a change is sent once', async (name) => {
    let calls = 0
    const refused = () => {
      calls += 1
      return Promise.reject(new TypeError('fetch failed for CANARYKEY'))
    }
    const deps: AdapterDeps = { fetch: refused, now: () => new Date(), sleep: async () => {} }
    const adapter = createAdapter('onlyfanskit', config({ selfie: true }), deps)
    const error = await METHODS[name].run(adapter).catch((each: unknown) => each)
    expect(said(error)).toBe('unavailable')
    expect(`${error} ${JSON.stringify(error)}`).not.toContain('CANARY')
    expect(calls).toBe(CHANGES.includes(METHODS[name].kind) ? 1 : 3)
  })
})
