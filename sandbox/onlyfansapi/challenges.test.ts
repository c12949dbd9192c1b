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
  bench.ofapi('POST', '/authenticate', { email, password: 'good-password', ...extra })
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

describe('a second factor', () => {
  it('by text message lets a wrong code be corrected', async () => {
    const path = await begin('jane+sms@creator.sandbox.com')
    expect(await poll(path)).toMatchObject({
      state: 'needs-otp',
      progress: 'waiting_for_otp',
      twoFactorPending: true,
      lastAttempt: { needs_otp: true, otp_phone_ending: '42', error_message: null },
    })
    const wrong = await bench.ofapi('PUT', path, { code: '00000' })
    expect(wrong).toMatchObject({ status: 200, body: { message: 'OTP submitted successfully' } })
    expect(await poll(path)).toMatchObject({
      state: 'needs-otp',
      lastAttempt: { needs_otp: true, error_message: 'Wrong 2FA code', completed_at: null },
    })
    await bench.ofapi('PUT', path, { code: '123456' })
    expect((await bench.ofapi('GET', path)).body).toMatchObject({
      state: 'authenticating',
      progress: 'checking',
      lastAttempt: { needs_otp: false, error_message: null },
    })
    expect(await poll(path)).toMatchObject({ state: 'authenticated' })
    expect((await bench.ofapi('PUT', path, { code: '123456' })).status).toBe(400)
  })

  it('may go on showing the question while the answer is looked at', async () => {
    const path = await begin('jane+sms@creator.sandbox.com')
    await poll(path)
    const order = { apiKey: 'sk_sandbox_first', provider: 'onlyfansapi', afterAnswer: 'question' }
    await bench.control('POST', '/logins/switches', order)
    await bench.ofapi('PUT', path, { code: '123456' })
    expect(await poll(path)).toMatchObject({ state: 'needs-otp', lastAttempt: { error_message: null } })
    expect(await poll(path)).toMatchObject({ state: 'authenticated' })
  })

  it('by app has a state of its own, and five tries', async () => {
    const path = await begin('jane+app@creator.sandbox.com')
    expect(await poll(path)).toMatchObject({
      state: 'needs-app-otp',
      lastAttempt: { needs_otp: true, otp_phone_ending: null },
    })
    for (let tries = 0; tries < 5; tries += 1) await bench.ofapi('PUT', path, { code: '111111' })
    expect(await poll(path)).toMatchObject({
      lastAttempt: { success: false, error_code: 'TOO_MANY_ATTEMPTS' },
    })
  })

  it('takes a code or a selfie, not both, not neither, not the other one', async () => {
    const path = await begin('jane+app@creator.sandbox.com')
    await poll(path)
    const put = async (body: unknown) => (await bench.ofapi('PUT', path, body)).status
    expect(await put({})).toBe(422)
    expect(await put({ code: '123456', selfie_verification_completed: true })).toBe(422)
    expect(await put({ selfie_verification_completed: false })).toBe(422)
    expect(await put({ selfie_verification_completed: true })).toBe(400)
    expect(await poll(path)).toMatchObject({ state: 'needs-app-otp', lastAttempt: { error_message: null } })
  })

  it('by selfie is done on its page and then confirmed', async () => {
    const path = await begin('jane+face@creator.sandbox.com')
    const asked = await poll(path)
    expect(asked).toMatchObject({
      state: 'needs-face-otp',
      lastAttempt: { needs_face_otp: true, needs_otp: false },
    })
    const { face_otp_verification_url: url } = asked.lastAttempt as { face_otp_verification_url: string }
    const page = new URL(url).pathname
    await bench.ofapi('PUT', path, { selfie_verification_completed: true })
    expect(await poll(path)).toMatchObject({
      state: 'needs-face-otp',
      lastAttempt: { error_message: 'The selfie verification is not completed yet' },
    })
    expect((await bench.page(page)).text).toContain('I did the selfie')
    expect((await bench.form(page, { does: 'selfie' }, 'http://localhost:3999')).status).toBe(404)
    await bench.form(page, { does: 'selfie' })
    expect((await bench.page(page)).text).toContain('Selfie accepted')
    expect(await poll(path)).toMatchObject({ state: 'needs-face-otp' })
    await bench.ofapi('PUT', path, { selfie_verification_completed: true })
    expect(await poll(path)).toMatchObject({ state: 'authenticated' })
  })

  it('by e-mail takes no code before the e-mail, and none at all once she confirmed by its link', async () => {
    const email = 'jane+email@creator.sandbox.com'
    const path = await begin(email)
    await poll(path)
    await bench.ofapi('PUT', path, { code: '123456' })
    expect(await poll(path)).toMatchObject({ state: 'needs-otp', lastAttempt: { error_code: 'WRONG_2FA' } })
    expect((await bench.ofapi('POST', `${path}/send-email-to-creator`)).body).toEqual({
      success: true,
      message: `E-mail sent to ${email}`,
    })
    const { mails } = (await bench.control('GET', '/mails?to=jane')).body as { mails: { text: string }[] }
    const link = /http:\S+/.exec(mails[0]?.text ?? '')?.[0] ?? ''
    await bench.form(new URL(link).pathname, { does: 'approve' })
    expect(await poll(path)).toMatchObject({ state: 'authenticated' })
    expect((await bench.ofapi('POST', `${path}/send-email-to-creator`)).status).toBe(400)
  })

  it('that nobody answers is given up', async () => {
    const path = await begin('jane+sms@creator.sandbox.com')
    await poll(path)
    bench.pass(15 * 60_000)
    expect(await poll(path)).toMatchObject({ lastAttempt: { error_code: 'TIMED_OUT' } })
  })
})

