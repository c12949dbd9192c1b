import { describe, expect, it } from 'vitest'
import type { AdapterConfig } from '../adapter-types'
import { createAdapter } from '../registry'
import { fakeApi, json, NOW } from '../testing/fake-api'
import { ACCOUNT, BASE, config, fixture, polling, REFERENCE, USER } from './testing/fake'

function setUp(routes: Record<string, unknown>, over: Partial<AdapterConfig> = {}) {
  const { deps, seen } = fakeApi(routes)
  const adapter = createAdapter('onlyfansapi', config(over), deps)
  const sent = () => seen.map(({ method, path, body }) => ({ method, path, body }))
  return { adapter, seen, sent }
}

describe('capabilities', () => {
  it('are the modes that the agency allows', () => {
    expect(setUp({}).adapter.capabilities).toEqual({
      modes: ['polling', 'embed'],
      reconnectModes: ['polling'],
      listsConnections: true,
      invalidates: false,
      lifecycleWebhooks: true,
      embedProtocol: 'onlyfansapi',
    })
    const embedOnly = setUp({}, { allowedModes: ['embed', 'redirect'] }).adapter
    expect(embedOnly.capabilities).toMatchObject({ modes: ['embed'], reconnectModes: [] })
    expect(embedOnly.login).toBeNull()
    const pollingOnly = setUp({}, { allowedModes: ['polling'] }).adapter
    expect(pollingOnly.capabilities).toMatchObject({ modes: ['polling'], embedProtocol: null })
  })
})

describe('the widget', () => {
  const request = { mode: 'embed', redirectUrl: 'http://localhost/cb', referenceId: REFERENCE } as const

  it('opens with our reference, and ends within an hour of our own', async () => {
    const { adapter, sent } = setUp({ 'POST /api/client-sessions': fixture('client-session') })
    expect(await adapter.startSession({ ...request, geolocation: { country: 'US' } })).toEqual({
      url: `${BASE}/embed-auth/ofapi_cs_7Kq2m9X4`,
      clientSecret: 'ofapi_cs_7Kq2m9X4',
      expiresAt: new Date(NOW.getTime() + 3_600_000),
    })
    expect(sent()[0]?.body).toEqual({
      display_name: 'Patchbay referenc',
      client_reference_id: REFERENCE,
      proxy_country: 'us',
    })
  })

  it('repairs nothing, and is no page to be sent to', async () => {
    const { adapter, seen } = setUp({ 'POST /api/client-sessions': fixture('client-session') })
    for (const odd of [{ connectionId: ACCOUNT }, { mode: 'redirect' }, { mode: 'polling' }] as const)
      await expect(adapter.startSession({ ...request, ...odd })).rejects.toMatchObject({
        detail: 'method_not_supported',
      })
    expect(seen).toHaveLength(0)
  })

  it('is refused with a token that could lead elsewhere', async () => {
    for (const token of ['ofapi_cs_a/../x', 'x', '', null]) {
      const { adapter } = setUp({ 'POST /api/client-sessions': { data: { token } } })
      await expect(adapter.startSession(request)).rejects.toMatchObject({ kind: 'invalid_response' })
    }
    const elsewhere = setUp(
      { 'POST /api/client-sessions': fixture('client-session') },
      { linkOrigins: ['https://other.example.test'] },
    )
    await expect(elsewhere.adapter.startSession(request)).rejects.toMatchObject({ kind: 'invalid_response' })
  })
})

describe('accounts and the key', () => {
  it('lists who has signed in once; a half-made account is nothing yet', async () => {
    const list = [
      ...(fixture('accounts') as unknown[]),
      { id: '../x' },
      null,
      { id: 'acct_a', is_authenticated: true },
    ]
    const { adapter, seen } = setUp({ 'GET /api/accounts': list })
    const page = await adapter.listConnections({ offset: 0, limit: 1 })
    expect(page).toMatchObject({ unreadable: 3, next: null })
    expect(page.connections.map(({ id, status, referenceId }) => [id, status, referenceId])).toEqual([
      [ACCOUNT, 'active', REFERENCE],
      ['acct_ffeeddccbbaa99887766554433221100', 'expired', null],
    ])
    expect(page.connections[0]?.identity).toEqual({
      id: USER,
      username: 'marawinter',
      name: 'Mara Winter',
      avatarUrl: 'https://cdn.example.test/mara.jpg',
    })
    expect(await adapter.listConnections({ offset: 100, limit: 100 })).toMatchObject({ connections: [] })
    expect(seen).toHaveLength(1)
  })

  it('deletes once gone', async () => {
    const path = `DELETE /api/accounts/${ACCOUNT}`
    for (const reply of [new Response(null, { status: 204 }), json({ code: 'account_not_found' }, 404)]) {
      const { adapter, seen } = setUp({ [path]: reply })
      await adapter.deleteConnection(ACCOUNT)
      expect(seen).toHaveLength(1)
    }
    const { adapter, seen } = setUp({ [path]: { error: 'odd' } })
    await expect(adapter.deleteConnection(ACCOUNT)).rejects.toMatchObject({ kind: 'rejected' })
    await expect(adapter.deleteConnection('..')).rejects.toMatchObject({ kind: 'rejected' })
    expect(seen).toHaveLength(1)
  })

  it('ends no login and no session, and has no earnings', async () => {
    const { adapter, seen } = setUp({})
    await adapter.endSession(polling())
    const range = { from: '2026-02-01', to: '2026-02-02' }
    const refused = { kind: 'rejected', detail: 'method_not_supported' }
    await expect(adapter.invalidateConnection(ACCOUNT)).rejects.toMatchObject(refused)
    await expect(adapter.access.earnings(ACCOUNT, range)).rejects.toMatchObject(refused)
    expect(seen).toHaveLength(0)
  })

  it('checks the key', async () => {
    const { adapter } = setUp({ 'GET /api/whoami': fixture('whoami') })
    expect(await adapter.checkKey()).toEqual({
      accountId: 'north-agency-7',
      accountName: 'North Agency',
      permissions: [],
    })
    for (const apiKey of ['', 'a\r\nx: y'])
      await expect(setUp({}, { apiKey }).adapter.checkKey()).rejects.toMatchObject({
        kind: 'unauthorized_key',
      })
  })

  it('keeps the digits of a user id beyond 2^53', async () => {
    const text = JSON.stringify(fixture('me')).replace(USER, '90071992547409931')
    const { adapter } = setUp({ [`GET /api/${ACCOUNT}/me`]: new Response(text) })
    expect((await adapter.access.profile(ACCOUNT)).id).toBe('90071992547409931')
  })
})
