import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SandboxProcess, startSandbox } from '../../testing/sandbox-process'
import { onlyfansapiWebhooks } from '../onlyfansapi/webhooks'
import { Receiver } from '../testing/receiver'
import type { SessionRef } from '../types'
import { adapterOf, CODE, DRIVERS, loginOf, request, settled } from './driver'

/** What only OnlyFansAPI has: the phone app, the mail to the creator, new credentials, the widget, its webhooks. */
let sandbox: SandboxProcess
beforeAll(async () => {
  sandbox = await startSandbox('http://localhost:3999')
}, 30_000)
afterAll(() => sandbox.stop())

const OK = 'jane+ok@creator.sandbox.com'

async function bench() {
  const organisation = await sandbox.control.newKey()
  const driver = DRIVERS.find(({ id }) => id === 'onlyfansapi')
  if (!driver) throw new Error('no driver')
  const adapter = adapterOf(driver, sandbox.control.origin, organisation.replace(/^sk_/, driver.keyPrefix))
  const referenceId = randomBytes(16).toString('hex')
  const session = (clientSecret: string, over: Partial<SessionRef> = {}): SessionRef => ({
    mode: 'polling',
    clientSecret,
    referenceId,
    hintedConnectionId: null,
    ...over,
  })
  const prove = (ref: SessionRef) =>
    adapter.prove({
      ...ref,
      purpose: 'connect',
      startedAt: new Date(),
      expected: null,
      deadline: new Date(Date.now() + 10_000),
    })
  async function connect(email = OK) {
    const { clientSecret } = await loginOf(adapter).begin(request(referenceId, email))
    await settled(adapter, session(clientSecret))
    const proof = await prove(session(clientSecret))
    if (proof.result !== 'proven') throw new Error(`not connected: ${proof.reading.state}`)
    return proof
  }
  return { adapter, login: loginOf(adapter), organisation, referenceId, session, prove, connect }
}

const attemptOf = (clientSecret: string) => clientSecret.split('|')[0] ?? ''

describe('a login', () => {
  it('with the phone app shows its link until she has used it', async () => {
    const { adapter, login, referenceId, session, prove } = await bench()
    const asked = request(referenceId, OK, { method: 'mobile_app', credentials: null })
    const { clientSecret, reading } = await login.begin(asked)
    expect(reading).toMatchObject({ state: 'challenge', challenge: { kinds: ['mobile_app'] } })
    expect(await adapter.readSession(session(clientSecret))).toEqual(reading)
    await sandbox.control.logins.move(attemptOf(clientSecret), 'approve', OK)
    expect(await settled(adapter, session(clientSecret), ({ state }) => state === 'completed')).toMatchObject(
      {
        state: 'completed',
      },
    )
    expect(await prove(session(clientSecret))).toMatchObject({ result: 'proven' })
  })

  it('with a face check wants it done, not just said', async () => {
    const { adapter, login, referenceId, session } = await bench()
    const { clientSecret } = await login.begin(request(referenceId, 'jane+face@creator.sandbox.com'))
    const asked = await settled(adapter, session(clientSecret))
    expect(asked).toMatchObject({ challenge: { kinds: ['face'], rejected: false } })
    expect(asked.state === 'challenge' ? asked.links?.face : null).toContain(sandbox.control.origin)
    await login.confirmSelfie(session(clientSecret))
    expect(await settled(adapter, session(clientSecret))).toMatchObject({ challenge: { rejected: true } })
    await sandbox.control.logins.move(clientSecret, 'do-selfie')
    await login.confirmSelfie(session(clientSecret))
    expect(await settled(adapter, session(clientSecret))).toMatchObject({ state: 'completed' })
  })

  it('mails the creator and hides her address', async () => {
    const { adapter, login, referenceId, session } = await bench()
    const { clientSecret } = await login.begin(request(referenceId, 'jane+sms@creator.sandbox.com'))
    await settled(adapter, session(clientSecret))
    expect(await login.emailCreator(session(clientSecret))).toEqual({ sentTo: 'j•••@creator.sandbox.com' })
  })

  it('shows a state that nobody has heard of as progress, and goes on', async () => {
    const { adapter, login, referenceId, session } = await bench()
    const { clientSecret } = await login.begin(request(referenceId, 'jane+unknown@creator.sandbox.com'))
    const odd = await settled(
      adapter,
      session(clientSecret),
      (reading) => reading.state === 'authenticating' && reading.progress === 'solving-captcha',
    )
    expect(odd).toMatchObject({ state: 'authenticating', progress: 'solving-captcha' })
    expect(await settled(adapter, session(clientSecret))).toMatchObject({ state: 'completed' })
  })

  it('is refused at once for an account that is linked already', async () => {
    const { connect, login, referenceId } = await bench()
    await connect()
    await expect(login.begin(request(referenceId, OK))).rejects.toMatchObject({ detail: 'already_connected' })
  })

  it('ends after too many wrong codes', async () => {
    const { adapter, login, referenceId, session } = await bench()
    const { clientSecret } = await login.begin(request(referenceId, 'jane+sms@creator.sandbox.com'))
    await settled(adapter, session(clientSecret))
    for (let at = 0; at < 5; at += 1) await login.submitCode(session(clientSecret), '000000')
    expect(await settled(adapter, session(clientSecret))).toEqual({ state: 'failed', code: null })
    await expect(login.submitCode(session(clientSecret), CODE)).rejects.toMatchObject({ kind: 'rejected' })
  })
})

