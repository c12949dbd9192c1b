import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TestBench } from '../testing'

let bench: TestBench
let id = ''

const switches = (some: Record<string, unknown>) =>
  bench.control('POST', '/logins/switches', { apiKey: 'ofk_sandbox_first', provider: 'onlyfanskit', ...some })
const act = (action: string) => bench.control('POST', `/logins/accounts/${id}/${action}`)
const me = () => bench.kit('GET', `/accounts/${id}/me`)
const reauthenticate = () => bench.kit('POST', `/accounts/${id}/reauthenticate`)

async function connect(email: string, remember = true): Promise<string> {
  const login = { email, password: 'good-password', remember_credentials: remember }
  return String((await bench.kit('POST', '/connect/login', login)).body.account_id)
}

beforeAll(async () => {
  bench = await TestBench.start()
})
afterAll(() => bench.stop())
beforeEach(async () => {
  await bench.control('POST', '/reset')
  await switches({ pendingReads: 0 })
  id = await connect('jane@creator.sandbox.com')
})

describe('who may call', () => {
  it('needs this provider’s key', async () => {
    const unauthorized = { status: 401, body: { code: 'unauthorized' } }
    expect(await bench.api('GET', '/v1/me', { key: null })).toMatchObject(unauthorized)
    for (const key of ['sk_sandbox_first', 'ofapi_sandbox_first', 'ofk_sandbox_unknown']) {
      expect(await bench.kit('GET', '/me', undefined, key)).toMatchObject(unauthorized)
    }
    await bench.control('POST', '/keys', { apiKey: 'sk_sandbox_first', allowed: false })
    expect(await bench.kit('GET', '/me')).toMatchObject(unauthorized)
  })

  it.each([
    ['accounts:read', 'GET', () => '/accounts'],
    ['accounts:read', 'GET', () => `/accounts/${id}`],
    ['accounts:read', 'GET', () => `/accounts/${id}/me`],
    ['accounts:write', 'DELETE', () => `/accounts/${id}`],
    ['accounts:write', 'POST', () => `/accounts/${id}/reauthenticate`],
    ['accounts:write', 'POST', () => '/connect/login'],
    ['accounts:write', 'GET', () => '/connect/login/att_0'],
    ['me:read', 'GET', () => '/me'],
    ['usage:read', 'GET', () => '/me/usage'],
  ])('needs %s for %s', async (scope, method, path) => {
    const { scopes } = (await bench.kit('GET', '/me')).body as { scopes: string[] }
    expect(scopes).toHaveLength(8)
    await switches({ scopes: scopes.filter((name) => name !== scope) })
    expect(await bench.kit(method, path(), method === 'GET' ? undefined : {})).toMatchObject({
      status: 403,
      body: { code: 'insufficient-scope', reason: scope, detail: expect.stringContaining(scope) },
    })
  })

  it('sees nothing of another organisation', async () => {
    const other = 'ofk_sandbox_second'
    expect((await bench.kit('GET', '/accounts', undefined, other)).body).toEqual({ accounts: [] })
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/me'],
      ['POST', '/reauthenticate'],
      ['DELETE', ''],
    ] as const) {
      expect((await bench.kit(method, `/accounts/${id}${path}`, undefined, other)).status).toBe(404)
    }
    expect((await bench.kit('GET', `/accounts/${id}`)).status).toBe(200)
    expect((await bench.kit('GET', '/nothing')).status).toBe(404)
  })
})

describe('the limits', () => {
  it('are the organisation’s, and lower for one account', async () => {
    await switches({ minuteLimit: 6, accountReads: 2, accountWrites: 0 })
    bench.pass(60_000)
    expect((await bench.kit('GET', '/me/usage')).body).toEqual({
      rateLimits: {
        org: { limit: 6, remaining: 5, reset: expect.any(Number) },
        accountDefaults: { readPerMinute: 2, writePerMinute: 0, reset: expect.any(Number) },
      },
    })
    await me()
    await me()
    expect(await me()).toMatchObject({ status: 429, body: { reason: 'account_read_rpm', retryable: true } })
    expect(await reauthenticate()).toMatchObject({ status: 429, body: { reason: 'account_write_rpm' } })
    await bench.kit('GET', '/me')
    const refused = await bench.kit('GET', '/me')
    expect(refused).toMatchObject({ status: 429, body: { reason: 'org_rpm', limit: 6, retryAfterSec: 60 } })
    bench.pass(60_000)
    expect((await me()).status).toBe(200)
  })
})

describe('an account', () => {
  it('is listed, told, read and removed', async () => {
    const told = {
      id,
      username: 'jane',
      name: expect.stringContaining('Jane'),
      avatar: expect.stringContaining('/avatars/'),
      onlyfans_id: expect.any(Number),
      status: 'active',
      remember_credentials: true,
      created_at: expect.any(String),
      last_used_at: null,
    }
    expect((await bench.kit('GET', '/accounts')).body).toEqual({ accounts: [told] })
    expect((await bench.kit('GET', `/accounts/${id}`)).body).toEqual(told)
    expect((await me()).body).toMatchObject({
      username: 'jane',
      csrf: expect.stringContaining('canary-csrf'),
    })
    expect((await bench.kit('GET', `/accounts/${id}`)).body.last_used_at).not.toBeNull()
    expect((await bench.kit('DELETE', `/accounts/${id}`)).status).toBe(204)
    expect((await me()).status).toBe(404)
  })

  it.each([
    ['bare', (body: unknown) => body],
    ['data', (body: unknown) => (body as { data: unknown }).data],
    ['items', (body: unknown) => (body as { items: unknown }).items],
  ])('may be listed as %s', async (listShape, rows) => {
    await switches({ listShape })
    expect(rows((await bench.kit('GET', '/accounts')).body)).toEqual([expect.objectContaining({ id })])
  })

  it('answers 410 once its session is dead, whatever its status says', async () => {
    const dead = { status: 410, body: { code: 'account-disconnected', retryable: false } }
    const status = async () => (await bench.kit('GET', `/accounts/${id}`)).body.status
    await act('revoke')
    expect(await status()).toBe('active')
    expect(await me()).toMatchObject(dead)
    expect(await status()).toBe('disconnected')
    await switches({ deadStatus: 'hidden' })
    expect(await status()).toBe('active')
    expect(await me()).toMatchObject(dead)
  })
})

describe('a reconnect', () => {
  it('is done in one trip where nothing is asked', async () => {
    await act('expire')
    expect(await reauthenticate()).toMatchObject({
      status: 200,
      body: { state: 'completed_success', account_id: id },
    })
    expect((await me()).status).toBe(200)
  })

  it('parks on a challenge, and is finished like a login', async () => {
    await act('ask-app')
    const parked = (await reauthenticate()).body
    expect(parked).toMatchObject({ state: 'needs_app_otp', account_id: null })
    const path = `/connect/login/${parked.attempt_id}`
    expect((await bench.kit('PUT', path, { code: '123456' })).body).toMatchObject({
      state: 'completed_success',
      account_id: id,
    })
  })

  it('needs a login that was kept and is still right', async () => {
    const forgetful = await connect('ava@creator.sandbox.com', false)
    expect(await bench.kit('POST', `/accounts/${forgetful}/reauthenticate`)).toMatchObject({
      status: 412,
      body: { code: 'credentials-not-stored' },
    })
    await act('change-password')
    expect(await reauthenticate()).toMatchObject({ status: 400, body: { code: 'credentials-rejected' } })
    await act('forget-login')
    expect((await reauthenticate()).status).toBe(412)
  })
})
