import { describe, expect, it } from 'vitest'
import type { ProviderAdapter } from '../adapter-types'
import type { LoginDriver, LoginRequest } from '../login-types'
import { createAdapter } from '../registry'
import { json } from '../testing/fake-api'
import { config, fakeApi, fixture, SECRET, sessionOf, WHITELABEL } from './testing/fake'
import { LOGIN } from './testing/methods'

const INIT = 'POST /v2/link/init'
const PATH = '/v2/link/cs_7kq2m9x4'
const OWN = `/v2/link/${SECRET}/whitelabel`
const session = sessionOf(SECRET, 'whitelabel')
const processing = { success: true, data: { status: 'processing' } }

function setUp(routes: Record<string, unknown>) {
  const { deps, seen } = fakeApi(routes)
  const adapter = createAdapter('ofauth', config(WHITELABEL), deps)
  return {
    adapter,
    login: loginOf(adapter),
    sent: () => seen.map((each) => `${each.method} ${each.path}`),
    seen,
  }
}

function loginOf({ login }: ProviderAdapter): LoginDriver {
  if (!login) throw new Error('no white-label')
  return login
}

const started = (login: unknown, over: Partial<LoginRequest> = {}) => {
  const bench = setUp({
    [INIT]: fixture('link-init-whitelabel'),
    [`POST ${PATH}/whitelabel/login`]: login,
    [`DELETE ${PATH}`]: { success: true },
  })
  return { ...bench, outcome: bench.login.begin({ ...LOGIN, ...over }).catch((error: unknown) => error) }
}

describe('white-label mode', () => {
  it('is offered only where an app is set up and the agency allows it by name', () => {
    const { deps } = fakeApi({})
    const modes = (over: Parameters<typeof config>[0]) => {
      const { capabilities, login } = createAdapter('ofauth', config(over), deps)
      expect(login === null).toBe(!capabilities.modes.includes('whitelabel'))
      return capabilities
    }
    expect(modes(WHITELABEL)).toMatchObject({
      modes: ['redirect', 'whitelabel'],
      reconnectModes: ['redirect', 'whitelabel'],
    })
    expect(modes({ ...WHITELABEL, allowedModes: null }).modes).toEqual(['redirect'])
    expect(modes({ ...WHITELABEL, allowedModes: ['redirect'] }).modes).toEqual(['redirect'])
    expect(modes({ allowedModes: ['redirect', 'whitelabel'] }).modes).toEqual(['redirect'])
  })
})

describe('begin', () => {
  it('makes a session of the app and sends the login once, the password in base64', async () => {
    const geolocation = { country: 'US' }
    const connectionId = 'conn_a1'
    const { outcome, seen } = started(processing, { geolocation, connectionId })
    expect(await outcome).toEqual({
      clientSecret: 'cs_7kq2m9x4',
      expiresAt: new Date('2026-03-01T13:00:00Z'),
      reading: { state: 'authenticating', lastError: null, progress: null },
    })
    expect(seen.map((each) => each.body)).toEqual([
      { clientAppId: 'app_whitelabel', clientReferenceId: 'ref', connectionId, geolocation },
      { email: LOGIN.credentials.email, password: Buffer.from('CANARYPASSWORD').toString('base64') },
    ])
  })

  it('keeps every character of a password', async () => {
    const password = 'pä$$ "w\\ör😀d '
    const { outcome, seen } = started(processing, { credentials: { email: 'a@b', password } })
    await outcome
    expect(seen[1]?.body).toMatchObject({ password: Buffer.from(password, 'utf8').toString('base64') })
  })

  it.each([
    [{ success: false, error: 'Invalid email' }, 'rejected', 'invalid_credentials'],
    [{ success: false, error: 'x', code: 'INVALID_CREDENTIALS' }, 'rejected', 'invalid_credentials'],
    [{ success: false, error: 'INVALID_CREDENTIALS' }, 'rejected', 'invalid_credentials'],
    [{ success: false, error: 'ACCESS_DENIED' }, 'rejected', 'method_not_supported'],
    [{ success: false, error: 'Email and password are required' }, 'rejected', null],
    [json({ success: false, error: 'Session not found' }, 404), 'not_found', null],
    [json({ error: 'x', type: 'INVALID_CREDENTIALS' }, 400), 'rejected', 'invalid_credentials'],
    [json({}, 500), 'unavailable', null],
    [json({}, 429), 'rate_limited', null],
    [new Response('<html>'), 'invalid_response', null],
  ])('ends the session of a login that failed: %j', async (reply, kind, detail) => {
    const { outcome, sent } = started(reply)
    const error = await outcome
    expect(error).toMatchObject({ kind, detail })
    expect(sent()).toEqual([INIT, `POST ${PATH}/whitelabel/login`, `DELETE ${PATH}`])
    expect(`${JSON.stringify(error)}${(error as Error).stack}`).not.toMatch(/CANARY|Q0FOQVJZ/)
  })

  it('tells why the login failed, also where its session can not be ended', async () => {
    const bench = setUp({
      [INIT]: fixture('link-init-whitelabel'),
      [`POST ${PATH}/whitelabel/login`]: { success: false, error: 'Invalid email' },
      [`DELETE ${PATH}`]: json({}, 500),
    })
    await expect(bench.login.begin(LOGIN)).rejects.toMatchObject({ detail: 'invalid_credentials' })
  })

  it('sends no login where there is no session for it', async () => {
    for (const reply of [
      json({ error: 'Limit reached' }, 403),
      fixture('link-init-hosted'),
      { mode: 'whitelabel', clientSecret: '../x', expiresAt: '2026-03-01T13:00:00Z' },
      { mode: 'whitelabel', clientSecret: 'cs_a' },
    ]) {
      const bench = setUp({ [INIT]: reply })
      await expect(bench.login.begin(LOGIN)).rejects.toMatchObject({ name: 'ProviderError' })
      expect(bench.sent()).toEqual([INIT])
    }
  })

  it('asks for nothing that OFAuth does not do', async () => {
    const { login, sent } = setUp({})
    await expect(login.begin({ ...LOGIN, connectionId: 'as_x' })).rejects.toMatchObject({ kind: 'rejected' })
    for (const wrong of [
      () => login.begin({ ...LOGIN, method: 'mobile_app', credentials: null }),
      () => login.confirmSelfie(session),
      () => login.sendCode(session, 'email'),
      () => login.emailCreator(session),
    ]) {
      await expect(wrong()).rejects.toMatchObject({ kind: 'rejected', detail: 'method_not_supported' })
    }
    await expect(login.reauthenticate('conn_a')).rejects.toMatchObject({ detail: 'no_stored_credentials' })
    expect(sent()).toEqual([])
  })
})

