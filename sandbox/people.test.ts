import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { KEY, TestBench } from './testing'

let bench: TestBench
beforeAll(async () => {
  bench = await TestBench.start()
})
afterAll(() => bench.stop())
beforeEach(async () => {
  await bench.control('POST', '/reset')
})

const BEARER = { authorization: `Bearer ${KEY.replace('sk_', 'ofapi_')}` }

async function tokenOf(page: string): Promise<string> {
  return /name="csrf" value="([^"]+)"/.exec((await bench.page(page)).text)?.[1] ?? ''
}
/** Sends a form as the page itself would. */
const press = async (path: string, fields: Record<string, string>) =>
  bench.form(path, { csrf: await tokenOf('/accounts'), ...fields })

const logins = async () => (await bench.control('GET', `/logins?apiKey=${KEY}`)).body as Record<string, Book>
type Book = { accounts: Record<string, unknown>[]; attempts: Record<string, unknown>[] }

describe('accounts', () => {
  it('are acted on only from their own form', async () => {
    const id = String((await bench.connect('mia.rose@creator.sandbox.com')).get('connection_id'))
    const { text } = await bench.page('/accounts')
    expect(text).toContain('Mia Rose')
    expect(text).not.toContain(KEY)
    const csrf = await tokenOf('/accounts')
    const path = `/accounts/${id}`
    expect((await bench.form(path, { action: 'expire', csrf: 'x' })).status).toBe(403)
    expect((await bench.form(path, { action: 'expire' })).status).toBe(403)
    expect((await bench.form(path, { action: 'expire', csrf }, 'http://localhost:3999')).status).toBe(403)
    expect((await bench.form('/clock', { move: 'day' })).status).toBe(403)
    expect((await bench.list())[0]).toMatchObject({ status: 'active' })
    expect((await bench.form(path, { action: 'expire', csrf })).next).toContain(`done=expire&id=${id}`)
    expect((await bench.list())[0]).toMatchObject({ status: 'expired' })
    expect((await press('/accounts/conn_unknown', { action: 'expire' })).status).toBe(404)
    expect((await press(path, { action: 'explode' })).status).toBe(404)
  })

  it('of all providers are found by name, and each can be acted on', async () => {
    await bench.connect('mia@creator.sandbox.com')
    for (const provider of ['onlyfansapi', 'onlyfanskit']) {
      const person = { ofUserId: '4242', username: 'nova', name: `Nova of ${provider}` }
      await bench.control('POST', '/logins/seed', {
        apiKey: KEY,
        provider,
        accounts: [{ ...person, email: `nova.${provider}@creator.sandbox.com` }],
      })
    }
    const { text } = await bench.page('/accounts?q=nova')
    expect(text).toContain('Nova of onlyfansapi')
    expect(text).toContain('Nova of onlyfanskit')
    expect(text).not.toContain('@mia')
    const { onlyfanskit } = await logins()
    const id = String(onlyfanskit?.accounts[0]?.id)
    expect((await press(`/accounts/${id}`, { action: 'expire' })).status).toBe(303)
    expect((await logins()).onlyfanskit?.accounts[0]).toMatchObject({ authenticated: false })
    expect((await bench.page('/accounts?q=nobody-at-all')).text).toContain('No account matches')
  })

  it('live on a clock that every page moves, and comes back to', async () => {
    expect((await press('/clock', { move: 'day', here: 'webhooks' })).next).toBe('/webhooks?done=clock')
    expect((await press('/clock', { move: 'hour', here: '//evil.example' })).next).toBe(
      '/accounts?done=clock',
    )
    expect((await bench.page('/attempts')).text).toContain('25 h ahead')
  })
})

