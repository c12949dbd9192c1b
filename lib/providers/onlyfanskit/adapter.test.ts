import { describe, expect, it } from 'vitest'
import { NOW } from '../testing/fake-api'
import {
  ACCOUNT,
  account,
  attempt,
  done,
  driver,
  LOGIN,
  NOT_FOUND,
  paths,
  problem,
  SESSION,
  self,
  setUp,
} from './testing/fake'

const identity = { id: '48213377', username: 'marawinter', name: 'Mara Winter', avatarUrl: null }
const completed = { state: 'completed', connectionId: ACCOUNT, identity }
const working = { state: 'authenticating', lastError: null, progress: null }

describe('the adapter', () => {
  it('says what it can, and does nothing else', async () => {
    const { adapter, seen } = setUp({})
    expect(adapter.capabilities).toEqual({
      modes: ['polling'],
      reconnectModes: ['polling'],
      listsConnections: true,
      invalidates: false,
      lifecycleWebhooks: false,
      embedProtocol: null,
    })
    expect(driver(adapter)).toMatchObject({ mode: 'polling', methods: ['password'], offersToRemember: true })
    const login = driver(adapter)
    const range = { from: '2026-02-01', to: '2026-02-02' }
    for (const refused of [
      () => adapter.access.counts(ACCOUNT),
      () => adapter.access.earnings(ACCOUNT, range),
      () => adapter.invalidateConnection(ACCOUNT),
      () => login.begin({ ...LOGIN, method: 'mobile_app', credentials: null }),
      () => login.confirmSelfie(SESSION),
      () => login.sendCode(SESSION, 'sms'),
      () => login.emailCreator(SESSION),
    ]) {
      await expect(refused()).rejects.toMatchObject({ kind: 'rejected', detail: 'method_not_supported' })
    }
    await expect(
      adapter.startSession({ mode: 'redirect', redirectUrl: 'http://x', referenceId: 'r' }),
    ).rejects.toMatchObject({ kind: 'rejected' })
    await adapter.endSession(SESSION)
    expect(seen).toEqual([])
  })

  it('has no login where the agency does not allow polling', () => {
    const { adapter } = setUp({}, { allowedModes: ['redirect'] })
    expect([adapter.login, adapter.capabilities.modes]).toEqual([null, []])
  })
})

describe('an attempt', () => {
  const read = (routes: Record<string, unknown>) => setUp(routes).adapter.readSession(SESSION)

  it('is read with its account, wherever that is told', async () => {
    expect(await read({ [paths.poll]: done, [paths.self]: self })).toEqual(completed)
    const thin = { ...completed, identity: { ...identity, avatarUrl: account.avatar } }
    for (const reply of [account, { account }, { data: account }]) {
      expect(await read({ [paths.poll]: done, [paths.account]: reply })).toEqual(thin)
    }
  })

  it('is gone, or done without an account that answers', async () => {
    expect(await read({ [paths.poll]: NOT_FOUND })).toEqual({ state: 'gone' })
    const list = { [paths.list]: [] }
    for (const dead of [{ [paths.self]: problem(410) }, { ...list, [paths.account]: NOT_FOUND }]) {
      expect(await read({ [paths.poll]: done, ...dead })).toEqual(working)
    }
    await expect(read({ [paths.poll]: attempt('completed_success') })).rejects.toMatchObject({
      kind: 'invalid_response',
    })
    await expect(read({ [paths.poll]: done, [paths.self]: problem(503) })).rejects.toMatchObject({
      kind: 'unavailable',
    })
  })

  it('asks nobody but its own address, and puts no odd id into it', async () => {
    const { adapter, sent } = setUp({ [paths.poll]: attempt('pending') })
    await adapter.readSession(SESSION)
    expect(sent()).toEqual([paths.poll])
    for (const clientSecret of ['', '..', '../accounts', 'a/b', 'a?x', '.']) {
      await expect(adapter.readSession({ ...SESSION, clientSecret })).rejects.toMatchObject({
        kind: 'rejected',
      })
    }
    expect(sent()).toHaveLength(1)
  })

  it('proves a connection by its own end and a read of the account', async () => {
    const prove = (routes: Record<string, unknown>) =>
      setUp(routes).adapter.prove({
        ...SESSION,
        purpose: 'connect',
        startedAt: NOW,
        expected: null,
        deadline: new Date(NOW.getTime() + 5_000),
      })
    expect(await prove({ [paths.poll]: done, [paths.self]: self })).toEqual({
      result: 'proven',
      connectionId: ACCOUNT,
      identity,
      permissions: null,
      referenceId: null,
      method: 'session_status',
    })
    expect(await prove({ [paths.poll]: done, [paths.self]: problem(410) })).toEqual({
      result: 'pending',
      reading: working,
    })
    expect(await prove({})).toEqual({ result: 'pending', reading: { state: 'gone' } })
  })
})

