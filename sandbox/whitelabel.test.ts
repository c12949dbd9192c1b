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

const encoded = (text: string) => Buffer.from(text).toString('base64')

async function begin(key = KEY) {
  const body = { clientAppId: 'app_sandboxwhitelabel', clientReferenceId: 'ref-1' }
  const { clientSecret } = (await bench.api('POST', '/v2/link/init', { body, key })).body
  const at = `/v2/link/${clientSecret}/whitelabel`
  return {
    clientSecret: String(clientSecret),
    login: (email: string, password = 'good-password') =>
      bench.api('POST', `${at}/login`, { body: { email, password: encoded(password) } }),
    post: (step: string, body: unknown) => bench.api('POST', `${at}/${step}`, { body }),
    code: (code: string) => bench.api('POST', `${at}/2fa/code`, { body: { code } }),
    sms: () => bench.api('PATCH', `${at}/2fa/sms`),
    status: async () => (await bench.api('GET', `${at}/status`)).body,
    asOther: () => bench.api('GET', `${at}/status`, { key: OTHER_KEY }),
  }
}

describe('the way through', () => {
  it('ends with the connection, and with raw session material for these apps alone', async () => {
    const session = await begin()
    expect(await session.status()).toEqual({ status: 'initialized' })
    expect((await session.login('mia+slow@creator.sandbox.com')).body).toEqual({
      success: true,
      data: { status: 'processing' },
    })
    expect(await session.status()).toEqual({ status: 'pending' })
    bench.pass(10_000)
    expect(await session.status()).toEqual({
      status: 'completed',
      data: {
        id: expect.stringMatching(/^conn_/),
        session: {
          'user-id': expect.any(String),
          'user-agent': expect.stringContaining('canary'),
          cookie: expect.stringContaining('canary'),
          'x-bc': expect.stringContaining('canary'),
        },
        userData: expect.objectContaining({ username: 'mia.slow' }),
      },
    })
    expect((await bench.list())[0]).toMatchObject({ clientReferenceId: 'ref-1' })
  })

  it('has no page, and is nobody else’s', async () => {
    const session = await begin()
    expect((await bench.page(`/${session.clientSecret}`)).status).toBe(404)
    expect((await session.asOther()).status).toBe(404)
    const hosted = (await bench.init()).slice(1)
    expect((await bench.api('GET', `/v2/link/${hosted}/whitelabel/status`)).status).toBe(404)
  })

  it('takes a password only as base64', async () => {
    const session = await begin()
    const plain = await session.post('login', {
      email: 'mia@creator.sandbox.com',
      password: 'good-password',
    })
    expect(plain.body.success).toBe(true)
    expect(await session.status()).toEqual({ status: 'invalid_credentials' })
    expect((await session.post('login', { email: 'a' })).body).toEqual({
      success: false,
      error: 'Email and password are required',
    })
    expect((await session.login('mia@example.com')).body).toEqual({ success: false, error: 'Invalid email' })
  })
})

describe('the other ends', () => {
  it('lets wrong credentials be tried again, and then takes none', async () => {
    const session = await begin()
    for (let i = 0; i < 4; i += 1) await session.login('mia@creator.sandbox.com', 'wrong')
    expect(await session.status()).toEqual({ status: 'invalid_credentials' })
    await session.login('mia@creator.sandbox.com')
    expect(await session.status()).toMatchObject({ status: 'completed' })
    expect((await session.login('ava@creator.sandbox.com')).body).toMatchObject({ success: false })
    const worn = await begin()
    for (let i = 0; i < 5; i += 1) await worn.login('mia+bad@creator.sandbox.com')
    expect((await worn.login('mia@creator.sandbox.com')).body).toMatchObject({
      success: false,
      status: 'invalid_credentials',
    })
  })

  it.each([
    ['locked', 'failed'],
    ['denied', 'denied'],
    ['late', 'failed'],
  ])('ends +%s as %s', async (tag, status) => {
    const session = await begin()
    await session.login(`mia+${tag}@creator.sandbox.com`)
    bench.pass(10_000)
    expect(await session.status()).toEqual({ status })
    expect(await bench.list()).toEqual([])
  })

  it('is gone once its time is over, or once it was deleted', async () => {
    const session = await begin()
    await session.login('mia+app@creator.sandbox.com')
    await bench.control('POST', `/sessions/${session.clientSecret}/expire`, { inMs: 0 })
    expect(await session.status()).toEqual({ status: 'not_found' })
    expect(await session.code('123456')).toMatchObject({ status: 404, body: { code: 'SESSION_EXPIRED' } })
    await bench.api('DELETE', `/v2/link/${session.clientSecret}`)
    expect(await session.status()).toMatchObject({ success: false })
  })
})