describe('an account', () => {
  it('with new credentials cannot be read until they are tried', async () => {
    const { adapter, login, referenceId, session, connect } = await bench()
    const { connectionId } = await connect()
    await expect(login.reauthenticate(connectionId)).rejects.toMatchObject({
      detail: 'already_authenticated',
    })
    const { clientSecret } = await login.begin(request(referenceId, OK, { connectionId }))
    await expect(adapter.access.profile(connectionId)).rejects.toMatchObject({ kind: 'unavailable' })
    expect(await settled(adapter, session(clientSecret))).toMatchObject({ state: 'completed', connectionId })
    await adapter.access.profile(connectionId)
  })

  it('that comes back as somebody else is proven as somebody else: the caller compares', async () => {
    const { adapter, login, referenceId, session, prove, connect } = await bench()
    const first = await connect()
    await sandbox.control.logins.act(first.connectionId, 'swap-user')
    const { connectionId } = first
    const { clientSecret } = await login.begin(request(referenceId, OK, { connectionId }))
    await settled(adapter, session(clientSecret))
    const proof = await prove(session(clientSecret))
    expect(proof).toMatchObject({ result: 'proven', connectionId })
    expect(proof.result === 'proven' && proof.identity.id).not.toBe(first.identity.id)
  })

  it('that is dead says so with 401 and with 200; without credits nothing is said about it', async () => {
    const { adapter, organisation, connect } = await bench()
    const { connectionId } = await connect()
    const { logins } = sandbox.control
    await logins.switch(organisation, 'onlyfansapi', { credits: 0 })
    await expect(adapter.access.profile(connectionId)).rejects.toMatchObject({
      kind: 'limit_reached',
      detail: 'plan',
    })
    await logins.switch(organisation, 'onlyfansapi', { credits: 100 })
    await logins.act(connectionId, 'revoke')
    for (const errorsInside200 of [true, false]) {
      await logins.switch(organisation, 'onlyfansapi', { errorsInside200 })
      await expect(adapter.access.profile(connectionId)).rejects.toMatchObject({
        kind: 'reauth_required',
        detail: 'session_expired',
      })
    }
  })
})

describe('the widget', () => {
  const submit = (url: string, step: string, fields: Record<string, string>) =>
    fetch(`${url}/${step}`, {
      method: 'POST',
      headers: { origin: new URL(url).origin },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    })

  it.each([
    ['by our reference', true],
    ['by a webhook’s hint', false],
  ])('is confirmed %s, on our own server alone', async (_how, listReference) => {
    const { adapter, organisation, referenceId, session, prove } = await bench()
    await sandbox.control.logins.switch(organisation, 'onlyfansapi', { listReference, pendingReads: 0 })
    const started = await adapter.startSession({
      mode: 'embed',
      redirectUrl: 'http://localhost/cb',
      referenceId,
    })
    const embedded = session(started.clientSecret, { mode: 'embed' })
    expect(await adapter.readSession(embedded)).toEqual({ state: 'open' })
    await submit(started.url, 'login', { email: OK, password: 'good-password' })
    const [account] = (await sandbox.control.logins.book(organisation, 'onlyfansapi')).accounts
    const told = { ...embedded, hintedConnectionId: listReference ? null : (account?.id ?? null) }
    expect(await prove(told)).toMatchObject({ result: 'proven', connectionId: account?.id })
    const stranger = { ...embedded, referenceId: 'another' }
    expect(await prove(stranger)).toEqual({ result: 'pending', reading: { state: 'open' } })
  })
})

describe('a webhook of the sandbox', () => {
  const receiver = new Receiver()
  beforeAll(() => receiver.start())
  afterAll(() => receiver.stop())

  it('is believed when it is signed, and not when it is signed wrongly', async () => {
    const { organisation, connect } = await bench()
    const { control } = sandbox
    const secret = 'a secret of the agency'
    await control.webhooks(organisation, {
      provider: 'onlyfansapi',
      url: receiver.url,
      secret,
    })
    const { connectionId } = await connect()
    const event = { provider: 'onlyfansapi', event: 'accounts.session_expired', connectionId } as const
    await control.webhooksSettled(organisation)
    for (const how of ['good', 'mis-signed', 'altered', 'unsigned', 'malformed', 'truncated'] as const) {
      await control.fireWebhook(organisation, { ...event, how })
      await control.webhooksSettled(organisation)
    }
    const scheme = 'onlyfansapi_signature' as const
    const { received } = receiver
    const verdicts = received.map((delivery) => {
      const verdict = onlyfansapiWebhooks.check({ ...delivery, scheme, secrets: [secret], now: new Date() })
      return verdict.ok ? 'ok' : verdict.reason
    })
    expect(verdicts).toEqual([
      'ok',
      'ok',
      'wrong_signature',
      'wrong_signature',
      'no_signature',
      'bad_signature_form',
      'bad_signature_form',
    ])
    const [connected, lost] = received.map(({ raw }) => onlyfansapiWebhooks.read(raw))
    expect(connected).toMatchObject({ kind: 'connected', connectionId, occurredAt: expect.any(Date) })
    expect(lost).toMatchObject({ kind: 'lost', connectionId, occurredAt: expect.any(Date) })
  })
})
