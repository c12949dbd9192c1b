import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CALLBACK, KEY, LIVE_KEY, TestBench } from './testing'

let bench: TestBench
beforeAll(async () => {
  bench = await TestBench.start()
})
afterAll(() => bench.stop())
beforeEach(async () => {
  await bench.control('POST', '/reset')
})

const init = (body: unknown, key: string | null = KEY) => bench.api('POST', '/v2/link/init', { body, key })
const app = { clientAppId: 'app_sandboxredirect', redirectUrl: CALLBACK }

describe('API key', () => {
  it.each([
    ['none', null],
    ['an unknown one', 'sk_sandbox_unknown'],
    ['a live one', LIVE_KEY],
    ['another text', 'hello'],
  ])('refuses %s', async (_name, key) => {
    const answer = await init(app, key)
    expect(answer.status).toBe(401)
    expect(answer.body).toMatchObject({ type: 'UNAUTHORIZED', error: expect.any(String) })
    expect(answer.body.requestId).toMatch(/^req_/)
  })

  it.each([
    ['LINK', 'POST', '/v2/link/init'],
    ['ACCOUNT', 'GET', '/v2/account/whoami'],
    ['ACCESS', 'GET', '/v2/access/self'],
  ])('needs the scope %s', async (scope, method, path) => {
    const keyScopes = ['LINK', 'ACCOUNT', 'ACCESS'].filter((other) => other !== scope)
    await bench.control('POST', '/switches', { apiKey: KEY, keyScopes })
    const refused = await bench.api(method, path)
    expect(refused).toMatchObject({ status: 403, body: { error: expect.stringContaining(scope) } })
    expect((await bench.api('GET', '/v2/account/whoami')).status).toBe(scope === 'ACCOUNT' ? 403 : 200)
  })

  it('is asked for on unknown routes too, which are then 404', async () => {
    expect((await bench.api('GET', '/v2/nothing', { key: null })).status).toBe(401)
    const answer = await bench.api('GET', '/v2/nothing')
    expect(answer.status).toBe(404)
    expect(answer.body.type).toBe('ROUTE_NOT_FOUND')
  })
})

it('refuses a body above 64 KB', async () => {
  const answer = await init({ ...app, clientReferenceId: 'x'.repeat(65_536) })
  expect(answer).toMatchObject({ status: 400, body: { type: 'BAD_REQUEST' } })
})

describe('init', () => {
  it.each([
    ['not JSON', '{', 400],
    ['not an object', '[]', 400],
    ['empty reference id', { ...app, clientReferenceId: '' }, 400],
    ['app id of a wrong form', { ...app, clientAppId: 'nope!' }, 400],
    ['unknown app', { ...app, clientAppId: 'app_unknown' }, 404],
    ['redirectUrl that is none', { ...app, redirectUrl: 'not a url' }, 400],
    ['connection id of a wrong form', { ...app, connectionId: '12345' }, 400],
    ['geolocation without country', { ...app, geolocation: { city: 'Paris' } }, 400],
    ['reference id that is no text', { ...app, clientReferenceId: 7 }, 400],
  ])('refuses: %s', async (_name, body, status) => {
    const answer = await init(body)
    expect(answer.status).toBe(status)
    expect(Object.keys(answer.body)).toEqual(['error'])
  })

  it.each([
    `${CALLBACK}/x`,
    `${CALLBACK}?a=1`,
    CALLBACK.replace('localhost', '127.0.0.1'),
    CALLBACK.replace('http:', 'https:'),
    `${CALLBACK}#x`,
  ])('names a redirect URL that is not on the list: %s', async (redirectUrl) => {
    const answer = await init({ ...app, redirectUrl })
    expect(answer.status).toBe(400)
    expect(answer.body.error).toMatch(/^Link is misconfigured/)
  })

  it('tells hosted and whitelabel apart and lives for an hour', async () => {
    for (const clientAppId of ['app_sandboxredirect', 'app_sandboxembed']) {
      const { body } = await init({ ...app, clientAppId })
      expect(body.mode).toBe('hosted')
      expect(body.url).toMatch(new RegExp(`^${bench.origin}/cs_[a-z0-9]{32}$`))
      expect(body.expiresAt).toBe('2026-06-15T13:00:00.000Z')
    }
    const { body } = await init({ clientAppId: 'app_sandboxwhitelabel' })
    expect(body).toEqual({
      mode: 'whitelabel',
      clientSecret: expect.stringMatching(/^cs_/),
      expiresAt: expect.any(String),
    })
  })

  it('takes an empty body, and deprecated fields, which it remembers', async () => {
    expect((await bench.api('POST', '/v2/link/init')).body.mode).toBe('hosted')
    await init({
      ...app,
      mode: 'redirect',
      origin: 'http://localhost:1',
      options: { returnRawSession: true },
    })
    const state = await bench.control('GET', `/state?apiKey=${KEY}`)
    expect(state.body.sessions).toContainEqual(
      expect.objectContaining({ deprecatedFields: ['mode', 'options', 'origin'] }),
    )
  })

  it('refuses above the limit and an unknown connection id, when switched so', async () => {
    await bench.control('POST', '/switches', { apiKey: KEY, sessionLimit: 1, unknownConnectionId: 'refused' })
    expect((await init({ ...app, connectionId: 'conn_unknown' })).status).toBe(404)
    expect((await init(app)).status).toBe(200)
    expect(await init(app)).toMatchObject({ status: 403, body: { error: 'Limit reached' } })
  })
})

describe('status and delete', () => {
  it('is 404 for unknown, deleted and foreign sessions', async () => {
    const path = await bench.init()
    expect((await bench.status('/cs_unknown')).status).toBe(404)
    expect((await bench.status(path, 'sk_sandbox_second')).status).toBe(404)
    expect((await bench.api('DELETE', `/v2/link${path}`, { key: 'sk_sandbox_second' })).status).toBe(404)
    expect((await bench.api('DELETE', `/v2/link${path}`)).body).toEqual({ success: true })
    expect((await bench.status(path)).status).toBe(404)
    expect((await bench.page(path)).status).toBe(404)
  })

  it('can be refused for hosted sessions', async () => {
    const path = await bench.init()
    await bench.control('POST', '/switches', { apiKey: KEY, hostedStatus: 'refused' })
    expect((await bench.status(path)).status).toBe(404)
  })

  it('ends after an hour, on the page and in the status', async () => {
    const path = await bench.init()
    bench.pass(3_599_999)
    expect((await bench.status(path)).body).toEqual({ status: 'initialized' })
    await bench.control('POST', '/clock', { advanceMs: 1 })
    expect((await bench.status(path)).body).toEqual({ status: 'not_found' })
    const page = await bench.page(path)
    expect(page.status).toBe(410)
    expect(page.text).toContain('status=error&amp;error_code=session_expired&amp;client_reference_id=ref-1')
    expect((await bench.form(`${path}/consent`)).status).toBe(410)
  })
})
