import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TestBench } from '../testing'

let bench: TestBench
let path = ''

beforeAll(async () => {
  bench = await TestBench.start()
})
afterAll(() => bench.stop())
beforeEach(async () => {
  await bench.control('POST', '/reset')
  const { data } = (
    await bench.ofapi('POST', '/client-sessions', { display_name: 'Stella', client_reference_id: 'ref-1' })
  ).body as { data: { token: string } }
  path = `/embed-auth/${data.token}`
})

/** Shows the page until the login is no longer going on, as its own refresh does. */
async function settled() {
  for (let reads = 0; reads < 10; reads += 1) {
    const page = await bench.page(path)
    if (!page.text.includes('Logging in…')) return page
  }
  throw new Error('nothing comes of it')
}

const login = (email: string, password = 'good-password') => bench.form(`${path}/login`, { email, password })

/** What the page says to the page around it. */
function spoken(text: string): unknown {
  const settings = /data-settings="([^"]+)"/.exec(text)?.[1]
  return settings === undefined ? null : JSON.parse(settings.replaceAll('&quot;', '"'))
}

describe('a session of the widget', () => {
  it('has a name and a token, costs nothing, and wants a known country', async () => {
    const made = await bench.ofapi('POST', '/client-sessions', {
      display_name: 'Stella',
      proxy_country: 'uk',
    })
    expect(made.body).toMatchObject({
      data: {
        token: expect.stringMatching(/^ofapi_cs_[A-Za-z0-9]{32}$/),
        display_name: 'Stella',
        client_reference_id: null,
      },
      _meta: { _credits: { used: 0 } },
    })
    expect(await bench.ofapi('POST', '/client-sessions', {})).toMatchObject({
      status: 422,
      body: { errors: { display_name: [expect.any(String)] } },
    })
    const elsewhere = { display_name: 'Stella', proxy_country: 'de' }
    expect((await bench.ofapi('POST', '/client-sessions', elsewhere)).status).toBe(422)
  })
})

describe('the widget', () => {
  it('logs in with a code, says so to the app alone, and keeps the reference id', async () => {
    expect((await bench.page(path)).text).toContain('Connect your OnlyFans account')
    expect((await login('stella+sms@creator.sandbox.com')).next).toBe(path)
    expect((await settled()).text).toContain('ending in 42')
    await bench.form(`${path}/code`, { code: '000000' })
    expect((await settled()).text).toContain('Wrong 2FA code')
    await bench.form(`${path}/code`, { code: '123456' })
    const done = await settled()
    const [account] = (await bench.ofapi('GET', '/accounts')).body as unknown as [Record<string, unknown>]
    expect(account).toMatchObject({
      client_reference_id: 'ref-1',
      display_name: 'Stella',
      is_authenticated: true,
    })
    expect(spoken(done.text)).toEqual({
      origins: ['http://localhost:3999'],
      message: {
        type: 'onlyfansapi.auth.success',
        payload: {
          accountId: account.id,
          username: 'stella.sms',
          onlyfansData: {
            id: account.onlyfans_id,
            username: 'stella.sms',
            email: 'stella+sms@creator.sandbox.com',
            avatar_url: expect.stringContaining('/avatars/'),
            name: expect.stringContaining('Stella'),
          },
        },
      },
    })
    const gone = await bench.form(`${path}/continue`)
    expect(spoken(gone.text)).toMatchObject({ message: { type: 'onlyfansapi.auth.continue' } })
  })

  it('says that it failed, and can be tried again', async () => {
    await login('stella@creator.sandbox.com', 'wrong')
    expect(spoken((await settled()).text)).toMatchObject({
      message: { type: 'onlyfansapi.auth.failed', payload: { message: 'Wrong email or password' } },
    })
    await bench.form(`${path}/again`)
    await login('stella+face@creator.sandbox.com')
    const asked = await settled()
    const page = /\/embed-auth\/selfie\/p_[a-z0-9]+/.exec(asked.text)?.[0] ?? ''
    await bench.form(`${path}/selfie`)
    expect((await settled()).text).toContain('not completed yet')
    await bench.form(page, { does: 'selfie' })
    await bench.form(`${path}/selfie`)
    expect(spoken((await settled()).text)).toMatchObject({ message: { type: 'onlyfansapi.auth.success' } })
  })

  it('logs a known account in again instead of refusing it', async () => {
    await bench.ofapi('POST', '/authenticate', {
      email: 'stella@creator.sandbox.com',
      password: 'good-password',
    })
    bench.pass(4_000)
    await login('stella@creator.sandbox.com')
    await settled()
    expect((await bench.ofapi('GET', '/accounts')).body).toEqual([
      expect.objectContaining({ client_reference_id: 'ref-1' }),
    ])
  })

  it('takes e-mails of the sandbox only, and no password comes back', async () => {
    const page = await login('me@example.com', 'my-canary-password')
    expect(page.text).toContain('below sandbox.com only')
    expect(page.text).not.toContain('my-canary-password')
    expect((await bench.ofapi('GET', '/accounts')).body).toEqual([])
  })

  it('is framed by the app alone, runs its one script, and takes no form from elsewhere', async () => {
    const { headers, text } = await bench.page(path)
    const csp = headers.get('content-security-policy')
    expect(csp).toContain('frame-ancestors http://localhost:3999')
    expect(csp).toMatch(/script-src 'nonce-[\w-]+'/)
    expect(headers.get('x-frame-options')).toBeNull()
    expect(text).not.toMatch(/\sstyle=|\son\w+=/)
    const foreign = await bench.form(
      `${path}/login`,
      { email: 'a@creator.sandbox.com', password: 'x' },
      'http://localhost:3999',
    )
    expect(foreign.status).toBe(403)
    expect((await bench.page('/embed-auth/ofapi_cs_unknown')).status).toBe(404)
    expect((await bench.page('/embed-auth/phone')).headers.get('x-frame-options')).toBe('DENY')
  })
})