describe('attempts', () => {
  it('at OFAuth are answered as the creator would', async () => {
    const { clientSecret } = (
      await bench.api('POST', '/v2/link/init', { body: { clientAppId: 'app_sandboxwhitelabel' } })
    ).body
    const path = `/attempts/link/${clientSecret}`
    const password = Buffer.from('good-password').toString('base64')
    const body = { email: 'mia+slow@creator.sandbox.com', password }
    expect((await press(path, { move: 'succeed' })).status).toBe(404)
    await bench.api('POST', `/v2/link/${clientSecret}/whitelabel/login`, { body })
    await press(path, { move: 'ask-face' })
    expect((await bench.page('/attempts')).text).toContain('Do the selfie')
    const status = async () => (await bench.status(`/${clientSecret}`)).body.status
    expect(await status()).toBe('awaiting_2fa')
    await press(path, { move: 'selfie' })
    expect(await status()).toBe('completed')
    expect((await press(path, { move: 'fail' })).status).toBe(404)
  })

  it('in a phone app are approved for whoever it is', async () => {
    await bench.api('POST', '/api/authenticate', {
      key: null,
      headers: BEARER,
      body: { auth_type: 'mobile_app', name: 'Phone' },
    })
    const attempt = (await logins()).onlyfansapi?.attempts[0]
    expect((await bench.page('/attempts?q=onlyfansapi')).text).toContain('Approve in the phone app')
    expect((await bench.page('/attempts?q=nobody-at-all')).text).toContain('No login matches')
    await press(`/attempts/login/${attempt?.id}`, { move: 'approve', email: 'ava@creator.sandbox.com' })
    expect((await logins()).onlyfansapi?.attempts[0]).toMatchObject({ email: 'ava@creator.sandbox.com' })
  })
})

describe('webhooks', () => {
  const organisation = async () =>
    /id="(org_[a-z0-9]+)"/.exec((await bench.page('/webhooks')).text)?.[1] ?? ''

  it('are fired, sent again and switched from the page', async () => {
    const closed = { provider: 'ofauth', url: 'http://127.0.0.1:9/', secret: 'whsec_c2VjcmV0' }
    expect((await bench.page('/webhooks')).text).toContain('No endpoint yet')
    await bench.control('POST', '/webhooks', { apiKey: KEY, ...closed })
    await bench.control('POST', '/webhooks/switches', { apiKey: KEY, retryMs: 1 })
    const at = { organisation: await organisation() }
    const order = { provider: 'ofauth', event: 'connection.expired', about: 'conn_x', how: 'mis-signed' }
    const fired = await press('/webhooks/fire', { ...at, ...order })
    expect(fired.next).toContain('event=connection.expired')
    const { text } = await bench.page(fired.next ?? '')
    expect(text).toContain('no connection')
    expect(text).toContain('<option value="mis-signed" selected>')
    expect(text).not.toContain('whsec_')
    const id = /name="delivery" value="([^"]+)"/.exec(text)?.[1] ?? ''
    expect((await press('/webhooks/again', { ...at, delivery: id })).status).toBe(303)
    const unusual = { delivery: 'off', duplicates: '1', reorder: '0', drop: 'none', delayMs: '0' }
    const rest = { signing: 'good', skewSeconds: '-600', spelling: 'sdk' }
    await press('/webhooks/switches', { ...at, ...unusual, ...rest })
    const state = async () => (await bench.control('GET', `/webhooks?apiKey=${KEY}`)).body
    expect(await state()).toMatchObject({
      deliveries: { length: 2 },
      switches: { delivery: 'off', skewSeconds: -600 },
    })
    expect((await press('/webhooks/switches', { ...at, ...unusual, ...rest, drop: 'some' })).status).toBe(404)
    await press('/webhooks/switches', { ...at, usual: 'yes' })
    expect(await state()).toMatchObject({ switches: { delivery: 'on', skewSeconds: 0 } })
  })
})

it('lists every tag that a login can have', async () => {
  const { text } = await bench.page('/scenarios')
  for (const tag of [
    'sms',
    'app',
    'both',
    'face',
    'forced-face',
    'email',
    'mobile',
    'locked',
    'late',
    'unknown',
  ])
    expect(text).toContain(`<code>+${tag}</code>`)
  expect(text).toContain('good-password')
})
