import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { KEY, OTHER_KEY, TestBench } from './testing'

const SECRET = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3'
type Received = { at: number; headers: IncomingHttpHeaders; raw: string; body: Record<string, unknown> }

let bench: TestBench
let received: Received[] = []
/** What the receiver answers, one after another; 200 after that. */
let answers: number[] = []
const receiver = createServer((request, response) => {
  let raw = ''
  request.on('data', (chunk) => {
    raw += chunk
  })
  request.on('end', () => {
    received.push({ at: Date.now(), headers: request.headers, raw, body: JSON.parse(raw) })
    response.writeHead(answers.shift() ?? 200, { location: '/elsewhere' }).end()
  })
})
let url = ''

beforeAll(async () => {
  bench = await TestBench.start()
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
})
afterAll(async () => {
  await bench.stop()
  receiver.close()
})
beforeEach(async () => {
  await bench.control('POST', '/reset')
  received = []
  answers = []
  await switches({ retryMs: 20 })
})

const hooks = (path: string, body: object, apiKey = KEY) =>
  bench.control('POST', `/webhooks${path}`, { apiKey, ...body })
const switches = (values: object) => hooks('/switches', values)
const endpoint = (over: object = {}) =>
  hooks('', { provider: 'ofauth', url, secret: SECRET, scheme: 'both', ...over })
const fire = (over: object = {}) =>
  hooks('/fire', { provider: 'ofauth', event: 'connection.updated', connectionId: 'conn_a', ...over })
type Sent = { id: string; event: string; state: string; attempts: { status: number | null }[] }
const settled = async () => (await hooks('/settled', {})).body.deliveries as Sent[]

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
async function only(): Promise<Received> {
  await settled()
  const [one, ...more] = received
  if (one === undefined || more.length > 0) throw new Error(`${received.length} deliveries`)
  return one
}