describe('second factors', () => {
  it('counts wrong codes down to the end', async () => {
    const session = await begin()
    expect((await session.code('123456')).body).toEqual({
      success: false,
      error: 'Session is not in 2FA state',
    })
    await session.login('mia+sms@creator.sandbox.com')
    expect((await session.code('000000')).body).toMatchObject({
      success: false,
      status: 'awaiting_2fa',
      error: 'Invalid code',
      data: { twoFactorState: { phoneCode: { checkAttemptsLeft: 2, checkAttemptsLimit: 3 } } },
    })
    await session.code('000000')
    expect((await session.code('000000')).body).toMatchObject({ success: false, status: 'failed' })
    expect((await session.code('123456')).body.success).toBe(false)
    expect(await session.status()).toEqual({ status: 'failed' })
  })

  it('answers a good code with the connection', async () => {
    const session = await begin()
    await session.login('mia+app@creator.sandbox.com')
    expect(await session.status()).toEqual({
      status: 'awaiting_2fa',
      data: { twoFactorState: { options: ['app'] } },
    })
    expect((await session.sms()).body).toMatchObject({ success: false })
    expect((await session.code(' 123 456 ')).body).toEqual({
      success: true,
      status: 'completed',
      connection: {
        id: expect.stringMatching(/^conn_/),
        platformUserId: expect.any(String),
        userData: expect.objectContaining({ userId: expect.any(String) }),
        permissions: expect.any(Array),
        status: 'active',
      },
    })
  })

  it('sends text messages so often and so fast', async () => {
    const session = await begin()
    await session.login('mia+both@creator.sandbox.com')
    expect(await session.status()).toMatchObject({
      data: {
        twoFactorState: {
          options: ['phone', 'app'],
          phoneCode: { requestAttemptsLimit: 3, requestAttemptsLeft: 3 },
          phoneLast4: expect.stringMatching(/^\d{4}$/),
        },
      },
    })
    expect(JSON.stringify(await session.status())).not.toContain('lastSentDate')
    const sentAt = Date.parse(String((await bench.control('GET', `/state?apiKey=${KEY}`)).body.now))
    expect((await session.sms()).body).toMatchObject({
      success: true,
      data: {
        twoFactorState: {
          phoneCode: {
            requestAttemptsLeft: 2,
            lastSentDate: new Date(sentAt).toISOString(),
            expirationDate: new Date(sentAt + 300_000).toISOString(),
            expirationSeconds: 300,
          },
        },
      },
    })
    bench.pass(10_000)
    const early = await session.sms()
    expect([early.status, early.headers.get('retry-after')]).toEqual([429, '20'])
    bench.pass(20_000)
    expect((await session.sms()).body.success).toBe(true)
    await bench.control('POST', '/switches', { apiKey: KEY, smsWaitSeconds: 0 })
    expect((await session.sms()).body.success).toBe(true)
    expect((await session.sms()).body).toMatchObject({ success: false, error: 'No more codes can be sent' })
  })

  it('lets a text message grow old without costing a try', async () => {
    const session = await begin()
    await session.login('mia+sms@creator.sandbox.com')
    bench.pass(301_000)
    expect((await session.code('123456')).body).toMatchObject({
      success: false,
      error: 'Code expired',
      data: { twoFactorState: { phoneCode: { checkAttemptsLeft: 3 } } },
    })
    await session.sms()
    expect((await session.code('123456')).body.success).toBe(true)
  })

  it.each([
    ['face', 'face'],
    ['forced-face', 'forceFace'],
  ])('waits for a selfie with +%s', async (tag, option) => {
    const session = await begin()
    await session.login(`mia+${tag}@creator.sandbox.com`)
    const selfie = (accepted: boolean) =>
      bench.control('POST', `/sessions/${session.clientSecret}/selfie`, { accepted })
    expect(await session.status()).toEqual({
      status: 'awaiting_2fa',
      data: {
        twoFactorState: {
          options: [option],
          faceCode: { requestAttemptsLimit: 3, requestAttemptsLeft: 3 },
        },
      },
    })
    expect((await session.code('123456')).body.success).toBe(false)
    await selfie(false)
    expect(await session.status()).toMatchObject({
      data: { twoFactorState: { faceCode: { requestAttemptsLeft: 2 } } },
    })
    await selfie(true)
    expect(await session.status()).toMatchObject({ status: 'completed' })
    const worn = await begin()
    await worn.login(`mia+${tag}@creator.sandbox.com`)
    for (let i = 0; i < 3; i += 1)
      await bench.control('POST', `/sessions/${worn.clientSecret}/selfie`, { accepted: false })
    expect(await worn.status()).toEqual({ status: 'failed' })
  })
})
