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

const MICRO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000000Z$/
const start = (email: string, extra: Record<string, unknown> = {}) =>
  bench.ofapi('POST', '/authenticate', { email, password: 'good-password', ...extra })
const switches = (some: Record<string, unknown>) =>
  bench.control('POST', '/logins/switches', { apiKey: 'sk_sandbox_first', provider: 'onlyfansapi', ...some })

/** Starts a login; gives its path. */
async function begin(email: string, extra: Record<string, unknown> = {}): Promise<string> {
  return `/authenticate/${(await start(email, extra)).body.attempt_id}`
}

/** Reads until the state is another than `authenticating`. */
async function poll(path: string) {
  for (let reads = 0; reads < 10; reads += 1) {
    const { body } = await bench.ofapi('GET', path)
    if (body.state !== 'authenticating') return body
  }
  throw new Error('nothing comes of it')
}

describe('a login', () => {
  it('goes from start over polls to the account', async () => {
    const started = await start('jane@creator.sandbox.com', { name: 'Jane' })
    const id = String(started.body.attempt_id)
    expect(started.status).toBe(200)
    expect(started.body).toEqual({
      attempt_id: expect.stringMatching(/^auth_[a-z0-9]{21}$/),
      message: 'Authentication process started. Query the polling_url to check the progress.',
      polling_url: `${bench.origin}/api/authenticate/${id}`,
    })
    expect((await bench.ofapi('GET', '/accounts')).body).toEqual([
      {
        id: expect.stringMatching(/^acct_[0-9a-f]{32}$/),
        onlyfans_email: 'jane@creator.sandbox.com',
        is_authenticated: false,
        authentication_progress: 'filling_out_login',
        display_name: 'Jane',
        client_reference_id: null,
      },
    ])
    const first = (await bench.ofapi('GET', `/authenticate/${id}`)).body
    expect(first).toEqual({
      account: { id: expect.stringMatching(/^acct_/), display_name: 'Jane', onlyfans_data: null },
      state: 'authenticating',
      progress: 'filling_out_login',
      lastAttempt: {
        started_at: expect.stringMatching(MICRO),
        completed_at: null,
        success: false,
        error_message: null,
        error_code: null,
        needs_otp: false,
        otp_phone_ending: null,
        needs_face_otp: false,
        face_otp_verification_url: null,
      },
    })
    expect((await bench.ofapi('GET', `/authenticate/${id}`)).body.state).toBe('authenticating')
    const done = (await bench.ofapi('GET', `/authenticate/${id}`)).body
    expect(done).toMatchObject({
      state: 'authenticated',
      progress: 'signed_in',
      account: {
        onlyfans_data: {
          username: 'jane',
          csrf: expect.stringContaining('canary-csrf-'),
          wsAuthToken: expect.stringContaining('canary-ws-auth-token-'),
          ip: expect.stringMatching(/^203\.0\.113\./),
        },
      },
      lastAttempt: { success: true, completed_at: expect.stringMatching(MICRO) },
    })
    expect((await bench.ofapi('GET', '/accounts')).body).toEqual([
      expect.objectContaining({
        is_authenticated: true,
        onlyfans_username: 'jane',
        onlyfans_id: expect.any(Number),
        authentication_progress: 'signed_in',
      }),
    ])
  })

  it('moves on by time when nobody reads it', async () => {
    const path = await begin('jane+sms@creator.sandbox.com')
    bench.pass(4_000)
    expect((await bench.ofapi('GET', path)).body.state).toBe('needs-otp')
  })

  it('is the same OnlyFans user as at the other providers', async () => {
    await switches({ pendingReads: 0 })
    await begin('mia@creator.sandbox.com')
    await bench.connect('mia@creator.sandbox.com')
    const [account] = (await bench.ofapi('GET', '/accounts?onlyfans_username=mia')).body as unknown as [
      { onlyfans_id: number },
    ]
    expect((await bench.list())[0]).toMatchObject({ userData: { id: String(account.onlyfans_id) } })
  })

  it('refuses what it cannot use', async () => {
    const refused = async (body: unknown) => (await bench.ofapi('POST', '/authenticate', body)).status
    expect(await refused({})).toBe(422)
    expect(await refused({ email: 'a@creator.sandbox.com' })).toBe(422)
    expect(await refused({ email: 'a@example.com', password: 'x' })).toBe(422)
    const login = { email: 'a@creator.sandbox.com', password: 'good-password' }
    expect(await refused({ ...login, auth_type: 'raw_data', cookies: 'a=b' })).toBe(422)
    expect(await refused({ ...login, proxyCountry: 'de' })).toBe(422)
    expect(await refused({ ...login, customProxy: { host: 'x', port: 70_000 } })).toBe(422)
    const both = { ...login, proxyCountry: 'us', customProxy: { host: 'x', port: 80 } }
    expect(await refused(both)).toBe(422)
    expect((await bench.ofapi('GET', '/accounts')).body).toEqual([])
    expect((await bench.ofapi('POST', '/authenticate', { password: 'x' })).body).toEqual({
      message: 'The email field is required.',
      errors: { email: ['The email field is required.'] },
    })
  })

  it.each([
    ['jane+bad@creator.sandbox.com', 'Wrong email or password'],
    ['jane@locked.sandbox.com', 'Wrong email or password'],
    ['jane+late@creator.sandbox.com', 'OnlyFans did not complete the login'],
  ])('fails for %s', async (email, message) => {
    const path = await begin(email)
    expect(await poll(path)).toMatchObject({
      state: 'unauthenticated',
      progress: 'failed',
      account: { onlyfans_data: null },
      lastAttempt: { success: false, completed_at: expect.stringMatching(MICRO), error_message: message },
    })
    expect((await bench.ofapi('GET', '/accounts')).body).toEqual([
      expect.objectContaining({ is_authenticated: false }),
    ])
  })

  it('fails for a wrong password, and takes the right one for the same account', async () => {
    const wrong = await poll(await begin('jane@creator.sandbox.com', { password: 'wrong' }))
    expect(wrong).toMatchObject({ lastAttempt: { error_code: 'WRONG_CREDENTIALS' } })
    await poll(await begin('jane@creator.sandbox.com'))
    expect((await bench.ofapi('GET', '/accounts')).body).toEqual([
      expect.objectContaining({ is_authenticated: true }),
    ])
  })

  it('shows a state that nobody knows, for a while', async () => {
    const path = await begin('jane+unknown@creator.sandbox.com')
    expect(await poll(path)).toMatchObject({ state: 'solving-captcha', lastAttempt: { completed_at: null } })
    await bench.ofapi('GET', path)
    expect(await poll(path)).toMatchObject({ state: 'authenticated' })
  })

  it('takes long for a slow one', async () => {
    const path = await begin('jane+slow@creator.sandbox.com')
    bench.pass(4_000)
    expect((await bench.ofapi('GET', path)).body).toMatchObject({ progress: 'submitting' })
    bench.pass(16_000)
    expect((await bench.ofapi('GET', path)).body).toMatchObject({ state: 'authenticated' })
  })
})

describe('an account that is there already', () => {
  it('is refused without force, and reused or doubled with it', async () => {
    await switches({ pendingReads: 0 })
    const email = 'jane@creator.sandbox.com'
    await start(email)
    const refused = await start(email)
    expect(refused.status).toBe(409)
    expect(refused.body.message).toContain('already connected')
    await start(email, { force_connect: true })
    const ids = async () => (await bench.ofapi('GET', '/accounts')).body as unknown as { id: string }[]
    expect(await ids()).toHaveLength(1)
    await switches({ forceConnect: 'duplicates' })
    await start(email, { force_connect: true })
    expect(await ids()).toHaveLength(2)
  })
})