describe('a code', () => {
  const twoFactorState = {
    options: ['phone'],
    phoneLast4: '0417',
    phoneCode: { requestAttemptsLeft: 2, checkAttemptsLeft: 1 },
  }
  const submit = (reply: unknown) =>
    setUp({ [`POST ${OWN}/2fa/code`]: reply }).login.submitCode(session, '000000')

  it('that is wrong stays on the step, with what is left', async () => {
    const wrong = { success: false, status: 'awaiting_2fa', error: 'Invalid code', data: { twoFactorState } }
    expect(await submit(wrong)).toMatchObject({
      state: 'challenge',
      challenge: { kinds: ['sms'], rejected: true, attemptsLeft: 1, sendsLeft: 2, hint: '0417' },
    })
    expect(await submit({ success: false, error: 'x', code: 'INVALID_2FA_CODE' })).toMatchObject({
      challenge: { rejected: true, actions: ['enter_code'] },
    })
  })

  it('that is right completes, or leads to a second question', async () => {
    const raw = { cookie: 'CANARY', 'x-bc': 'CANARY' }
    const user = { userId: '7', username: 'mara', name: 'Mara', avatar: null }
    const connection = { id: 'conn_a1', platformUserId: '7', userData: user, session: raw, status: 'active' }
    const reading = await submit({ success: true, status: 'completed', connection, session: raw })
    expect(reading).toEqual({
      state: 'completed',
      connectionId: 'conn_a1',
      identity: { id: '7', username: 'mara', name: 'Mara', avatarUrl: null },
    })
    expect(await submit({ success: true, status: 'completed' })).toBeNull()
    expect(await submit({ success: true, status: 'awaiting_2fa', data: { twoFactorState } })).toMatchObject({
      challenge: { rejected: false },
    })
  })

  it('that ends it, that comes at the wrong time, and that finds no session', async () => {
    expect(await submit({ success: false, status: 'failed', error: 'x' })).toEqual({
      state: 'failed',
      code: '2fa_failed',
    })
    await expect(submit({ success: false, error: 'Session is not in 2FA state' })).rejects.toMatchObject({
      kind: 'rejected',
    })
    await expect(submit({ success: false, error: 'SESSION_EXPIRED' })).rejects.toMatchObject({
      kind: 'not_found',
    })
  })

  it('is asked for by SMS, and what is left is read again', async () => {
    const send = (reply: unknown) => {
      const bench = setUp({ [`PATCH ${OWN}/2fa/sms`]: reply })
      return bench.login.sendCode(session, 'sms')
    }
    expect(await send({ success: true, data: { twoFactorState } })).toBeNull()
    await expect(
      send({ success: false, error: 'Phone 2FA is not available for this session' }),
    ).rejects.toMatchObject({ kind: 'rejected', detail: 'method_not_supported' })
    await expect(send({ success: false, error: 'No more codes can be sent' })).rejects.toMatchObject({
      kind: 'rejected',
      detail: null,
    })
  })
})

describe('the status of a white-label session', () => {
  it('is read at its own address', async () => {
    const { adapter, sent } = setUp({ [`GET ${OWN}/status`]: fixture('link-status-completed') })
    const reading = await adapter.readSession(session)
    expect(reading).toMatchObject({ state: 'completed', identity: { username: 'marawinter' } })
    expect(JSON.stringify(reading)).not.toContain('CANARY')
    expect(sent()).toEqual([`GET ${OWN}/status`])
  })
})
