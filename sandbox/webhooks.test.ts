import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { KEY, OTHER_KEY } from './testing'
import { type Received, SECRET, WebhookBench } from './testing-receiver'

let at: WebhookBench
beforeAll(async () => {
  at = await WebhookBench.start()
})
afterAll(() => at.stop())
beforeEach(() => at.reset())

const seconds = (ms: number) => Math.floor(ms / 1000)
const now = () => seconds(Date.UTC(2026, 5, 15, 12))
const svix = (one: Received, secret = SECRET, id = one.headers['svix-id']) =>
  `v1,${createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
    .update(`${id}.${one.headers['svix-timestamp']}.${one.raw}`)
    .digest('base64')}`
const plain = (one: Received, secret = SECRET) => {
  const t = /^t=(\d+)/.exec(String(one.headers['ofauth-signature']))?.[1]
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${one.raw}`).digest('hex')}`
}
describe('the events of a connection', () => {
  it('tells of its whole life, in order, as the documents spell it', async () => {
    await at.endpoint()
    const id = String((await at.bench.connect('mia@creator.sandbox.com')).get('connection_id'))
    await at.bench.control('POST', `/connections/${id}/await-2fa`)
    await at.bench.control('POST', `/connections/${id}/expire`)
    await at.bench.connect('mia@creator.sandbox.com', { connectionId: id })
    await at.bench.api('POST', `/v2/account/connections/${id}/invalidate`)
    await at.bench.api('DELETE', `/v2/account/connections/${id}`)
    await at.settled()
    expect(at.received.map(({ body }) => body.type)).toEqual([
      'connection.created',
      'connection.updated',
      'connection.expired',
      'connection.updated',
      'connection.expired',
      'connection.disconnected',
    ])
    expect(at.received[0]?.body).toEqual({
      type: 'connection.created',
      timestamp: '2026-06-15T12:00:00.000Z',
      data: {
        clientReferenceId: 'ref-1',
        connection: {
          id,
          status: 'active',
          permissions: expect.arrayContaining(['profile:read']),
          userData: {
            id: expect.stringMatching(/^\d+$/),
            name: expect.any(String),
            username: 'mia',
            avatar: expect.stringContaining('/avatars/'),
          },
        },
      },
    })
    expect(at.received[1]?.body).toMatchObject({ data: { connection: { status: 'awaiting_2fa' } } })
    expect(at.received[2]?.body.data).toEqual({
      clientReferenceId: 'ref-1',
      connection: { id, status: 'expired' },
    })
    expect(at.received[5]?.body.data).toMatchObject({ connection: { id, status: 'disconnected' } })
  })

  it('tells of a session that the hourly check finds dead', async () => {
    await at.endpoint()
    const id = String((await at.bench.connect('mia@creator.sandbox.com')).get('connection_id'))
    await at.bench.control('POST', `/connections/${id}/revoke`)
    await at.bench.control('POST', '/clock', { advanceMs: 3_600_000 })
    await at.settled()
    expect(at.received.map(({ body }) => body.type)).toEqual(['connection.created', 'connection.expired'])
    // The clock of the accounts was moved; the one that signs was not.
    expect(at.received[1]?.headers['svix-timestamp']).toBe(String(now()))
  })

  it('spells as the SDKs do when switched so', async () => {
    await at.endpoint()
    await at.switches({ spelling: 'sdk', live: true })
    const id = String((await at.bench.connect('mia@creator.sandbox.com')).get('connection_id'))
    expect((await at.only()).body).toEqual({
      eventType: 'connection.created',
      live: true,
      data: {
        connection: {
          id,
          platformUserId: expect.any(String),
          status: 'active',
          permissions: expect.any(Array),
          userData: expect.objectContaining({ userId: expect.any(String) }),
        },
        clientReferenceId: 'ref-1',
      },
    })
  })

  it('says nothing to another organisation, nor without an endpoint', async () => {
    await at.hooks('', { provider: 'ofauth', url: at.url, secret: SECRET }, OTHER_KEY)
    await at.bench.connect('mia@creator.sandbox.com')
    expect(await at.settled()).toEqual([])
    expect((await at.fire()).status).toBe(409)
    expect(at.received).toEqual([])
  })

  it('pass on what OnlyFans told a connection', async () => {
    await at.endpoint()
    await at.fire({ event: 'of.websocket.event.received' })
    expect((await at.only()).body).toEqual({
      type: 'of.websocket.event.received',
      timestamp: '2026-06-15T12:00:00.000Z',
      data: {
        connection: { id: 'conn_a', clientReferenceId: null },
        environment: 'sandbox',
        receivedAt: '2026-06-15T12:00:00.000Z',
        messageType: expect.any(String),
        truncated: false,
        json: { typing: { id: 562_630_475 } },
        rawText: '{"typing":{"id":562630475}}',
      },
    })
  })

  it('at OnlyFansAPI carry the account’s own reference, also when they are fired by hand', async () => {
    const provider = 'onlyfansapi'
    await at.endpoint({ provider, scheme: 'onlyfansapi_signature' })
    const person = { ofUserId: '7', username: 'ivy', name: 'Ivy', email: 'ivy@creator.sandbox.com' }
    const accounts = [{ ...person, clientReferenceId: 'ref-7' }]
    const { body } = await at.bench.control('POST', '/logins/seed', { apiKey: KEY, provider, accounts })
    const [{ id: connectionId }] = body.accounts as [{ id: string }]
    await at.fire({ provider, event: 'accounts.connected', connectionId })
    expect((await at.only()).body).toMatchObject({
      account_id: connectionId,
      payload: { client_reference_id: 'ref-7' },
    })
  })
})

