import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SandboxProcess, startSandbox } from '../../testing/sandbox-process'
import { adapterOf, CODE, DRIVERS, type Driver, loginOf, request, settled } from '../conformance/driver'
import { Receiver } from '../testing/receiver'
import { sessionOf } from './testing/fake'
import { ofauthWebhooks } from './webhooks'

let sandbox: SandboxProcess
const receiver = new Receiver()

beforeAll(async () => {
  sandbox = await startSandbox('http://localhost:3999')
  await receiver.start()
}, 30_000)
afterAll(async () => {
  await receiver.stop()
  await sandbox.stop()
})

const driver = DRIVERS.find(({ id }) => id === 'ofauth') as Driver

describe('a webhook of the sandbox', () => {
  const SECRET = `whsec_${Buffer.from('a secret of the agency').toString('base64')}`

  it.each(['ofauth_signature', 'svix'] as const)(
    'signed by %s is believed, altered it is not',
    async (scheme) => {
      const { control } = sandbox
      const apiKey = await control.newKey()
      const { url } = receiver
      await control.webhooks(apiKey, { provider: 'ofauth', url, secret: SECRET, scheme: 'both' })
      receiver.received = []
      const hows = [
        'good',
        'late',
        'mis-signed',
        'altered',
        'unsigned',
        'truncated',
        'wrong-time',
        'stale',
        'future',
      ]
      for (const how of hows) {
        const event = { provider: 'ofauth', event: 'connection.expired', connectionId: 'conn_a1' } as const
        await control.fireWebhook(apiKey, { ...event, how: how as 'good' })
        await control.webhooksSettled(apiKey)
      }
      const { received } = receiver
      const verdicts = received.map((delivery) => {
        const verdict = ofauthWebhooks.check({ ...delivery, scheme, secrets: [SECRET], now: new Date() })
        return verdict.ok ? 'ok' : verdict.reason
      })
      expect(verdicts.slice(0, 2)).toEqual(['ok', 'ok'])
      expect(verdicts.slice(2)).toEqual([
        'wrong_signature',
        'wrong_signature',
        'no_signature',
        'bad_signature_form',
        'wrong_signature',
        'too_old',
        'from_the_future',
      ])
      const event = received[0] && ofauthWebhooks.read(received[0].raw)
      expect(event).toMatchObject({ kind: 'lost', connectionId: 'conn_a1', occurredAt: expect.any(Date) })
    },
  )
})

describe('a white-label login at the sandbox', () => {
  it('counts codes and messages truly, to the end', async () => {
    const { control } = sandbox
    const apiKey = await control.newKey()
    await control.switch(apiKey, { rawSession: true })
    const adapter = adapterOf(driver, control.origin, apiKey)
    const login = loginOf(adapter)
    const { clientSecret } = await login.begin(request('ref', 'jane@creator-sms.sandbox.com'))
    const session = sessionOf(clientSecret, 'whitelabel')
    const asked = await settled(adapter, session)
    expect(asked).toMatchObject({
      state: 'challenge',
      challenge: {
        kinds: ['sms'],
        actions: ['enter_code', 'send_code'],
        attemptsLeft: 3,
        sendsLeft: 2,
        rejected: false,
      },
    })
    const wrong = { challenge: { attemptsLeft: 2, rejected: true } }
    expect(await login.submitCode(session, '000000')).toMatchObject(wrong)
    // The status does not say it, but one try is used up.
    expect(await adapter.readSession(session)).toMatchObject(wrong)
    const done = await login.submitCode(session, CODE)
    expect(done).toMatchObject({ state: 'completed' })
    const read = await adapter.readSession(session)
    expect(read).toMatchObject({ state: 'completed' })
    expect(JSON.stringify([done, read])).not.toMatch(/canary/)
  })

  it('ends its session where the login is refused', async () => {
    const { control } = sandbox
    const apiKey = await control.newKey()
    const login = loginOf(adapterOf(driver, control.origin, apiKey))
    await expect(login.begin(request('ref', 'jane@gmail.com'))).rejects.toMatchObject({
      detail: 'invalid_credentials',
    })
    const calls = await control.calls(apiKey)
    expect(calls.map(({ method }) => method)).toEqual(['POST', 'POST', 'DELETE'])
  })
})