describe('the phone app', () => {
  it('is opened by a deeplink, listed, and approves', async () => {
    const started = (await bench.ofapi('POST', '/authenticate', { auth_type: 'mobile_app', name: 'Stella' }))
      .body
    const deeplink = expect.stringMatching(/^fansapiauth:\/\/auth\/fansapi_auth_[a-z0-9]{40}$/)
    expect(started.mobile_auth_session_deeplink).toEqual(deeplink)
    const path = `/authenticate/${started.attempt_id}`
    const pending = (await bench.ofapi('GET', path)).body
    expect(pending).toMatchObject({ state: 'authenticating', mobile_auth_session_deeplink: deeplink })
    expect(pending).not.toHaveProperty('twoFactorPending')
    const { text } = await bench.page('/embed-auth/phone')
    expect(text).toContain('Stella')
    const page = /\/embed-auth\/phone\/p_[a-z0-9]+/.exec(text)?.[0] ?? ''
    expect((await bench.form(page, { does: 'approve', email: 'me@example.com' })).text).toContain(
      'sandbox e-mails',
    )
    await bench.form(page, { does: 'approve', email: 'stella+sms@creator.sandbox.com' })
    const done = await poll(path)
    expect(done).toMatchObject({
      state: 'authenticated',
      account: { onlyfans_data: { name: expect.stringContaining('Stella') } },
    })
    expect(done).not.toHaveProperty('mobile_auth_session_deeplink')
    expect((await bench.page('/embed-auth/phone')).text).toContain('No login waits')
  })

  it('refuses, or finds that the account is there already', async () => {
    await poll(await begin('stella@creator.sandbox.com'))
    for (const [does, code] of [
      ['refuse', 'LOGIN_REFUSED'],
      ['approve', 'ALREADY_CONNECTED'],
    ] as const) {
      const { attempt_id: id } = (await bench.ofapi('POST', '/authenticate', { auth_type: 'mobile_app' }))
        .body
      await bench.control('POST', `/logins/attempts/${id}/${does}`, { email: 'stella@creator.sandbox.com' })
      expect(await poll(`/authenticate/${id}`)).toMatchObject({ lastAttempt: { error_code: code } })
    }
  })
})
