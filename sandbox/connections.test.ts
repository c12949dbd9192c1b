import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { KEY, OTHER_KEY, TestBench } from './testing'

let bench: TestBench
beforeAll(async () => {
  bench = await TestBench.start()
})
afterAll(() => bench.stop())
beforeEach(async () => {
  await bench.control('POST', '/reset')
})

const MIA = 'mia@creator.sandbox.com'
const connected = async (email = MIA) => String((await bench.connect(email)).get('connection_id'))
const reconnect = async (connectionId: string, email = MIA) =>
  bench.connect(email, { connectionId, clientReferenceId: 'ref-2' })

describe('connecting again', () => {
  it('makes a second connection of the same user on a plain connect', async () => {
    const ids = [await connected(), await connected()]
    expect(new Set(ids).size).toBe(2)
    expect(new Set((await bench.list()).map((item) => JSON.stringify(item.userData))).size).toBe(1)
  })

  it('keeps id and reference on a reconnect, with a fresh state', async () => {
    const id = await connected()
    await bench.control('POST', `/connections/${id}/expire`)
    await bench.control('POST', '/switches', { apiKey: KEY, permissions: ['profile:read'] })
    bench.pass(5_000)
    expect((await reconnect(id)).get('connection_id')).toBe(id)
    expect(await bench.list()).toEqual([
      expect.objectContaining({
        id,
        status: 'active',
        expiredAt: null,
        permissions: ['profile:read'],
        clientReferenceId: 'ref-1',
        createdAt: '2026-06-15T12:00:00.000Z',
      }),
    ])
  })

  it('replaces the reference when switched so', async () => {
    const id = await connected()
    await bench.control('POST', '/switches', { apiKey: KEY, referenceOnReconnect: 'replaced' })
    await reconnect(id)
    expect(await bench.list()).toEqual([expect.objectContaining({ id, clientReferenceId: 'ref-2' })])
  })

  it('silently makes a new one for an unknown id, and for one of another key', async () => {
    const foreign = String((await bench.connect(MIA, {}, OTHER_KEY)).get('connection_id'))
    for (const id of ['conn_unknown', foreign]) {
      const callback = await reconnect(id)
      expect(callback.get('status')).toBe('success')
      expect(callback.get('connection_id')).not.toBe(id)
    }
    expect(await bench.list()).toHaveLength(2)
    expect(await bench.list('', OTHER_KEY)).toHaveLength(1)
  })

  it('takes another OnlyFans user over the same id, unless that is refused', async () => {
    const id = await connected()
    const before = (await bench.list())[0]?.userData
    await bench.control('POST', '/switches', { apiKey: KEY, otherUserOnReconnect: 'refused' })
    expect((await reconnect(id, 'ava@creator.sandbox.com')).get('error_code')).toBe('account_mismatch')
    expect((await bench.list())[0]?.userData).toEqual(before)
    await bench.control('POST', '/switches', { apiKey: KEY, otherUserOnReconnect: 'accepted' })
    expect((await reconnect(id, 'ava@creator.sandbox.com')).get('connection_id')).toBe(id)
    expect((await bench.list())[0]?.userData).toMatchObject({ username: 'ava' })
  })

  it('swaps the user of one reconnect', async () => {
    const id = await connected()
    const before = (await bench.list())[0]?.userData
    await bench.control('POST', `/connections/${id}/swap-user`)
    await reconnect(id)
    expect((await bench.list())[0]?.userData).not.toEqual(before)
    await reconnect(id)
    expect((await bench.list())[0]?.userData).toEqual(before)
  })

  it('knows a seeded person by e-mail', async () => {
    const person = {
      ofUserId: '4242',
      username: 'seeded',
      name: 'Seeded Person',
      email: MIA,
      avatarUrl: null,
    }
    const state = { kind: 'creator', status: 'expired', permissions: [], clientReferenceId: null }
    const times = {
      createdAt: '2026-01-01T00:00:00Z',
      updatedAt: '2026-01-02T00:00:00Z',
      expiredAt: '2026-01-02T00:00:00Z',
    }
    const seeded = await bench.control('POST', '/seed', {
      apiKey: KEY,
      name: 'Northlight',
      accounts: [{ ...person, ...state, ...times, lastCheckedAt: null }],
    })
    expect(seeded.body.connections).toEqual([
      expect.objectContaining({
        status: 'expired',
        userData: { id: '4242', name: 'Seeded Person', username: 'seeded', avatar: null },
      }),
    ])
    const id = String((await bench.list())[0]?.id)
    const path = await bench.init({ connectionId: id })
    expect((await bench.page(path)).text).toContain('Northlight would like to connect @seeded again')
    await bench.form(`${path}/consent`)
    expect((await bench.page(path)).text).toContain(`value="${MIA}"`)
    await bench.login(path, MIA)
    expect((await bench.list())[0]).toMatchObject({ id, status: 'active', userData: { id: '4242' } })
  })
})

