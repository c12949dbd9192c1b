import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TestBench } from '../testing'

let bench: TestBench
let id = ''

type Row = { id: string; is_authenticated: boolean; onlyfans_id: number } & Record<string, unknown>
const rows = async (query = '') => (await bench.ofapi('GET', `/accounts${query}`)).body as unknown as Row[]
const switches = (some: Record<string, unknown>) =>
  bench.control('POST', '/logins/switches', {
    apiKey: 'ofapi_sandbox_first',
    provider: 'onlyfansapi',
    ...some,
  })
const act = (action: string, account = id) => bench.control('POST', `/logins/accounts/${account}/${action}`)
const me = () => bench.ofapi('GET', `/${id}/me`)
const connect = (email: string) =>
  bench.ofapi('POST', '/authenticate', { email, password: 'good-password', name: 'Jane' })

/** The attempt that a reconnect's polling URL names. */
const read = async (answer: { body: Record<string, unknown> }) =>
  (await bench.ofapi('GET', new URL(String(answer.body.polling_url)).pathname.replace('/api', ''))).body

beforeAll(async () => {
  bench = await TestBench.start()
})
afterAll(() => bench.stop())
beforeEach(async () => {
  await bench.control('POST', '/reset')
  await switches({ pendingReads: 0 })
  await connect('jane@creator.sandbox.com')
  id = (await rows())[0]?.id ?? ''
})

describe('who may call', () => {
  it('needs this provider’s key of an organisation that is let in', async () => {
    const unauthorized = {
      status: 401,
      body: { error: 'Unauthorized. Go to https://app.onlyfansapi.com/api-keys to get your API key.' },
    }
    expect(await bench.api('GET', '/api/whoami', { key: null })).toMatchObject(unauthorized)
    for (const key of [
      'sk_sandbox_first',
      'ofk_sandbox_first',
      'ofapi_sandbox_unknown',
      'ofapi_live_first',
    ]) {
      expect(await bench.ofapi('GET', '/whoami', undefined, key)).toMatchObject(unauthorized)
    }
    await bench.control('POST', '/keys', { apiKey: 'ofapi_sandbox_first', allowed: false })
    expect(await bench.ofapi('GET', '/whoami')).toMatchObject(unauthorized)
    expect((await bench.kit('GET', '/me')).status).toBe(200)
  })

  it('tells whose key it is', async () => {
    expect((await bench.ofapi('GET', '/whoami')).body).toEqual({
      api_key: {
        name: expect.any(String),
        last_used_at: expect.stringMatching(/000Z$/),
        created_at: expect.any(String),
      },
      team: { name: expect.stringContaining('Sandbox agency'), slug: expect.stringMatching(/^org-/) },
    })
  })

  it('sees nothing of another organisation', async () => {
    const other = 'ofapi_sandbox_second'
    expect((await bench.ofapi('GET', '/accounts', undefined, other)).body).toEqual([])
    expect((await bench.ofapi('GET', `/${id}/me`, undefined, other)).status).toBe(404)
    expect((await bench.ofapi('DELETE', `/accounts/${id}`, undefined, other)).status).toBe(404)
    expect((await bench.ofapi('POST', `/authenticate/${id}/reauthenticate`, undefined, other)).status).toBe(
      404,
    )
    expect(await rows()).toHaveLength(1)
  })

  it('has so many calls a minute for the whole team', async () => {
    await switches({ minuteLimit: 2 })
    bench.pass(60_000)
    await rows()
    expect((await bench.ofapi('GET', '/whoami')).headers.get('x-rate-limit-remaining-minute')).toBe('0')
    const refused = await bench.ofapi('GET', '/whoami')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60'])
    expect((await bench.ofapi('GET', '/whoami', undefined, 'ofapi_sandbox_second')).status).toBe(200)
    bench.pass(60_000)
    expect((await bench.ofapi('GET', '/whoami')).status).toBe(200)
  })

  it('is counted and can be made to fail, under any of the organisation’s keys', async () => {
    const rule = { match: { path: '/api/accounts' }, times: 1, fault: { kind: 'html' } }
    await bench.control('POST', '/faults', { apiKey: 'sk_sandbox_first', ...rule })
    await expect(bench.ofapi('GET', '/accounts')).rejects.toThrow()
    await bench.control('POST', '/faults', { apiKey: 'ofapi_sandbox_first', ...rule })
    await expect(bench.ofapi('GET', '/accounts')).rejects.toThrow()
    expect(await rows()).toHaveLength(1)
    const { calls } = (await bench.control('GET', '/calls?apiKey=sk_sandbox_first')).body
    expect(calls).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: '/api/accounts', status: 502 }),
        expect.objectContaining({
          path: '/api/authenticate',
          body: expect.objectContaining({ password: '[redacted]' }),
        }),
      ]),
    )
  })
})

