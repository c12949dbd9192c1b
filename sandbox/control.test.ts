import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { KEY, OTHER_KEY, TestBench } from './testing'

let bench: TestBench
beforeAll(async () => {
  bench = await TestBench.start()
})
afterAll(() => bench.stop())
beforeEach(async () => {
  await bench.control('POST', '/reset')
})

/** A request with headers that fetch does not let one set. */
function raw(path: string, headers: Record<string, string>): Promise<number> {
  const { port } = new URL(bench.origin)
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}

const whoami = (key = KEY) => bench.api('GET', '/v2/account/whoami', { key })
const fault = (fault: Record<string, unknown>, match = {}, times = 1) =>
  bench.control('POST', '/faults', { apiKey: KEY, match, times, fault })

describe('who may steer', () => {
  it('needs the token, this host and no other origin', async () => {
    const host = new URL(bench.origin).host
    const token = { 'x-control-token': 'a-control-token-for-tests' }
    const path = `/__control/calls?apiKey=${KEY}`
    expect(await raw(path, { ...token })).toBe(200)
    expect(await raw(path, { ...token, origin: bench.origin })).toBe(200)
    expect(await raw(path, {})).toBe(401)
    expect(await raw(path, { 'x-control-token': 'a-control-token-for-testS' })).toBe(401)
    expect(await raw(path, { ...token, origin: 'http://localhost:3999' })).toBe(403)
    expect(await raw(path, { ...token, origin: 'null' })).toBe(403)
    expect(await raw(path, { ...token, host: `localhost:${new URL(bench.origin).port}` })).toBe(421)
    expect(await raw('/accounts', { host: 'evil.example' })).toBe(421)
    expect(await raw('/health', { host: 'evil.example' })).toBe(200)
    expect(await raw('/health', { host })).toBe(200)
  })

  it('says what is wrong with an order', async () => {
    expect((await bench.control('POST', '/switches', { apiKey: KEY, callback: 'sometimes' })).status).toBe(
      400,
    )
    expect((await bench.control('POST', '/switches', { apiKey: 'sk_live_x' })).status).toBe(400)
    expect((await bench.control('POST', '/clock', { advanceMs: -1 })).status).toBe(400)
    expect((await bench.control('POST', '/connections/conn_x/expire')).status).toBe(404)
    expect((await bench.control('GET', '/nothing')).status).toBe(404)
  })

  it('takes a key away and gives it back, without touching its connections', async () => {
    await bench.connect('mia@creator.sandbox.com')
    await bench.control('POST', '/keys', { apiKey: KEY, allowed: false })
    expect((await whoami()).body.type).toBe('UNAUTHORIZED')
    expect((await whoami(OTHER_KEY)).status).toBe(200)
    await bench.control('POST', '/keys', { apiKey: KEY, allowed: true })
    expect(await bench.list()).toHaveLength(1)
  })
})

describe('faults', () => {
  it('answers with a status, as often as asked, for this key and route alone', async () => {
    await fault(
      { kind: 'status', status: 503, headers: { 'retry-after': '7' } },
      { method: 'GET', path: '/v2/account' },
      2,
    )
    expect((await whoami(OTHER_KEY)).status).toBe(200)
    expect((await bench.status('/cs_x')).status).toBe(404)
    for (let i = 0; i < 2; i += 1) {
      const answer = await fetch(`${bench.origin}/v2/account/whoami`, { headers: { apikey: KEY } })
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '7'])
    }
    expect((await whoami()).status).toBe(200)
  })

  it('answers with JSON or with HTML', async () => {
    await fault({ kind: 'json', status: 401, body: { error: 'x', type: 'RULES_OUTDATED' } })
    expect(await whoami()).toMatchObject({ status: 401, body: { type: 'RULES_OUTDATED' } })
    await fault({ kind: 'html' })
    const answer = await fetch(`${bench.origin}/v2/account/whoami`, { headers: { apikey: KEY } })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8'])
  })

  it('answers late, and only then', async () => {
    await fault({ kind: 'delay', ms: 150 })
    const from = performance.now()
    expect((await whoami()).status).toBe(200)
    expect(performance.now() - from).toBeGreaterThan(140)
  })

  it.each(['reset', 'truncated', 'drop_after'])('breaks the answer off: %s', async (kind) => {
    await fault({ kind })
    await expect(whoami()).rejects.toThrow()
    expect((await whoami()).status).toBe(200)
  })

  it('does the work before it drops the answer, and not before a reset', async () => {
    const init = () => bench.api('POST', '/v2/link/init', { body: {} })
    const sessions = async () => (await bench.control('GET', `/state?apiKey=${KEY}`)).body.sessions
    await fault({ kind: 'reset' })
    await expect(init()).rejects.toThrow()
    expect(await sessions()).toHaveLength(0)
    await fault({ kind: 'drop_after' })
    await expect(init()).rejects.toThrow()
    expect(await sessions()).toHaveLength(1)
  })

  it('can be called off', async () => {
    await fault({ kind: 'html' })
    await bench.control('DELETE', `/faults?apiKey=${KEY}`)
    expect((await whoami()).status).toBe(200)
  })
})

describe('calls', () => {
  it('lists what came, per key, without secrets', async () => {
    await whoami(OTHER_KEY)
    await bench.api('POST', '/v2/link/init', {
      body: { clientReferenceId: 'r', password: 'hush', deep: [{ code: '1' }] },
    })
    await fault({ kind: 'reset' })
    await expect(whoami()).rejects.toThrow()
    const { calls } = (await bench.control('GET', `/calls?apiKey=${KEY}`)).body
    expect(calls).toMatchObject([
      {
        method: 'POST',
        path: '/v2/link/init',
        status: 200,
        body: { clientReferenceId: 'r', password: '[redacted]', deep: [{ code: '[redacted]' }] },
      },
      { method: 'GET', path: '/v2/account/whoami', status: 0 },
    ])
    const first = Array.isArray(calls) ? calls[0].n : 0
    expect((await bench.control('GET', `/calls?apiKey=${KEY}&since=${first}`)).body.calls).toHaveLength(1)
    await bench.control('DELETE', `/calls?apiKey=${KEY}`)
    expect((await bench.control('GET', `/calls?apiKey=${KEY}`)).body.calls).toEqual([])
  })
})