describe('the list', () => {
  it('pages, filters, and says whether there is more', async () => {
    for (let i = 0; i < 12; i += 1) {
      await connected(`person${i}@creator.sandbox.com`)
      bench.pass(1_000)
    }
    const first = (await bench.api('GET', '/v2/account/connections')).body
    expect(first).toMatchObject({ hasMore: true, list: { length: 10 } })
    const rest = (await bench.api('GET', '/v2/account/connections?limit=10&offset=10')).body
    expect(rest).toMatchObject({ hasMore: false, list: { length: 2 } })
    const exact = (await bench.api('GET', '/v2/account/connections?limit=6&offset=6')).body
    expect(exact).toMatchObject({ hasMore: false, list: { length: 6 } })
    const ids = [...(await bench.list()), ...(await bench.list('?offset=10'))].map((item) => String(item.id))
    expect(new Set(ids).size).toBe(12)
    await bench.control('POST', `/connections/${ids[0]}/expire`)
    await bench.control('POST', `/connections/${ids[1]}/await-2fa`)
    expect(await bench.list('?status=expired')).toEqual([expect.objectContaining({ id: ids[0] })])
    expect(await bench.list('?status=awaiting_2fa')).toEqual([expect.objectContaining({ id: ids[1] })])
    expect(await bench.list('?imported=true')).toEqual([])
    for (const query of ['?status=gone', '?limit=0', '?limit=x', '?offset=-1', '?imported=yes']) {
      expect((await bench.api('GET', `/v2/account/connections${query}`)).status).toBe(400)
    }
  })

  it('deletes and invalidates, each within its own key', async () => {
    const id = await connected()
    const path = `/v2/account/connections/${id}`
    expect((await bench.api('DELETE', path, { key: OTHER_KEY })).status).toBe(404)
    expect((await bench.api('POST', `${path}/invalidate`, { key: OTHER_KEY })).status).toBe(404)
    expect((await bench.api('POST', `${path}/invalidate`)).body).toEqual({ success: true })
    expect((await bench.list())[0]).toMatchObject({ status: 'expired', expiredAt: expect.any(String) })
    expect((await bench.api('DELETE', path)).body).toEqual({ success: true })
    expect((await bench.api('DELETE', path)).status).toBe(404)
    expect(await bench.list()).toEqual([])
  })

  it('shows a revoked session only after the next hourly check', async () => {
    const id = await connected()
    await bench.control('POST', `/connections/${id}/revoke`)
    expect((await bench.list())[0]).toMatchObject({ status: 'active' })
    const read = await bench.api('GET', '/v2/access/self', { headers: { 'x-connection-id': id } })
    expect(read.body.type).toBe('SESSION_EXPIRED')
    await bench.control('POST', '/clock', { advanceMs: 3_600_000 })
    expect((await bench.list())[0]).toMatchObject({ status: 'expired' })
  })
})
