import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { KEY, TestBench } from './testing'

let bench: TestBench
const dir = mkdtempSync(join(tmpdir(), 'sandbox-hosted-'))
const lines: string[] = []
beforeAll(async () => {
  bench = await TestBench.start(dir, (line) => lines.push(line))
})
afterAll(async () => {
  await bench.stop()
  rmSync(dir, { recursive: true })
})
beforeEach(async () => {
  await bench.control('POST', '/reset')
})

describe('the way through', () => {
  it('goes from consent to the callback', async () => {
    const path = await bench.init()
    const first = await bench.page(path)
    expect(first.text).toContain('would like to connect')
    expect(first.text).toContain('See your earnings')
    expect((await bench.status(path)).body).toEqual({ status: 'pending' })
    expect((await bench.form(`${path}/consent`)).next).toBe(path)
    const done = await bench.form(`${path}/login`, {
      email: ' Mia.Rose@Creator.sandbox.com ',
      password: 'good-password',
    })
    expect(done.next).toBe(`${path}/return`)
    const callback = await bench.callback(path)
    expect(Object.fromEntries(callback)).toEqual({
      status: 'success',
      connection_id: expect.stringMatching(/^conn_[a-z0-9]{24}$/),
      client_reference_id: 'ref-1',
    })
    const status = await bench.status(path)
    expect(status.body).toEqual({
      status: 'completed',
      data: {
        id: callback.get('connection_id'),
        userData: {
          id: expect.stringMatching(/^\d+$/),
          name: 'Mia Rose',
          username: 'mia.rose',
          avatar: expect.stringContaining('/avatars/'),
        },
      },
    })
    expect((await bench.page(path)).headers.get('location')).toBe(`${path}/return`)
  })

  it('gives raw session canaries only when switched on', async () => {
    const path = await bench.init()
    await bench.login(path, 'mia@creator.sandbox.com')
    expect(JSON.stringify((await bench.status(path)).body)).not.toContain('canary')
    await bench.control('POST', '/switches', { apiKey: KEY, rawSession: true })
    expect((await bench.status(path)).body.data).toMatchObject({
      session: { cookie: expect.stringContaining('canary'), 'x-bc': expect.stringContaining('canary') },
    })
  })

  it.each(['creator-otp', 'fan-otp'])('asks %s for an app code', async (domain) => {
    const path = await bench.init()
    expect((await bench.login(path, `mia@${domain}.sandbox.com`)).next).toBe(path)
    expect((await bench.status(path)).body).toEqual({
      status: 'awaiting_2fa',
      data: { twoFactorState: { options: ['app'] } },
    })
    expect((await bench.form(`${path}/code`, { code: '12 34' })).text).toContain('six digits')
    expect((await bench.form(`${path}/code`, { code: '123 456' })).next).toBe(`${path}/return`)
    expect((await bench.status(path)).body.status).toBe('completed')
  })

  it('counts text messages and tries down until the session fails', async () => {
    const path = await bench.init()
    await bench.login(path, 'mia@creator-sms.sandbox.com')
    const state = async () => (await bench.status(path)).body.data
    expect(await state()).toMatchObject({
      twoFactorState: {
        options: ['phone'],
        phoneLast4: expect.stringMatching(/^\d{4}$/),
        phoneCode: {
          requestAttemptsLimit: 3,
          requestAttemptsLeft: 2,
          checkAttemptsLimit: 3,
          checkAttemptsLeft: 3,
        },
      },
    })
    await bench.form(`${path}/send`)
    await bench.form(`${path}/send`)
    expect((await bench.form(`${path}/send`)).text).toContain('No more codes')
    expect((await bench.form(`${path}/code`, { code: '111111' })).text).toContain('2 tries left')
    await bench.form(`${path}/code`, { code: '222222' })
    expect(await state()).toMatchObject({
      twoFactorState: { phoneCode: { requestAttemptsLeft: 0, checkAttemptsLeft: 1 } },
    })
    await bench.form(`${path}/code`, { code: '333333' })
    expect((await bench.status(path)).body.status).toBe('failed')
    expect((await bench.callback(path)).get('error_code')).toBe('2fa_failed')
    await bench.form(`${path}/code`, { code: '123456' })
    expect(await bench.list()).toEqual([])
  })

  it('lets a text message grow old', async () => {
    const path = await bench.init()
    await bench.login(path, 'mia@creator-sms.sandbox.com')
    bench.pass(5 * 60_000 + 1)
    expect((await bench.form(`${path}/code`, { code: '123456' })).text).toContain('too old')
    await bench.form(`${path}/send`)
    expect((await bench.form(`${path}/code`, { code: '123456' })).next).toBe(`${path}/return`)
  })
})

