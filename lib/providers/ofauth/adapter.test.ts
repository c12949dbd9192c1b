import { describe, expect, it } from 'vitest'
import type { AdapterConfig } from '../adapter-types'
import { createAdapter } from '../registry'
import { json } from '../testing/fake-api'
import type { StartSessionRequest } from '../types'
import { config, fakeApi, fixture, KEY, SECRET, sessionOf } from './testing/fake'

const CONNECTION = 'conn_a1b2c3d4e5f6g7h8i9j0k1l2'
const REQUEST: StartSessionRequest = {
  mode: 'redirect',
  redirectUrl: 'http://localhost:3000/api/link/callback/ofauth',
  referenceId: 'reference-of-the-attempt',
}

function setUp(routes: Record<string, unknown>, over: Partial<AdapterConfig> = {}) {
  const { deps, seen } = fakeApi(routes)
  return { adapter: createAdapter('ofauth', config(over), deps), seen }
}

describe('startSession', () => {
  const routes = { 'POST /v2/link/init': fixture('link-init-hosted') }

  it('sends every current option and nothing else', async () => {
    const { adapter, seen } = setUp(routes)
    const geolocation = { country: 'US', state: 'CA', city: 'San Francisco' }
    const session = await adapter.startSession({ ...REQUEST, connectionId: CONNECTION, geolocation })
    expect(session).toEqual({
      url: 'https://link.example.test/cs_7kq2m9x4',
      clientSecret: 'cs_7kq2m9x4',
      expiresAt: new Date('2026-03-01T13:00:00Z'),
    })
    expect(seen.map(({ method, path, body }) => ({ method, path, body }))).toEqual([
      {
        method: 'POST',
        path: '/v2/link/init',
        body: {
          clientAppId: 'app_redirect',
          redirectUrl: REQUEST.redirectUrl,
          clientReferenceId: REQUEST.referenceId,
          connectionId: CONNECTION,
          geolocation,
        },
      },
    ])
    expect(seen[0]?.headers.get('apikey')).toBe(KEY)
    expect(seen[0]?.headers.get('user-agent')).toContain('Patchbay')
    expect(seen[0]?.headers.get('x-connection-id')).toBeNull()
  })

  it('leaves out what was not asked for', async () => {
    const { adapter, seen } = setUp(routes)
    await adapter.startSession(REQUEST)
    expect(Object.keys(seen[0]?.body as object)).toEqual(['clientAppId', 'redirectUrl', 'clientReferenceId'])
  })

  it('offers and starts only hosted modes that have a client app', async () => {
    const apps = { redirect: 'app_r', whitelabel: 'app_w', polling: 'app_p' }
    const { adapter, seen } = setUp(routes, { apps })
    expect(adapter.capabilities).toEqual({
      modes: ['redirect'],
      reconnectModes: ['redirect'],
      listsConnections: true,
      invalidates: true,
      lifecycleWebhooks: true,
      embedProtocol: null,
    })
    expect(adapter.login).toBeNull()
    for (const mode of ['embed', 'whitelabel', 'polling'] as const) {
      await expect(adapter.startSession({ ...REQUEST, mode })).rejects.toMatchObject({ kind: 'rejected' })
    }
    expect(seen).toHaveLength(0)
    const both = { redirect: 'a', embed: 'b' }
    expect(setUp(routes, { apps: both }).adapter.capabilities).toMatchObject({
      modes: ['redirect', 'embed'],
      embedProtocol: 'ofauth',
    })
    const one = setUp(routes, { apps: both, allowedModes: ['redirect'] })
    expect(one.adapter.capabilities).toMatchObject({ modes: ['redirect'], embedProtocol: null })
  })

  it('does not ask to reconnect an id that would silently make a new connection', async () => {
    const { adapter, seen } = setUp(routes)
    for (const connectionId of ['as_x', '', 'conn_', 'CONN_x']) {
      await expect(adapter.startSession({ ...REQUEST, connectionId })).rejects.toMatchObject({
        kind: 'rejected',
      })
    }
    expect(seen).toHaveLength(0)
  })

  it('refuses a whitelabel answer for a redirect app', async () => {
    const { adapter } = setUp({ 'POST /v2/link/init': fixture('link-init-whitelabel') })
    await expect(adapter.startSession(REQUEST)).rejects.toMatchObject({ kind: 'invalid_response' })
  })
})