describe('the events of a connection', () => {
  it('tells of its whole life, in order, as the documents spell it', async () => {
    await endpoint()
    const id = String((await bench.connect('mia@creator.sandbox.com')).get('connection_id'))
    await bench.control('POST', `/connections/${id}/await-2fa`)
    await bench.control('POST', `/connections/${id}/expire`)
    await bench.connect('mia@creator.sandbox.com', { connectionId: id })
    await bench.api('POST', `/v2/account/connections/${id}/invalidate`)
    await bench.api('DELETE', `/v2/account/connections/${id}`)
    await settled()
    expect(received.map(({ body }) => body.type)).toEqual([
      'connection.created',
      'connection.updated',
      'connection.expired',
      'connection.updated',
      'connection.expired',
      'connection.disconnected',
    ])
    expect(received[0]?.body).toEqual({
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
    expect(received[1]?.body).toMatchObject({ data: { connection: { status: 'awaiting_2fa' } } })
    expect(received[2]?.body.data).toEqual({
      clientReferenceId: 'ref-1',
      connection: { id, status: 'expired' },
    })
    expect(received[5]?.body.data).toMatchObject({ connection: { id, status: 'disconnected' } })
  })

  it('tells of a session that the hourly check finds dead', async () => {
    await endpoint()
    const id = String((await bench.connect('mia@creator.sandbox.com')).get('connection_id'))
    await bench.control('POST', `/connections/${id}/revoke`)
    await bench.control('POST', '/clock', { advanceMs: 3_600_000 })
    await settled()
    expect(received.map(({ body }) => body.type)).toEqual(['connection.created', 'connection.expired'])
    // The clock of the accounts was moved; the one that signs was not.
    expect(received[1]?.headers['svix-timestamp']).toBe(String(now()))
  })

  it('spells as the SDKs do when switched so', async () => {
    await endpoint()
    await switches({ spelling: 'sdk', live: true })
    const id = String((await bench.connect('mia@creator.sandbox.com')).get('connection_id'))
    expect((await only()).body).toEqual({
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
    await hooks('', { provider: 'ofauth', url, secret: SECRET }, OTHER_KEY)
    await bench.connect('mia@creator.sandbox.com')
    expect(await settled()).toEqual([])
    expect((await fire()).status).toBe(409)
    expect(received).toEqual([])
  })
})

describe('signatures', () => {
  it('are both of the published ones, over the bytes that are sent', async () => {
    await endpoint()
    await fire()
    const one = await only()
    expect(one.headers['svix-signature']).toBe(svix(one))
    expect(one.headers['ofauth-signature']).toBe(plain(one))
    expect(one.headers['svix-timestamp']).toBe(String(now()))
    expect(one.headers['svix-id']).toMatch(/^msg_/)
  })

  it('agree with the published vectors', async () => {
    await endpoint()
    bench.pass(Date.UTC(2026, 0, 1) - Date.UTC(2026, 5, 15, 12))
    const body = {
      type: 'connection.expired',
      timestamp: '2026-01-01T00:00:00.000Z',
      data: { clientReferenceId: 'user_456', connection: { id: 'conn_abc123', status: 'expired' } },
    }
    await fire({ eventId: 'msg_test0001', body })
    const one = await only()
    bench.pass(Date.UTC(2026, 5, 15, 12) - Date.UTC(2026, 0, 1))
    expect(one.headers['ofauth-signature']).toBe(
      't=1767225600,v1=d65f9ee03390b2d1215da9c037902861662eb8216ecaee5645a454ca1899fbce',
    )
    expect(one.headers['svix-signature']).toBe('v1,gLEsPvWNe2FaJLGflSjbG4Dn5ZH5eWJKegPRjVURwcU=')
  })

  it('can be one scheme alone', async () => {
    await endpoint({ scheme: 'svix' })
    await fire()
    expect((await only()).headers).not.toHaveProperty('ofauth-signature')
    received = []
    await endpoint({ scheme: 'ofauth_signature' })
    await fire()
    const names = Object.keys((await only()).headers)
    expect(names).toContain('ofauth-signature')
    expect(names.filter((name) => name.startsWith('svix'))).toEqual([])
  })

  it('sign with both secrets while one replaces the other', async () => {
    await endpoint()
    await endpoint({ secret: 'whsec_bmV3IHNlY3JldA==', overlapMs: 60_000 })
    await fire()
    const one = await only()
    expect(one.headers['svix-signature']).toBe(`${svix(one, 'whsec_bmV3IHNlY3JldA==')} ${svix(one)}`)
    expect(one.headers['ofauth-signature']).toBe(plain(one, 'whsec_bmV3IHNlY3JldA=='))
    received = []
    await switches({ signWith: 'oldest' })
    await fire()
    const old = await only()
    expect(old.headers['ofauth-signature']).toBe(plain(old))
    received = []
    bench.pass(60_001)
    await fire()
    const later = await only()
    bench.pass(-60_001)
    expect(later.headers['svix-signature']).toBe(svix(later, 'whsec_bmV3IHNlY3JldA=='))
    expect(later.headers['ofauth-signature']).toBe(plain(later, 'whsec_bmV3IHNlY3JldA=='))
  })

  it.each(['mis-signed', 'altered', 'unsigned', 'malformed', 'truncated', 'wrong-time'])(
    'do not hold when %s',
    async (how) => {
      await endpoint()
      await fire({ how })
      const one = await only()
      expect(one.headers['svix-signature']).not.toBe(svix(one))
      expect(one.headers['ofauth-signature']).not.toBe(plain(one))
      expect(one.body).toMatchObject({ type: 'connection.updated' })
    },
  )

  it.each([
    ['stale', -600],
    ['future', 600],
  ])('hold but are of another time when %s', async (how, skew) => {
    await endpoint()
    await fire({ how })
    const one = await only()
    expect(one.headers['svix-signature']).toBe(svix(one))
    expect(Number(one.headers['svix-timestamp'])).toBe(now() + skew)
  })

  it('of OnlyFansAPI are bare, and absent without a secret', async () => {
    await endpoint({ provider: 'onlyfansapi', secret: 'a-signing-secret' })
    await fire({ provider: 'onlyfansapi', event: 'accounts.session_expired', connectionId: 'acct_1' })
    const one = await only()
    expect(one.headers.signature).toBe(createHmac('sha256', 'a-signing-secret').update(one.raw).digest('hex'))
    expect(one.headers['user-agent']).toBe('OnlyFansAPI.com/Webhook-Client')
    expect(one.headers['x-ofapi-idempotency-key']).toMatch(/^evt_[0-9a-f]{40}$/)
    expect(one.body).toMatchObject({ event: 'accounts.session_expired', account_id: 'acct_1' })
    received = []
    await endpoint({ provider: 'onlyfansapi', secret: null })
    await fire({ provider: 'onlyfansapi', event: 'users.typing' })
    const typing = await only()
    expect(typing.headers).not.toHaveProperty('signature')
    expect(typing.headers).not.toHaveProperty('x-ofapi-idempotency-key')
  })
})

describe('delivery', () => {
  it('tries OFAuth five times with longer waits, the id and the order kept', async () => {
    await endpoint()
    answers = [500, 302, 404, 429]
    await fire()
    await fire({ event: 'connection.expired' })
    const deliveries = await settled()
    expect(deliveries.map(({ attempts }) => attempts.map(({ status }) => status))).toEqual([
      [500, 302, 404, 429, 200],
      [200],
    ])
    expect(received.map(({ body }) => body.type).indexOf('connection.expired')).toBe(5)
    expect(new Set(received.slice(0, 5).map(({ headers }) => headers['svix-id'])).size).toBe(1)
    const waits = received.slice(1, 5).map(({ at }, i) => at - (received[i]?.at ?? 0))
    for (const [i, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(20 * 2 ** i - 2)
  })

  it('lets another connection pass one that is tried again', async () => {
    await endpoint()
    await switches({ retryMs: 400 })
    answers = [500]
    await fire()
    await expect.poll(() => received.length).toBe(1)
    await fire({ event: 'connection.created', connectionId: 'conn_b' })
    await settled()
    expect(received.map(({ body }) => body.type)).toEqual([
      'connection.updated',
      'connection.created',
      'connection.updated',
    ])
  })

  it('gives up after the last try, and then the next one goes', async () => {
    await endpoint()
    answers = [500, 500, 500, 500, 500]
    await fire()
    await fire({ event: 'connection.expired' })
    expect((await settled()).map(({ state, attempts }) => [state, attempts.length])).toEqual([
      ['failed', 5],
      ['delivered', 1],
    ])
  })

  it('tries OnlyFansAPI three times and keeps no order', async () => {
    await endpoint({ provider: 'onlyfansapi' })
    await switches({ retryMs: 400 })
    answers = [500]
    const account = { provider: 'onlyfansapi', connectionId: 'acct_1' }
    await fire({ ...account, event: 'accounts.session_expired' })
    await fire({ ...account, event: 'accounts.reconnected' })
    await settled()
    expect(received.map(({ body }) => body.event)).toHaveLength(3)
    expect(received.at(-1)?.body.event).not.toBe(received[1]?.body.event)
    await switches({ retryMs: 20 })
    answers = [500, 500, 500]
    await fire({ ...account, event: 'accounts.disconnected' })
    expect((await settled()).at(-1)).toMatchObject({ state: 'failed', attempts: { length: 3 } })
  })

  it('counts a receiver that is not there as a failed try', async () => {
    await endpoint({ url: 'http://127.0.0.1:9/' })
    await fire()
    expect((await settled())[0]).toMatchObject({ state: 'failed', attempts: { length: 5 } })
  })

  it('goes to this computer alone', async () => {
    for (const other of [
      'http://example.com/hook',
      'https://localhost/hook',
      'http://127.0.0.1.example.com/',
      'http://u:p@localhost/',
    ]) {
      expect((await endpoint({ url: other })).status).toBe(400)
    }
    expect((await endpoint({ secret: 'short' })).status).toBe(400)
    expect((await hooks('', { provider: 'ofauth', url, secret: SECRET }, 'sk_live_x')).status).toBe(400)
  })

  it('duplicates with one id, reorders, loses, and is switched off', async () => {
    await endpoint()
    await switches({ duplicates: 2 })
    await fire()
    await settled()
    expect(received).toHaveLength(3)
    expect(new Set(received.map(({ headers }) => headers['svix-id'])).size).toBe(1)
    received = []
    await switches({ duplicates: 0, reorder: 3 })
    for (const event of ['connection.created', 'connection.updated', 'connection.expired'])
      await fire({ event })
    await settled()
    expect(received.map(({ body }) => body.type)).toEqual([
      'connection.expired',
      'connection.updated',
      'connection.created',
    ])
    received = []
    await switches({ reorder: 0, drop: 'every-other' })
    for (let i = 0; i < 4; i += 1) await fire()
    await settled()
    expect(received).toHaveLength(2)
    await switches({ drop: 'none', delivery: 'off' })
    await fire()
    expect((await settled()).at(-1)).toMatchObject({ state: 'dropped', attempts: [] })
    expect(received).toHaveLength(2)
  })

  it('sends again by hand, with the same id', async () => {
    await endpoint({ provider: 'onlyfansapi' })
    await fire({ provider: 'onlyfansapi', event: 'accounts.connected', connectionId: 'acct_1' })
    const [sent] = await settled()
    await hooks('/redeliver', { deliveryId: sent?.id })
    await settled()
    expect(received[1]?.raw).toBe(received[0]?.raw)
    expect(received[1]?.headers).toMatchObject({
      'x-ofapi-idempotency-key': received[0]?.headers['x-ofapi-idempotency-key'],
      'x-ofapi-redelivery-of': sent?.id,
    })
  })

  it('tells of an event that happened earlier, and of one that nobody knows', async () => {
    await endpoint()
    await fire({ how: 'late' })
    await fire({ event: 'connection.something_new' })
    await settled()
    expect(received[0]?.body.timestamp).toBe('2026-06-15T11:00:00.000Z')
    expect(received[1]?.body.type).toBe('connection.something_new')
  })

  it('shows no secret', async () => {
    const { body } = await endpoint()
    expect(body.endpoints).toEqual([{ provider: 'ofauth', url, scheme: 'both', secrets: 1 }])
    expect(JSON.stringify(body)).not.toContain(SECRET)
  })
})