describe('the other ends', () => {
  it('takes no e-mail from elsewhere and does not keep it', async () => {
    const path = await bench.init()
    for (const email of [
      'person@example.com',
      'a@unknown.sandbox.com',
      'a@creator.sandbox.com.example.com',
      '',
    ]) {
      const page = await bench.login(path, email)
      expect(page.text).toContain('Others are not accepted here')
      expect(page.text).not.toContain('good-password"')
      const { sessions } = (await bench.control('GET', `/state?apiKey=${KEY}`)).body
      expect(sessions).toEqual([expect.objectContaining({ email: null, status: 'pending' })])
    }
  })

  it('lets a wrong password be tried again, five times', async () => {
    const path = await bench.init()
    const page = await bench.login(path, 'mia@creator.sandbox.com', 'wrong')
    expect(page.text).toContain('do not match. 4 tries left')
    expect(page.text).toContain('value="mia@creator.sandbox.com"')
    expect((await bench.status(path)).body).toEqual({ status: 'invalid_credentials' })
    for (let i = 0; i < 4; i += 1) await bench.login(path, 'mia@creator.sandbox.com', 'wrong')
    expect((await bench.callback(path)).get('error_code')).toBe('invalid_credentials')
  })

  it.each([
    ['locked', 'failed', { status: 'error', error_code: 'account_locked' }],
    ['denied', 'denied', { status: 'cancelled', step: 'authorization' }],
    ['provider-error', 'failed', { status: 'error', error_code: 'provider_error' }],
  ])('ends %s as %s', async (domain, status, callback) => {
    const path = await bench.init()
    await bench.login(path, `mia@${domain}.sandbox.com`)
    expect((await bench.status(path)).body).toEqual({ status })
    expect(Object.fromEntries(await bench.callback(path))).toEqual({
      ...callback,
      client_reference_id: 'ref-1',
    })
    expect(await bench.list()).toEqual([])
  })

  it('finishes a slow login by itself, even when nobody looks', async () => {
    const path = await bench.init()
    await bench.login(path, 'mia@slow.sandbox.com')
    expect((await bench.status(path)).body).toEqual({ status: 'pending' })
    expect((await bench.page(path)).text).toContain('http-equiv="refresh"')
    bench.pass(10_000)
    expect(await bench.list()).toHaveLength(1)
    expect((await bench.status(path)).body.status).toBe('completed')
  })

  it('sends back from each step when cancelled', async () => {
    const consent = await bench.init()
    await bench.form(`${consent}/cancel`)
    expect((await bench.callback(consent)).get('step')).toBe('pre-login')
    expect((await bench.status(consent)).body).toEqual({ status: 'denied' })

    const login = await bench.init()
    await bench.form(`${login}/consent`)
    await bench.form(`${login}/cancel`)
    expect(Object.fromEntries(await bench.callback(login))).toEqual({
      status: 'cancelled',
      step: 'login',
      client_reference_id: 'ref-1',
    })

    const code = await bench.init()
    await bench.login(code, 'mia@creator-otp.sandbox.com')
    await bench.form(`${code}/cancel`)
    expect((await bench.callback(code)).get('step')).toBe('2fa')
    await bench.form(`${code}/code`, { code: '123456' })
    expect((await bench.callback(code)).get('status')).toBe('success')
  })

  it('sends nobody back when the callback is dropped', async () => {
    await bench.control('POST', '/switches', { apiKey: KEY, callback: 'drop' })
    const path = await bench.init()
    await bench.login(path, 'mia@creator.sandbox.com')
    await expect(bench.callback(path)).rejects.toThrow('sends nobody back')
    expect((await bench.status(path)).body.status).toBe('completed')
  })
})

describe('the page itself', () => {
  it('runs no script, is in no frame, and takes no form from elsewhere', async () => {
    const path = await bench.init()
    const { headers, text } = await bench.page(path)
    const csp = headers.get('content-security-policy')
    expect(csp).toContain("default-src 'none'")
    expect(csp).toContain("frame-ancestors 'none'")
    expect(csp).not.toContain('script')
    expect(text).not.toMatch(/<script|\sstyle=|\son\w+=/)
    expect((await bench.form(`${path}/consent`, {}, 'http://localhost:3999')).status).toBe(403)
    expect((await bench.page(path)).text).toContain('would like to connect')
  })

  it('names the allowed origins as frames of the embed app', async () => {
    const { headers } = await bench.page(await bench.init({ clientAppId: 'app_sandboxembed' }))
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self' http://localhost:3999")
  })

  it('escapes what others named', async () => {
    await bench.control('POST', '/switches', { apiKey: KEY, name: '<img src=x>"&' })
    expect((await bench.page(await bench.init())).text).toContain('&lt;img src=x&gt;&quot;&amp;')
  })

  it('keeps no password or code, in no file and no log', async () => {
    const path = await bench.init()
    await bench.login(path, 'mia@creator-otp.sandbox.com', 'my-canary-password')
    await bench.login(path, 'mia@creator-otp.sandbox.com')
    await bench.form(`${path}/code`, { code: '987654' })
    await expect.poll(() => readdirSync(dir).includes('sandbox.json')).toBe(true)
    await expect.poll(() => readFileSync(join(dir, 'sandbox.json'), 'utf8')).toContain('"checksLeft":2')
    const kept =
      readdirSync(dir)
        .map((name) => readFileSync(join(dir, name), 'utf8'))
        .join('') + lines.join('')
    for (const secret of ['my-canary-password', 'good-password', '987654']) expect(kept).not.toContain(secret)
  })
})