describe('readSession and endSession', () => {
  const path = `/v2/link/${SECRET}`
  const read = (reply: unknown) => setUp({ [`GET ${path}`]: reply }).adapter.readSession(sessionOf(SECRET))

  it('reads states', async () => {
    expect(await read({ status: 'initialized' })).toEqual({ state: 'open' })
    expect(await read({ status: 'some_new_word', data: null })).toEqual({ state: 'open' })
    expect(await read({ status: 'not_found' })).toEqual({ state: 'gone' })
    expect(await read(json({ error: 'Session not found' }, 404))).toEqual({ state: 'gone' })
    expect(await read(fixture('link-status-completed'))).toMatchObject({
      state: 'completed',
      connectionId: CONNECTION,
      identity: { id: '48213377', username: 'marawinter' },
    })
  })

  it('does not make up a user', async () => {
    await expect(read({ status: 'completed', data: { id: CONNECTION } })).rejects.toMatchObject({
      kind: 'invalid_response',
    })
    await expect(read({ status: null })).rejects.toMatchObject({ kind: 'invalid_response' })
  })

  it('never puts a malformed secret into a path', async () => {
    const { adapter, seen } = setUp({})
    for (const odd of [
      '',
      '..',
      '../account/connections',
      'cs_a/b',
      'cs_a?x',
      `cs_${'a'.repeat(300)}`,
      '.',
    ]) {
      await expect(adapter.readSession(sessionOf(odd))).rejects.toMatchObject({ kind: 'rejected' })
      await expect(adapter.endSession(sessionOf(odd))).rejects.toMatchObject({ kind: 'rejected' })
    }
    expect(seen).toHaveLength(0)
  })

  it('counts a session that is gone as ended, not one at a wrong address', async () => {
    const end = (reply: unknown) => setUp({ [`DELETE ${path}`]: reply }).adapter.endSession(sessionOf(SECRET))
    await end({ success: true })
    await end(json({ error: 'Session not found' }, 404))
    await end(new Response(null, { status: 204 }))
    await expect(end(undefined)).rejects.toMatchObject({ kind: 'rejected' })
    await expect(end({ success: false })).rejects.toMatchObject({ kind: 'rejected' })
  })
})

