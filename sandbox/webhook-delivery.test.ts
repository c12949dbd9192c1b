import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SECRET, WebhookBench } from './testing-receiver'

let at: WebhookBench
beforeAll(async () => {
  at = await WebhookBench.start()
})
afterAll(() => at.stop())
beforeEach(() => at.reset())

describe('delivery', () => {
  it('tries OFAuth five times with longer waits, the id and the order kept', async () => {
    await at.endpoint()
    at.answers = [500, 302, 404, 429]
    await at.fire()
    await at.fire({ event: 'connection.expired' })
    const deliveries = await at.settled()
    expect(deliveries.map(({ attempts }) => attempts.map(({ status }) => status))).toEqual([
      [500, 302, 404, 429, 200],
      [200],
    ])
    expect(at.received.map(({ body }) => body.type).indexOf('connection.expired')).toBe(5)
    expect(new Set(at.received.slice(0, 5).map(({ headers }) => headers['svix-id'])).size).toBe(1)
    const waits = at.received.slice(1, 5).map((one, i) => one.at - (at.received[i]?.at ?? 0))
    for (const [i, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(20 * 2 ** i - 2)
  })

  it('lets another connection pass one that is tried again', async () => {
    await at.endpoint()
    await at.switches({ retryMs: 400 })
    at.answers = [500]
    await at.fire()
    await expect.poll(() => at.received.length).toBe(1)
    await at.fire({ event: 'connection.created', connectionId: 'conn_b' })
    await at.settled()
    expect(at.received.map(({ body }) => body.type)).toEqual([
      'connection.updated',
      'connection.created',
      'connection.updated',
    ])
  })

  it('gives up after the last try, and then the next one goes', async () => {
    await at.endpoint()
    at.answers = [500, 500, 500, 500, 500]
    await at.fire()
    await at.fire({ event: 'connection.expired' })
    expect((await at.settled()).map(({ state, attempts }) => [state, attempts.length])).toEqual([
      ['failed', 5],
      ['delivered', 1],
    ])
  })

  it('tries OnlyFansAPI three times and keeps no order', async () => {
    await at.endpoint({ provider: 'onlyfansapi' })
    await at.switches({ retryMs: 400 })
    at.answers = [500]
    const account = { provider: 'onlyfansapi', connectionId: 'acct_1' }
    await at.fire({ ...account, event: 'accounts.session_expired' })
    await at.fire({ ...account, event: 'accounts.reconnected' })
    await at.settled()
    expect(at.received.map(({ body }) => body.event)).toHaveLength(3)
    expect(at.received.at(-1)?.body.event).not.toBe(at.received[1]?.body.event)
    await at.switches({ retryMs: 20 })
    at.answers = [500, 500, 500]
    await at.fire({ ...account, event: 'accounts.disconnected' })
    expect((await at.settled()).at(-1)).toMatchObject({ state: 'failed', attempts: { length: 3 } })
  })

  it('counts a receiver that is not there as a failed try', async () => {
    await at.endpoint({ url: 'http://127.0.0.1:9/' })
    await at.fire()
    expect((await at.settled())[0]).toMatchObject({ state: 'failed', attempts: { length: 5 } })
  })

  it('goes to this computer alone', async () => {
    for (const other of [
      'http://example.com/hook',
      'https://localhost/hook',
      'http://127.0.0.1.example.com/',
      'http://u:p@localhost/',
    ]) {
      expect((await at.endpoint({ url: other })).status).toBe(400)
    }
    expect((await at.endpoint({ secret: 'short' })).status).toBe(400)
    expect(
      (await at.hooks('', { provider: 'ofauth', url: at.url, secret: SECRET }, 'sk_live_x')).status,
    ).toBe(400)
  })

  it('finds the app by a path, on whatever port that is', async () => {
    await at.endpoint({ url: '/hook' })
    await at.fire()
    expect((await at.only()).body).toMatchObject({ type: 'connection.updated' })
    expect((await at.endpoint({ url: '//example.com/hook' })).status).toBe(400)
  })

  it('duplicates with one id, reorders, loses, and is switched off', async () => {
    await at.endpoint()
    await at.switches({ duplicates: 2 })
    await at.fire()
    await at.settled()
    expect(at.received).toHaveLength(3)
    expect(new Set(at.received.map(({ headers }) => headers['svix-id'])).size).toBe(1)
    at.received = []
    await at.switches({ duplicates: 0, reorder: 3 })
    for (const event of ['connection.created', 'connection.updated', 'connection.expired'])
      await at.fire({ event })
    await at.settled()
    expect(at.received.map(({ body }) => body.type)).toEqual([
      'connection.expired',
      'connection.updated',
      'connection.created',
    ])
    at.received = []
    await at.switches({ reorder: 0, drop: 'every-other' })
    for (let i = 0; i < 4; i += 1) await at.fire()
    await at.settled()
    expect(at.received).toHaveLength(2)
    await at.switches({ drop: 'none', delivery: 'off' })
    await at.fire()
    expect((await at.settled()).at(-1)).toMatchObject({ state: 'dropped', attempts: [] })
    expect(at.received).toHaveLength(2)
  })

  it('sends again by hand, with the same id', async () => {
    await at.endpoint({ provider: 'onlyfansapi' })
    await at.fire({ provider: 'onlyfansapi', event: 'accounts.connected', connectionId: 'acct_1' })
    const [sent] = await at.settled()
    await at.hooks('/redeliver', { deliveryId: sent?.id })
    await at.settled()
    expect(at.received[1]?.raw).toBe(at.received[0]?.raw)
    expect(at.received[1]?.headers).toMatchObject({
      'x-ofapi-idempotency-key': at.received[0]?.headers['x-ofapi-idempotency-key'],
      'x-ofapi-redelivery-of': sent?.id,
    })
  })

  it('tells of an event that happened earlier, and of one that nobody knows', async () => {
    await at.endpoint()
    await at.fire({ how: 'late' })
    await at.fire({ event: 'connection.something_new' })
    await at.settled()
    expect(at.received[0]?.body.timestamp).toBe('2026-06-15T11:00:00.000Z')
    expect(at.received[1]?.body.type).toBe('connection.something_new')
  })

  it('shows no secret', async () => {
    const { body } = await at.endpoint()
    expect(body.endpoints).toEqual([{ provider: 'ofauth', url: at.url, scheme: 'both', secrets: 1 }])
    expect(JSON.stringify(body)).not.toContain(SECRET)
  })
})