describe('accounts', () => {
  const list = (reply: unknown) =>
    setUp({ [paths.list]: reply }).adapter.listConnections({ offset: 0, limit: 9 })

  it('are read in any envelope and either spelling', async () => {
    const camel = {
      accountId: ACCOUNT,
      onlyfansId: '48213377',
      displayName: 'Mara Winter',
      username: 'marawinter',
      avatarUrl: account.avatar,
      status: 'active',
      createdAt: account.created_at,
      lastUsedAt: account.last_used_at,
    }
    for (const reply of [
      [account],
      { accounts: [account] },
      { data: [camel] },
      { items: [camel], has_more: false, next_cursor: null },
    ]) {
      expect(await list(reply)).toEqual({
        connections: [
          {
            id: ACCOUNT,
            status: 'active',
            identity: { ...identity, avatarUrl: account.avatar },
            permissions: [],
            referenceId: null,
            imported: false,
            createdAt: new Date(account.created_at),
            updatedAt: null,
            expiredAt: null,
            lastCheckedAt: new Date(account.last_used_at),
          },
        ],
        unreadable: 0,
        next: null,
      })
    }
  })

  it('tell a partial read from a whole one', async () => {
    const unfinished = { ...account, onlyfans_id: null }
    expect(await list([account, { id: 'x' }, null])).toMatchObject({ unreadable: 2 })
    expect(await list([account, unfinished])).toMatchObject({ unreadable: 0, connections: { length: 1 } })
    expect(await list({ accounts: [account], next_cursor: 'x' })).toMatchObject({ unreadable: 1 })
    for (const odd of [{}, { accounts: {} }, null, 7]) {
      await expect(list(odd)).rejects.toMatchObject({ kind: 'invalid_response' })
    }
    const { adapter, seen } = setUp({})
    expect(await adapter.listConnections({ offset: 50, limit: 50 })).toMatchObject({ connections: [] })
    expect(seen).toEqual([])
  })

  it('have states of which only known words count', async () => {
    const statusOf = async (status: unknown) => (await list([{ ...account, status }])).connections[0]?.status
    expect(await statusOf('disconnected')).toBe('expired')
    for (const odd of ['paused', 'constructor', null, 7]) expect(await statusOf(odd)).toBe('unknown')
  })

  it('are deleted, also when they are gone', async () => {
    for (const reply of [new Response(null, { status: 204 }), { ok: true }, NOT_FOUND]) {
      const { adapter, sent } = setUp({ [paths.delete]: reply })
      await adapter.deleteConnection(ACCOUNT)
      expect(sent()).toEqual([paths.delete])
    }
    const { adapter, seen } = setUp({})
    await expect(adapter.deleteConnection('..')).rejects.toMatchObject({ kind: 'rejected' })
    expect(seen).toEqual([])
  })
})

describe('the profile and the key', () => {
  const profile = (routes: Record<string, unknown>) => setUp(routes).adapter.access.profile(ACCOUNT)

  it('comes from OnlyFans, else from the account', async () => {
    expect(await profile({ [paths.self]: self })).toEqual({
      ...identity,
      isVerified: true,
      subscribersCount: 1240,
      postsCount: 311,
      photosCount: null,
      videosCount: null,
    })
    for (const none of [NOT_FOUND, problem(403), problem(400), { surprise: 1 }]) {
      const thin = await profile({ [paths.self]: none, [paths.account]: account })
      expect(thin).toMatchObject({ id: identity.id, subscribersCount: null, isVerified: null })
    }
  })

  it('calls a connection broken only where OnlyFansKit does', async () => {
    const broken = (detail: string) => ({ kind: 'reauth_required', detail })
    await expect(profile({ [paths.self]: problem(410) })).rejects.toMatchObject(broken('session_expired'))
    const dead = { [paths.account]: { ...account, status: 'disconnected' } }
    await expect(profile(dead)).rejects.toMatchObject(broken('session_expired'))
    await expect(profile({ [paths.list]: [] })).rejects.toMatchObject(broken('session_missing'))
    // A path that we inferred wrongly must not make every connection look lost.
    for (const list of [[account], [{ odd: 1 }], { accounts: [], has_more: true }, undefined]) {
      await expect(profile({ [paths.list]: list })).rejects.toMatchObject({ kind: 'not_found' })
    }
  })

  it('tells the scopes of a key', async () => {
    const check = (reply: unknown) => setUp({ [paths.me]: reply }).adapter.checkKey()
    const scopes = ['accounts:read', 'accounts:write']
    expect(await check({ org_id: 'org_1', org_name: 'North', scopes: [...scopes, 7, '<b>'] })).toEqual({
      accountId: 'org_1',
      accountName: 'North',
      permissions: scopes,
    })
    expect(await check({ scopes })).toEqual({ accountId: '', accountName: null, permissions: scopes })
    await expect(check({ id: 'org_1' })).rejects.toMatchObject({ kind: 'invalid_response' })
  })
})