describe('signatures', () => {
  it('are both of the published ones, over the bytes that are sent', async () => {
    await at.endpoint()
    await at.fire()
    const one = await at.only()
    expect(one.headers['svix-signature']).toBe(svix(one))
    expect(one.headers['ofauth-signature']).toBe(plain(one))
    expect(one.headers['svix-timestamp']).toBe(String(now()))
    expect(one.headers['svix-id']).toMatch(/^msg_/)
  })

  it('agree with the published vectors', async () => {
    await at.endpoint()
    at.bench.pass(Date.UTC(2026, 0, 1) - Date.UTC(2026, 5, 15, 12))
    const body = {
      type: 'connection.expired',
      timestamp: '2026-01-01T00:00:00.000Z',
      data: { clientReferenceId: 'user_456', connection: { id: 'conn_abc123', status: 'expired' } },
    }
    await at.fire({ eventId: 'msg_test0001', body })
    const one = await at.only()
    at.bench.pass(Date.UTC(2026, 5, 15, 12) - Date.UTC(2026, 0, 1))
    expect(one.headers['ofauth-signature']).toBe(
      't=1767225600,v1=d65f9ee03390b2d1215da9c037902861662eb8216ecaee5645a454ca1899fbce',
    )
    expect(one.headers['svix-signature']).toBe('v1,gLEsPvWNe2FaJLGflSjbG4Dn5ZH5eWJKegPRjVURwcU=')
  })

  it('can be one scheme alone', async () => {
    await at.endpoint({ scheme: 'svix' })
    await at.fire()
    expect((await at.only()).headers).not.toHaveProperty('ofauth-signature')
    at.received = []
    await at.endpoint({ scheme: 'ofauth_signature' })
    await at.fire()
    const names = Object.keys((await at.only()).headers)
    expect(names).toContain('ofauth-signature')
    expect(names.filter((name) => name.startsWith('svix'))).toEqual([])
  })

  it('sign with both secrets while one replaces the other', async () => {
    await at.endpoint()
    await at.endpoint({ secret: 'whsec_bmV3IHNlY3JldA==', overlapMs: 60_000 })
    await at.fire()
    const one = await at.only()
    expect(one.headers['svix-signature']).toBe(`${svix(one, 'whsec_bmV3IHNlY3JldA==')} ${svix(one)}`)
    expect(one.headers['ofauth-signature']).toBe(plain(one, 'whsec_bmV3IHNlY3JldA=='))
    at.received = []
    await at.switches({ signWith: 'oldest' })
    await at.fire()
    const old = await at.only()
    expect(old.headers['ofauth-signature']).toBe(plain(old))
    at.received = []
    at.bench.pass(60_001)
    await at.fire()
    const later = await at.only()
    at.bench.pass(-60_001)
    expect(later.headers['svix-signature']).toBe(svix(later, 'whsec_bmV3IHNlY3JldA=='))
    expect(later.headers['ofauth-signature']).toBe(plain(later, 'whsec_bmV3IHNlY3JldA=='))
  })

  it.each(['mis-signed', 'altered', 'unsigned', 'malformed', 'truncated', 'wrong-time'])(
    'do not hold when %s',
    async (how) => {
      await at.endpoint()
      await at.fire({ how })
      const one = await at.only()
      expect(one.headers['svix-signature']).not.toBe(svix(one))
      expect(one.headers['ofauth-signature']).not.toBe(plain(one))
      expect(one.body).toMatchObject({ type: 'connection.updated' })
    },
  )

  it.each([
    ['stale', -600],
    ['future', 600],
  ])('hold but are of another time when %s', async (how, skew) => {
    await at.endpoint()
    await at.fire({ how })
    const one = await at.only()
    expect(one.headers['svix-signature']).toBe(svix(one))
    expect(Number(one.headers['svix-timestamp'])).toBe(now() + skew)
  })

  it('of OnlyFansAPI are bare, and absent without a secret', async () => {
    await at.endpoint({ provider: 'onlyfansapi', secret: 'a-signing-secret' })
    await at.fire({ provider: 'onlyfansapi', event: 'accounts.session_expired', connectionId: 'acct_1' })
    const one = await at.only()
    expect(one.headers.signature).toBe(createHmac('sha256', 'a-signing-secret').update(one.raw).digest('hex'))
    expect(one.headers['user-agent']).toBe('OnlyFansAPI.com/Webhook-Client')
    expect(one.headers['x-ofapi-idempotency-key']).toMatch(/^evt_[0-9a-f]{40}$/)
    expect(one.body).toMatchObject({ event: 'accounts.session_expired', account_id: 'acct_1' })
    at.received = []
    await at.endpoint({ provider: 'onlyfansapi', secret: null })
    await at.fire({ provider: 'onlyfansapi', event: 'users.typing' })
    const typing = await at.only()
    expect(typing.body).toEqual({ event: 'users.typing', account_id: 'conn_a', payload: {} })
    expect(typing.headers).not.toHaveProperty('signature')
    expect(typing.headers).not.toHaveProperty('x-ofapi-idempotency-key')
  })
})
