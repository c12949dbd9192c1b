import { describe, expect, it } from 'vitest'
import type { AdapterConfig } from '../adapter-types'
import type { LoginDriver, LoginRequest } from '../login-types'
import { createAdapter } from '../registry'
import { fakeApi, json } from '../testing/fake-api'
import {
  ACCOUNT,
  ATTEMPT,
  BASE,
  config,
  DEEPLINK,
  embedded,
  fixture,
  KEY,
  polling,
  REFERENCE,
} from './testing/fake'

function setUp(routes: Record<string, unknown>, over: Partial<AdapterConfig> = {}) {
  const { deps, seen } = fakeApi(routes)
  const adapter = createAdapter('onlyfansapi', config(over), deps)
  const sent = () => seen.map(({ method, path, body }) => ({ method, path, body }))
  const login = (): LoginDriver => {
    if (adapter.login) return adapter.login
    throw new Error('no login driver')
  }
  return { adapter, login, seen, sent }
}

const STARTED = 'auth_7kq2m9x4b1n8v5c3z6l0p'
const REQUEST: LoginRequest = {
  method: 'password',
  credentials: { email: 'mara@creator.example.test', password: 'a password' },
  rememberCredentials: false,
  referenceId: REFERENCE,
  displayName: 'Mara Winter',
  connectionId: null,
  geolocation: { country: 'GB', city: 'Leeds' },
}

describe('a login begins', () => {
  it('with e-mail and password, in a country that the vendor has', async () => {
    const { login, seen, sent } = setUp({ 'POST /api/authenticate': fixture('started') })
    expect(await login().begin(REQUEST)).toEqual({
      clientSecret: STARTED,
      expiresAt: null,
      reading: { state: 'authenticating', lastError: null, progress: 'started' },
    })
    const body = {
      auth_type: 'email_password',
      ...REQUEST.credentials,
      name: 'Mara Winter',
      proxyCountry: 'uk',
    }
    expect(sent()).toEqual([{ method: 'POST', path: '/api/authenticate', body }])
    expect(seen[0]?.headers.get('authorization')).toBe(`Bearer ${KEY}`)
  })

  it('with the vendor’s app, whose link is kept for every later reading', async () => {
    const { adapter, login, sent } = setUp({
      'POST /api/authenticate': fixture('started-mobile-app'),
      [`GET /api/authenticate/${STARTED}`]: { state: 'authenticating', progress: 'started' },
    })
    const request: LoginRequest = { ...REQUEST, method: 'mobile_app', credentials: null, geolocation: null }
    const started = await login().begin(request)
    expect(started.reading).toMatchObject({ links: { mobileApp: DEEPLINK } })
    expect(sent()[0]?.body).toEqual({ auth_type: 'mobile_app', name: 'Mara Winter' })
    const reading = await adapter.readSession(polling({ clientSecret: started.clientSecret }))
    expect(reading).toEqual(started.reading)
  })

  it('with new credentials for an account, without what only a start may have', async () => {
    const { login, sent } = setUp({
      [`PUT /api/authenticate/${ACCOUNT}/credentials`]: fixture('started'),
    })
    expect(await login().begin({ ...REQUEST, connectionId: ACCOUNT })).toMatchObject({
      clientSecret: STARTED,
    })
    expect(sent()[0]?.body).toEqual({ auth_type: 'email_password', ...REQUEST.credentials })
  })

  it('with no more than was given, and never with half of it', async () => {
    const { login, seen } = setUp({ 'POST /api/authenticate': fixture('started') })
    await expect(login().begin({ ...REQUEST, credentials: null })).rejects.toMatchObject({ kind: 'rejected' })
    for (const connectionId of ['', 'auth_x', '../accounts', 'acct_a/../b', `acct_${'a'.repeat(121)}`])
      await expect(login().begin({ ...REQUEST, connectionId })).rejects.toMatchObject({ kind: 'rejected' })
    expect(seen).toHaveLength(0)
  })

  it('and an odd attempt id is refused', async () => {
    for (const attempt_id of ['acct_x', '', 'auth_../x', 7, undefined]) {
      const { login } = setUp({ 'POST /api/authenticate': { attempt_id } })
      await expect(login().begin(REQUEST)).rejects.toMatchObject({ kind: 'invalid_response' })
    }
  })
})

