import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { AdapterConfig, ProviderAdapter } from './adapter-types'
import { createCaller, type Dialect, isDayRange, timeoutsOf, unlessGone } from './caller'
import { config as ofauthConfig, WHITELABEL } from './ofauth/testing/fake'
import { METHODS as OFAUTH } from './ofauth/testing/methods'
import { config as kitConfig } from './onlyfanskit/testing/fake'
import { METHODS as KIT } from './onlyfanskit/testing/methods'
import { createAdapter } from './registry'
import { fakeApi, json } from './testing/fake-api'
import { ProviderError } from './types'

const DIALECT: Dialect<{ label: string; method: 'GET' | 'POST'; path: string; body?: unknown }> = {
  authHeaders: (key) => ({ authorization: `Bearer ${key}` }),
  classify: (reply, call) => new ProviderError('rejected', `${call.label}: HTTP ${reply.status}`),
  refusal: (value) =>
    value instanceof Object && 'failed' in value ? new ProviderError('rejected', 'said so') : null,
}
const config: AdapterConfig = { ...kitConfig(), baseUrl: 'https://api.example.test/gateway/', apiKey: 'key' }
const shape = z.object({ id: z.string() })
const get = { label: 'x', method: 'GET', path: '/a' } as const
const post = { label: 'x', method: 'POST', path: '/a', body: { a: 1 } } as const

describe('a caller', () => {
  const caller = (routes: Record<string, unknown>) => {
    const { deps, seen } = fakeApi(routes)
    return { seen, ...createCaller(config, deps, DIALECT) }
  }

  it('sends the provider’s own headers, and a type only with a body', async () => {
    const { read, seen } = caller({ 'GET /gateway/a': { id: '1' }, 'POST /gateway/a': { id: '2' } })
    expect([await read(get, shape), await read(post, shape)]).toEqual([{ id: '1' }, { id: '2' }])
    expect(seen.map(({ headers }) => [headers.get('authorization'), headers.get('content-type')])).toEqual([
      ['Bearer key', null],
      ['Bearer key', 'application/json'],
    ])
  })

  it('hears a refusal inside a 200, also where no body is documented', async () => {
    const { read, change } = caller({ 'POST /gateway/a': { failed: true } })
    await expect(read(post, shape)).rejects.toThrow('said so')
    await expect(change(post)).rejects.toThrow('said so')
  })

  it('names what is wrong with a body, never what is in it', async () => {
    const { read } = caller({ 'GET /gateway/a': { id: { secret: 'CANARY' } } })
    const error = await read(get, shape).catch((each: unknown) => each)
    expect(error).toMatchObject({ kind: 'invalid_response', message: 'x: not as documented: id' })
  })

  it('takes its time from the configuration, else five and eight seconds', () => {
    expect(timeoutsOf(config)).toEqual({ readMs: 5_000, changeMs: 8_000 })
    const timeouts = { readMs: 1, changeMs: 2 }
    expect(timeoutsOf({ ...config, timeouts })).toBe(timeouts)
  })
})

describe('what goes with it', () => {
  it('takes what is gone for deleted, and nothing else', async () => {
    await unlessGone(Promise.reject(new ProviderError('not_found', 'x')))
    await expect(unlessGone(Promise.reject(new ProviderError('unavailable', 'x')))).rejects.toThrow()
  })

  it('knows days in order', () => {
    expect(isDayRange({ from: '2026-02-01', to: '2026-02-01' })).toBe(true)
    for (const [from, to] of [
      ['2026-02-02', '2026-02-01'],
      ['2026-02-01', 'x'],
      ['2026-02-99', '2026-03-01'],
    ]) {
      expect(isDayRange({ from: from ?? '', to: to ?? '' })).toBe(false)
    }
  })
})

describe('no timer is left', () => {
  beforeEach(
    () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }),
  )
  afterEach(() => void vi.useRealTimers())

  const answers = {
    fine: () => json({}),
    refused: () => json({}, 404),
    broken: () => Promise.reject(new Error('x')),
  }
  const all: [string, (adapter: ProviderAdapter) => Promise<unknown>, 'ofauth' | 'onlyfanskit'][] = [
    ...Object.entries(OFAUTH).map(([name, { run }]) => [name, run, 'ofauth'] as const),
    ...Object.entries(KIT).map(([name, { run }]) => [name, run, 'onlyfanskit'] as const),
  ].map(([name, run, id]) => [`${id} ${name}`, (adapter) => run(adapter), id])

  it.each(all)('%s', async (_name, run, id) => {
    for (const answer of Object.values(answers)) {
      const deps = { fetch: async () => answer(), now: () => new Date(), sleep: async () => {} }
      const over = id === 'ofauth' ? ofauthConfig(WHITELABEL) : kitConfig({ selfie: true })
      await run(createAdapter(id, over, deps)).catch(() => {})
      expect(vi.getTimerCount()).toBe(0)
    }
  })
})