describe('the list', () => {
  it('can be filtered', async () => {
    await connect('ava@creator.sandbox.com')
    const [jane] = await rows('?onlyfans_username=jane')
    expect(await rows(`?onlyfans_id=${jane?.onlyfans_id}`)).toEqual([jane])
    expect(await rows('?onlyfans_email=AVA@creator.sandbox.com')).toHaveLength(1)
    expect(await rows('?onlyfans_username=nobody')).toEqual([])
  })

  it('tells the reference id of a widget session, unless it is switched off', async () => {
    expect((await rows())[0]).toHaveProperty('client_reference_id', null)
    await switches({ listReference: false })
    expect((await rows())[0]).not.toHaveProperty('client_reference_id')
  })

  it('loses what is deleted', async () => {
    const gone = await bench.ofapi('DELETE', `/accounts/${id}`)
    expect([gone.status, gone.body]).toEqual([204, {}])
    expect(await rows()).toEqual([])
    const missing = { status: 404, body: { code: 'account_not_found' } }
    expect(await bench.ofapi('DELETE', `/accounts/${id}`)).toMatchObject(missing)
    expect(await me()).toMatchObject(missing)
  })
})

describe('a read', () => {
  it('costs a credit and says so', async () => {
    const { status, body } = await me()
    expect(status).toBe(200)
    expect(body).toMatchObject({
      data: { username: 'jane', isPerformer: true, subscribersCount: expect.any(Number), isAuth: true },
      _meta: {
        _credits: { used: 1, balance: 249_999, note: 'Always' },
        _cache: { is_cached: false },
        _rate_limits: { limit_minute: 1_000, limit_day: null, remaining_day: null },
      },
    })
    expect(Object.keys(body.data as object).length).toBeGreaterThan(105)
    expect((await bench.ofapi('GET', `/${id}/me/model-start-date`)).body).toMatchObject({
      data: { startDate: expect.stringMatching(/^20\d\d-\d\d-\d\d$/) },
    })
    await switches({ credits: 0 })
    expect((await me()).status).toBe(402)
  })

  it('finds a session that died unnoticed, and the list is right from then on', async () => {
    await act('revoke')
    expect((await rows())[0]).toMatchObject({ is_authenticated: true })
    expect(await me()).toMatchObject({
      status: 401,
      body: { error: 'SESSION_EXPIRED:NEEDS_REAUTHENTICATION' },
    })
    expect((await rows())[0]).toMatchObject({ is_authenticated: false })
  })

  it('is noticed by the provider within the hour', async () => {
    await act('revoke')
    bench.pass(60 * 60_000)
    expect((await rows())[0]).toMatchObject({
      is_authenticated: false,
      authentication_progress: 'session_expired',
    })
  })

  it('may hide its error in a 200', async () => {
    await switches({ errorsInside200: true })
    await act('expire')
    expect(await me()).toMatchObject({
      status: 200,
      body: { error: 'SESSION_EXPIRED:NEEDS_REAUTHENTICATION' },
    })
  })
})