describe('a repair with what the vendor keeps', () => {
  const path = `/api/authenticate/${ACCOUNT}/reauthenticate`
  const repair = (polling_url: unknown, over: Partial<AdapterConfig> = {}, at = path) =>
    setUp({ [`POST ${at}`]: { success: true, polling_url } }, over)
      .login()
      .reauthenticate(ACCOUNT)

  it('takes the attempt from a polling URL of the same origin and path', async () => {
    expect(await repair(`${BASE}/api/authenticate/auth_a1`)).toMatchObject({ clientSecret: 'auth_a1' })
    const baseUrl = 'https://proxy.example.test/of/'
    const url = 'https://proxy.example.test/of/api/authenticate/auth_a1'
    expect(await repair(url, { baseUrl }, `/of${path}`)).toMatchObject({ clientSecret: 'auth_a1' })
  })

  it.each([
    'https://evil.example.test/api/authenticate/auth_a1',
    'http://app.example.test/api/authenticate/auth_a1',
    'https://app.example.test:8443/api/authenticate/auth_a1',
    'https://app.example.test@evil.example.test/api/authenticate/auth_a1',
    'https://user:pass@app.example.test/api/authenticate/auth_a1',
    'https://app.example.test/api/authenticate/acct_a1',
    'https://app.example.test/api/authenticate/auth_a1/extra',
    'https://app.example.test/api/authenticate/auth_a1?next=x',
    'https://app.example.test/api/authenticate/x/../auth_a1/..',
    'https://app.example.test/other/authenticate/auth_a1',
    'https://app.example.test/abc/authenticate/auth_a1',
    'https://app.example.test/auth_a1',
    '/api/authenticate/auth_a1',
    'auth_a1',
    '',
    7,
  ])('refuses %s', async (url) => {
    await expect(repair(url)).rejects.toMatchObject({ kind: 'invalid_response' })
  })

  it('says when there is nothing to repair', async () => {
    const reason = 'Account is already successfully authenticated'
    const { login, seen } = setUp({ [`POST ${path}`]: json({ message: 'x', reason }, 400) })
    await expect(login().reauthenticate(ACCOUNT)).rejects.toMatchObject({ detail: 'already_authenticated' })
    expect(seen).toHaveLength(1)
  })
})

describe('steps of a login', () => {
  const path = `/api/authenticate/${ATTEMPT}`

  it('sends a code, or that the face check is done; the next reading tells', async () => {
    const { login, sent } = setUp({ [`PUT ${path}`]: { message: 'submitted' } })
    expect(await login().submitCode(polling(), '12345')).toBeNull()
    const session = polling({ clientSecret: `${ATTEMPT}|${DEEPLINK}` })
    expect(await login().confirmSelfie(session)).toBeNull()
    expect(sent()).toEqual([
      { method: 'PUT', path, body: { code: '12345' } },
      { method: 'PUT', path, body: { selfie_verification_completed: true } },
    ])
  })

  it('has the vendor mail the creator, and hides her address', async () => {
    const answer = { success: true, message: 'E-mail sent to creator-123@gmail.com' }
    const { login } = setUp({ [`POST ${path}/send-email-to-creator`]: answer })
    expect(await login().emailCreator(polling())).toEqual({ sentTo: 'c•••@gmail.com' })
  })

  it('belongs to an attempt of our own form alone', async () => {
    const { login, seen } = setUp({})
    const steps = [
      () => login().submitCode(embedded(), '1'),
      () => login().confirmSelfie(embedded()),
      () => login().emailCreator(embedded()),
      () => login().sendCode(polling(), 'sms'),
    ]
    for (const step of steps) await expect(step()).rejects.toMatchObject({ detail: 'method_not_supported' })
    for (const clientSecret of ['', '..', 'acct_a', 'auth_a/b', 'auth_a|x', `auth_a|${DEEPLINK}|x`])
      await expect(login().submitCode(polling({ clientSecret }), '1')).rejects.toMatchObject({
        kind: 'rejected',
      })
    expect(seen).toHaveLength(0)
  })
})
