import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { KEY, OTHER_KEY, TestBench } from './testing'

let bench: TestBench
let id = ''
beforeAll(async () => {
  bench = await TestBench.start()
})
afterAll(() => bench.stop())
beforeEach(async () => {
  await bench.control('POST', '/reset')
  id = String((await bench.connect('mia@creator.sandbox.com')).get('connection_id'))
})

const read = (path: string, connection = id, key = KEY) =>
  bench.api('GET', `/v2/access/${path}`, { key, headers: { 'x-connection-id': connection } })

describe('who may read', () => {
  it('needs a connection of this key that has a session', async () => {
    expect((await bench.api('GET', '/v2/access/self')).body.type).toBe('SESSION_NOT_PROVIDED')
    expect((await read('self', 'conn_unknown')).body.type).toBe('SESSION_NOT_PROVIDED')
    expect((await read('self', id, OTHER_KEY)).body.type).toBe('SESSION_NOT_PROVIDED')
    await bench.control('POST', `/connections/${id}/expire`)
    expect(await read('self')).toMatchObject({
      status: 401,
      body: {
        type: 'SESSION_EXPIRED',
        actionRequired: 'relink_connection',
        requestId: expect.stringMatching(/^req_/),
      },
    })
    await bench.control('POST', `/connections/${id}/await-2fa`)
    expect((await read('self')).body).toMatchObject({
      type: 'SESSION_EXPIRED',
      actionRequired: 'verify_identity',
    })
  })

  it('needs the permission', async () => {
    await bench.control('POST', '/switches', { apiKey: KEY, permissions: ['profile:read'] })
    const other = String((await bench.connect('ava@creator.sandbox.com')).get('connection_id'))
    expect((await read('self', other)).status).toBe(200)
    expect(await read('earnings/chart', other)).toMatchObject({ status: 403, body: { type: 'FORBIDDEN' } })
    expect((await read('subscriptions/count', other)).status).toBe(403)
  })

  it('has 90 calls at once and one more each second', async () => {
    let last = await read('self')
    expect(last.headers.get('x-ratelimit-remaining')).toBe('89')
    for (let i = 1; i < 90; i += 1) last = await read('self')
    expect(last.status).toBe(200)
    const refused = await read('self')
    expect(refused).toMatchObject({ status: 429, body: { type: 'RATE_LIMIT_EXCEEDED' } })
    expect(refused.headers.get('retry-after')).toBe('1')
    bench.pass(1_000)
    expect((await read('self')).status).toBe(200)
    expect((await read('self')).status).toBe(429)
  })
})

describe('what is read', () => {
  it('has both shapes of self', async () => {
    expect((await read('self')).body).toEqual({
      isAuth: true,
      id: expect.any(Number),
      username: 'mia',
      name: expect.any(String),
      isVerified: expect.any(Boolean),
      avatar: expect.stringContaining('/avatars/'),
      subscribersCount: expect.any(Number),
      postsCount: expect.any(Number),
      photosCount: expect.any(Number),
      videosCount: expect.any(Number),
    })
    await bench.control('POST', `/connections/${id}/sign-out`)
    expect((await read('self')).body).toEqual({ isAuth: false })
  })

  it('has counts', async () => {
    const { body } = await read('subscriptions/count')
    expect(Object.keys(body)).toEqual(['subscriptions', 'subscribers', 'bookmarks'])
    expect(body.subscribers).toMatchObject({ active: expect.any(Number), activeOnline: expect.any(Number) })
  })

  it('has the same earnings for the same days, and parts that add up', async () => {
    const range = 'startDate=2026-05-01&endDate=2026-05-31'
    const total = (await read(`earnings/chart?${range}`)).body
    expect(total.chart).toHaveLength(31)
    expect(total).not.toHaveProperty('gross')
    expect((await read(`earnings/chart?${range}`)).body).toEqual(total)
    const full = (await read(`earnings/chart?${range}&withTotal=true`)).body
    expect(full.total).toBe(total.total)
    expect(Number(full.gross)).toBeCloseTo(Number(full.total) / 0.8, 1)
    let sum = 0
    for (const by of ['messages', 'tips', 'stream', 'post', 'subscribes', 'ref']) {
      sum += Number((await read(`earnings/chart?${range}&by=${by}`)).body.total)
    }
    expect(sum).toBeCloseTo(Number(total.total), 0)
  })

  it('has no point for a day to come and refuses nonsense', async () => {
    expect((await read('earnings/chart?startDate=2026-06-14&endDate=2026-06-30')).body.chart).toHaveLength(2)
    for (const query of ['startDate=x', 'by=everything', 'startDate=2026-06-02&endDate=2026-06-01']) {
      expect(await read(`earnings/chart?${query}`)).toMatchObject({
        status: 400,
        body: { type: 'BAD_REQUEST' },
      })
    }
  })

  it('has nothing of a creator for a fan', async () => {
    const fan = String((await bench.connect('sam@fan.sandbox.com')).get('connection_id'))
    expect((await read('earnings/chart', fan)).body).toEqual({ chart: [], total: 0 })
    expect((await read('self', fan)).body).toMatchObject({ subscribersCount: null, postsCount: 0 })
  })

  it('draws each avatar, always the same', async () => {
    const draw = () =>
      fetch(`${bench.origin}/avatars/4242.png`).then(async (r) => [
        r.headers.get('content-type'),
        Buffer.from(await r.arrayBuffer()).toString('base64'),
      ])
    const first = await draw()
    expect(first[0]).toBe('image/png')
    expect(await draw()).toEqual(first)
  })
})