describe('a reconnect', () => {
  const reauthenticate = () => bench.ofapi('POST', `/authenticate/${id}/reauthenticate`)

  it('is refused for an account that is fine', async () => {
    expect(await reauthenticate()).toMatchObject({
      status: 400,
      body: {
        message: "Can't re-authenticate account at this time.",
        reason: 'Account is already successfully authenticated',
      },
    })
  })

  it('gives no attempt id, keeps the account and asks what OnlyFans asks', async () => {
    await act('ask-app')
    const started = await reauthenticate()
    expect(await me()).toMatchObject({ status: 503, body: { error: 'SERVICE_UNAVAILABLE' } })
    expect(Object.keys(started.body)).toEqual(['success', 'message', 'polling_url'])
    expect(await read(started)).toMatchObject({ state: 'needs-app-otp', account: { id } })
    const path = new URL(String(started.body.polling_url)).pathname.replace('/api', '')
    await bench.ofapi('PUT', path, { code: '123456' })
    expect(await read(started)).toMatchObject({ state: 'authenticated', account: { id } })
    expect((await me()).status).toBe(200)
  })

  it('fails once the password was changed, and new credentials repair it', async () => {
    await act('change-password')
    await act('expire')
    expect(await read(await reauthenticate())).toMatchObject({
      lastAttempt: { error_message: 'Wrong email or password' },
    })
    expect((await me()).status).toBe(401)
    const body = { email: 'jane@creator.sandbox.com', password: 'good-password' }
    const updated = await bench.ofapi('PUT', `/authenticate/${id}/credentials`, body)
    expect(updated.body).toMatchObject({
      attempt_id: expect.stringMatching(/^auth_/),
      message: expect.stringContaining('credentials updated'),
    })
    expect(await read(updated)).toMatchObject({ state: 'authenticated', account: { id } })
  })

  it('answers 503 while new credentials are tried, even for a session that was alive', async () => {
    await switches({ pendingReads: 2 })
    const body = { email: 'jane@creator.sandbox.com', password: 'wrong' }
    const updated = await bench.ofapi('PUT', `/authenticate/${id}/credentials`, body)
    expect(await me()).toMatchObject({ status: 503, body: { error: 'SERVICE_UNAVAILABLE' } })
    await read(updated)
    await read(updated)
    expect(await read(updated)).toMatchObject({ lastAttempt: { success: false } })
    expect((await me()).status).toBe(401)
    expect((await bench.ofapi('PUT', `/authenticate/${id}/credentials`, {})).status).toBe(422)
    expect((await bench.ofapi('PUT', '/authenticate/acct_0/credentials', body)).status).toBe(404)
  })

  it('may turn out to be another OnlyFans user', async () => {
    const before = (await rows())[0]?.onlyfans_id
    await act('swap-user')
    await act('expire')
    await reauthenticate()
    expect((await rows())[0]?.id).toBe(id)
    expect((await rows())[0]?.onlyfans_id).not.toBe(before)
  })
})

describe('what is not there', () => {
  it('answers 404', async () => {
    for (const [method, path] of [
      ['GET', '/authenticate/auth_0'],
      ['PUT', '/authenticate/auth_0'],
      ['POST', '/authenticate/auth_0/send-email-to-creator'],
      ['POST', '/authenticate/acct_0/reauthenticate'],
      ['GET', '/nothing'],
    ] as const) {
      expect((await bench.ofapi(method, path, method === 'GET' ? undefined : { code: '1' })).status).toBe(404)
    }
  })
})

describe('lifecycle events', () => {
  it('tell of each step', async () => {
    const hook = {
      apiKey: 'sk_sandbox_first',
      provider: 'onlyfansapi',
      url: 'http://127.0.0.1:9/none',
      secret: 'a-secret-of-tests',
    }
    const set = await bench.control('POST', '/webhooks', { ...hook, scheme: 'onlyfansapi_signature' })
    expect(set.status).toBe(200)
    await connect('ava+sms@creator.sandbox.com')
    await connect('eve+face@creator.sandbox.com')
    await connect('kim+bad@creator.sandbox.com')
    await act('expire')
    await act('expire')
    await bench.ofapi('POST', `/authenticate/${id}/reauthenticate`)
    await act('blip')
    await bench.ofapi('DELETE', `/accounts/${id}`)
    const { body } = await bench.control('GET', '/webhooks?apiKey=sk_sandbox_first')
    const { deliveries } = body as { deliveries: { event: string; body: string; connectionId: string }[] }
    expect(deliveries.map(({ event }) => event)).toEqual([
      'accounts.otp_code_required',
      'accounts.face_otp_required',
      'accounts.authentication_failed',
      'accounts.session_expired',
      'accounts.reconnected',
      'accounts.session_expired',
      'accounts.disconnected',
    ])
    expect(JSON.stringify(deliveries)).toContain('latestAuthAttempt')
  })
})
