import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TestBench } from '../testing'

let bench: TestBench
beforeAll(async () => {
  bench = await TestBench.start()
})
afterAll(() => bench.stop())
beforeEach(async () => {
  await bench.control('POST', '/reset')
})

const start = (email: string, extra: Record<string, unknown> = {}) =>
  bench.kit('POST', '/connect/login', { email, password: 'good-password', ...extra })
const switches = (some: Record<string, unknown>) =>
  bench.control('POST', '/logins/switches', { apiKey: 'sk_sandbox_first', provider: 'onlyfanskit', ...some })
const begin = async (email: string) => `/connect/login/${(await start(email)).body.attempt_id}`

/** Reads until the attempt is no longer pending. */
async function poll(path: string) {
  for (let reads = 0; reads < 10; reads += 1) {
    const { body } = await bench.kit('GET', path)
    if (body.state !== 'pending') return body
  }
  throw new Error('nothing comes of it')
}

const pathOf = (url: unknown) => new URL(String(url)).pathname

describe('a login', () => {
  it('is pending, then an account', async () => {
    const started = await start('jane@creator.sandbox.com')
    const id = String(started.body.attempt_id)
    expect(started.status).toBe(201)
    expect(started.body).toEqual({
      attempt_id: expect.stringMatching(/^att_/),
      state: 'pending',
      account_id: null,
      polling_url: `/v1/connect/login/${id}`,
      verification_page_url: null,
      phone_url: null,
      embed_url: null,
      otp_channel: null,
      email_mask: null,
      next_actions: ['poll'],
    })
    expect((await bench.kit('GET', '/accounts')).body).toEqual({ accounts: [] })
    const done = await poll(`/connect/login/${id}`)
    expect(done).toMatchObject({
      state: 'completed_success',
      account_id: expect.stringMatching(/^acc_/),
      next_actions: [],
    })
    expect((await bench.kit('GET', '/accounts')).body).toEqual({
      accounts: [expect.objectContaining({ id: done.account_id, username: 'jane', status: 'active' })],
    })
  })

  it('ends at the account that the same user has', async () => {
    const first = await poll(await begin('jane@creator.sandbox.com'))
    const second = await poll(await begin('jane@creator.sandbox.com'))
    expect(second.account_id).toBe(first.account_id)
  })

  it('is refused at once with a problem, or fails in the end', async () => {
    const rejected = { status: 400, body: { code: 'credentials-rejected', retryable: false } }
    expect(await start('jane+bad@creator.sandbox.com')).toMatchObject(rejected)
    const wrong = await start('jane@creator.sandbox.com', { password: 'wrong' })
    expect(wrong).toMatchObject(rejected)
    expect(wrong.headers.get('content-type')).toBe('application/problem+json')
    expect(wrong.headers.get('cache-control')).toBe('no-store')
    expect(wrong.headers.get('link')).toBe(
      '<https://onlyfanskit.dev/problems/credentials-rejected>; rel="type"',
    )
    expect(await poll(await begin('jane+late@creator.sandbox.com'))).toMatchObject({
      state: 'completed_failed',
      account_id: null,
      next_actions: ['restart'],
    })
    for (const body of [{}, { email: 'a@creator.sandbox.com' }, { email: 'a@example.com', password: 'x' }]) {
      expect(await bench.kit('POST', '/connect/login', body)).toMatchObject({
        status: 400,
        body: { code: 'invalid-request' },
      })
    }
    expect((await bench.kit('GET', '/accounts')).body).toEqual({ accounts: [] })
  })

  it('knows no attempt of another organisation', async () => {
    const path = await begin('jane@creator.sandbox.com')
    const missing = { status: 404, body: { title: 'Attempt not found' } }
    expect(await bench.kit('GET', path, undefined, 'ofk_sandbox_second')).toMatchObject(missing)
    expect(await bench.kit('PUT', path, { code: '1' }, 'ofk_sandbox_second')).toMatchObject(missing)
    expect(await bench.kit('POST', '/connect/login/att_0/send-email-to-creator')).toMatchObject(missing)
  })
})