describe('connections', () => {
  it('pages with limit and offset, and counts unreadable items', async () => {
    const page = fixture('connections') as { list: unknown[] }
    const list = [...page.list, { id: '../x', userData: { id: 1 } }, null]
    const { adapter, seen } = setUp({ 'GET /v2/account/connections': { ...page, list } })
    const result = await adapter.listConnections({ offset: 20, limit: 1000 })
    expect(result).toMatchObject({ unreadable: 2, next: 24 })
    expect(result.connections.map((each) => each.id)).toEqual([CONNECTION, 'conn_z9y8x7w6v5u4t3s2r1q0p9o8'])
    expect(seen[0]?.path).toBe('/v2/account/connections?limit=100&offset=20')
  })

  it('keeps the digits of a user id beyond 2^53', async () => {
    const { list } = fixture('connections') as { list: object[] }
    const text = JSON.stringify({ list: [{ ...list[0], userData: { id: 77 } }], hasMore: false })
    const body = new Response(text.replace('77', '90071992547409931'))
    const { adapter } = setUp({ 'GET /v2/account/connections': body })
    const { connections } = await adapter.listConnections({ offset: 0, limit: 10 })
    expect(connections[0]?.identity.id).toBe('90071992547409931')
  })

  it.each([
    [{ list: [], hasMore: true }, null],
    [{ list: [1], hasMore: false, nextOffset: 9 }, null],
    [{ list: [1], hasMore: true, nextOffset: 9 }, 9],
    [{ list: [1], hasMore: true, nextOffset: 5 }, 6],
    [{ list: [1], hasMore: true, nextOffset: 'x' }, 6],
    [{ list: [1] }, null],
    [{ list: [1, 2] }, 7],
    [{ list: [1], nextOffset: 8 }, 8],
  ])('%j goes on at %s', async (reply, next) => {
    const { adapter } = setUp({ 'GET /v2/account/connections': reply })
    expect((await adapter.listConnections({ offset: 5, limit: 2 })).next).toBe(next)
  })

  it('deletes once gone, invalidates once', async () => {
    const path = `/v2/account/connections/${CONNECTION}`
    const gone = json({ error: 'x', type: 'RESOURCE_NOT_FOUND' }, 404)
    const { adapter, seen } = setUp({ [`DELETE ${path}`]: gone, [`POST ${path}/invalidate`]: gone })
    await adapter.deleteConnection(CONNECTION)
    await expect(adapter.invalidateConnection(CONNECTION)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(adapter.deleteConnection('..')).rejects.toMatchObject({ kind: 'rejected' })
    expect(seen).toHaveLength(2)
  })
})

describe('user data and the key', () => {
  it('reads through the connection that it was asked for', async () => {
    const { adapter, seen } = setUp({
      'GET /v2/access/self': fixture('self'),
      'GET /v2/access/subscriptions/count': fixture('counts'),
      'GET /v2/access/earnings/chart': fixture('earnings'),
    })
    const range = { from: '2026-02-01', to: '2026-02-03' }
    expect(await adapter.access.profile(CONNECTION)).toMatchObject({ id: '48213377' })
    expect(await adapter.access.counts(CONNECTION)).toMatchObject({ bookmarks: 18 })
    expect(await adapter.access.earnings(CONNECTION, range)).toMatchObject({ total: 55 })
    expect(seen.map((each) => each.headers.get('x-connection-id'))).toEqual(Array(3).fill(CONNECTION))
    expect(seen[2]?.path).toBe(
      '/v2/access/earnings/chart?startDate=2026-02-01&endDate=2026-02-03&by=total&withTotal=true',
    )
  })

  it('tells nobody signed in from data, and a bad range from a call', async () => {
    const { adapter, seen } = setUp({ 'GET /v2/access/self': { isAuth: false } })
    await expect(adapter.access.profile(CONNECTION)).rejects.toMatchObject({
      kind: 'reauth_required',
      detail: 'signed_out',
    })
    for (const range of [
      { from: '2026-02-03', to: '2026-02-01' },
      { from: '2026-02-31x', to: '2026-03-01' },
    ]) {
      await expect(adapter.access.earnings(CONNECTION, range)).rejects.toMatchObject({ kind: 'rejected' })
    }
    expect(seen).toHaveLength(1)
  })

  it('checks the key', async () => {
    const { adapter } = setUp({ 'GET /v2/account/whoami': fixture('whoami') })
    expect(await adapter.checkKey()).toEqual({
      accountId: 'org_31',
      accountName: 'North Agency',
      permissions: ['ACCOUNT', 'LINK', 'ACCESS'],
    })
  })

  it('does not let a key break out of its header, nor name it', async () => {
    for (const apiKey of ['', 'sk_a\r\nx: y', 'sk_ü']) {
      const { adapter, seen } = setUp({ 'GET /v2/account/whoami': fixture('whoami') }, { apiKey })
      const error = await adapter.checkKey().catch((each: Error) => each)
      expect(error).toMatchObject({ kind: 'unauthorized_key' })
      expect(String(error)).not.toContain('sk_')
      expect(seen).toHaveLength(0)
    }
  })

  it('wants an http base URL, and keeps its path', async () => {
    expect(() => setUp({}, { baseUrl: 'ftp://x.test' })).toThrow(TypeError)
    expect(() => setUp({}, { baseUrl: '' })).toThrow(TypeError)
    const routes = { 'GET /gateway/v2/account/whoami': fixture('whoami') }
    const { adapter } = setUp(routes, { baseUrl: 'https://x.test/gateway/' })
    expect((await adapter.checkKey()).accountId).toBe('org_31')
  })
})