describe('a second factor', () => {
  it.each([
    ['sms', 'needs_otp'],
    ['app', 'needs_app_otp'],
  ])('by %s keeps its channel after a wrong code', async (tag, state) => {
    const path = await begin(`jane+${tag}@creator.sandbox.com`)
    expect(await poll(path)).toMatchObject({
      state,
      otp_channel: tag,
      next_actions: ['submit_code'],
      email_mask: null,
    })
    const retry = { state: 'wrong_2fa_code_retry', otp_channel: tag, next_actions: ['submit_code'] }
    expect(await bench.kit('PUT', path, { code: '000000' })).toMatchObject({ status: 200, body: retry })
    expect(await poll(path)).toMatchObject(retry)
    expect((await bench.kit('PUT', path, { code: '123456' })).body).toMatchObject({
      state: 'pending',
      otp_channel: null,
    })
    expect(await poll(path)).toMatchObject({ state: 'completed_success' })
  })

  it('by e-mail is right only after the e-mail was sent', async () => {
    const path = await begin('jane+email@creator.sandbox.com')
    const asked = {
      otp_channel: 'email',
      email_mask: 'j***@creator.sandbox.com',
      next_actions: ['send_email', 'submit_code'],
    }
    expect(await poll(path)).toMatchObject({ state: 'needs_email', ...asked })
    expect((await bench.kit('PUT', path, { code: '123456' })).body).toMatchObject({
      state: 'wrong_2fa_code_retry',
      ...asked,
    })
    expect((await bench.kit('POST', `${path}/send-email-to-creator`)).body).toMatchObject({
      state: 'needs_email',
      ...asked,
    })
    const { mails } = (await bench.control('GET', '/mails?to=jane')).body
    expect(mails).toEqual([expect.objectContaining({ text: expect.stringContaining('123456') })])
    await bench.kit('PUT', path, { code: '123456' })
    expect(await poll(path)).toMatchObject({ state: 'completed_success' })
  })

  it('sends no e-mail where none is asked', async () => {
    const path = await begin('jane+sms@creator.sandbox.com')
    await poll(path)
    expect((await bench.kit('POST', `${path}/send-email-to-creator`)).status).toBe(400)
  })

  it('by selfie is done on its page and confirmed, where that is supported', async () => {
    const path = await begin('jane+face@creator.sandbox.com')
    const asked = await poll(path)
    expect(asked).toMatchObject({
      state: 'needs_face_otp',
      otp_channel: 'face',
      next_actions: ['open_face_verification', 'confirm_selfie'],
    })
    const confirm = () => bench.kit('PUT', path, { selfie_verification_completed: true })
    await switches({ selfie: 'upcoming' })
    expect(await confirm()).toMatchObject({ status: 400, body: { code: 'not-supported' } })
    await switches({ selfie: 'supported' })
    expect((await confirm()).body).toMatchObject({ state: 'needs_face_otp' })
    await bench.form(pathOf(asked.face_verification_url), { does: 'selfie' })
    expect((await confirm()).body).toMatchObject({ state: 'pending' })
    expect(await poll(path)).toMatchObject({ state: 'completed_success' })
  })

  it('ends after too many wrong answers', async () => {
    const codes = await begin('jane+app@creator.sandbox.com')
    await poll(codes)
    for (let tries = 0; tries < 5; tries += 1) await bench.kit('PUT', codes, { code: '000000' })
    expect(await poll(codes)).toMatchObject({ state: 'completed_failed' })
    const selfies = await begin('jane+face@creator.sandbox.com')
    await poll(selfies)
    for (let tries = 0; tries < 3; tries += 1)
      await bench.kit('PUT', selfies, { selfie_verification_completed: true })
    expect(await poll(selfies)).toMatchObject({ state: 'completed_failed' })
  })

  it('takes no answer of another kind', async () => {
    const path = await begin('jane+sms@creator.sandbox.com')
    await poll(path)
    for (const body of [
      {},
      { code: '1'.repeat(17) },
      { code: '123456', selfie_verification_completed: true },
      { selfie_verification_completed: true },
    ]) {
      expect((await bench.kit('PUT', path, body)).status).toBe(400)
    }
    expect(await poll(path)).toMatchObject({ state: 'needs_otp' })
  })
})

describe('a mobile session', () => {
  it('has three pages, one of them for a frame, and is approved on any of them', async () => {
    const path = await begin('jane+mobile@creator.sandbox.com')
    const waiting = await poll(path)
    expect(waiting).toMatchObject({ state: 'awaiting_mobile_session', otp_channel: null })
    const pages = [waiting.verification_page_url, waiting.phone_url, waiting.embed_url].map(pathOf)
    for (const page of pages) expect((await bench.page(page)).text).toContain('Approve this login?')
    const embedded = await bench.page(pages[2] ?? '')
    expect(embedded.headers.get('content-security-policy')).toContain('frame-ancestors http://localhost:3999')
    expect((await bench.page('/v1/pages/phone')).text).toContain('jane+mobile@creator.sandbox.com')
    await bench.form(pages[1] ?? '', { does: 'approve' })
    expect(await poll(path)).toMatchObject({ state: 'completed_success', phone_url: null })
  })

  it('can be refused', async () => {
    const path = await begin('jane+mobile@creator.sandbox.com')
    await bench.form(pathOf((await poll(path)).phone_url), { does: 'refuse' })
    expect(await poll(path)).toMatchObject({ state: 'completed_failed' })
  })
})

describe('the hour', () => {
  it('has so many logins, started or repeated', async () => {
    await switches({ connectsPerHour: 1, pendingReads: 0 })
    const done = await poll(await begin('jane@creator.sandbox.com'))
    const refused = await start('ava@creator.sandbox.com')
    expect(refused).toMatchObject({
      status: 429,
      body: {
        type: 'https://onlyfanskit.dev/problems/quota-exceeded',
        reason: 'connect_attempts_per_hour',
        retryable: true,
        retryAfterSec: 3_600,
        limit: 1,
        current: 1,
      },
    })
    expect(refused.headers.get('retry-after')).toBe('3600')
    await bench.control('POST', '/logins/seed', {
      apiKey: 'sk_sandbox_first',
      provider: 'onlyfanskit',
      accounts: [{ ofUserId: '7', username: 'kim', name: 'Kim', email: 'kim@creator.sandbox.com' }],
    })
    const { accounts } = (await bench.kit('GET', '/accounts')).body as { accounts: { id: string }[] }
    const kim = accounts.find(({ id }) => id !== done.account_id)
    expect((await bench.kit('POST', `/accounts/${kim?.id}/reauthenticate`)).status).toBe(429)
    bench.pass(3_600_000)
    expect((await start('ava@creator.sandbox.com')).status).toBe(201)
  })
})
