import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CancelAt, TestBrowser } from '../testing/browser'
import { begin, beginAgain, comeBack, connect, newLogin } from '../testing/flows'
import { audited, connectionRow, connectionRows, deletionRows, sessionRow, timeline } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { NEUTRAL_PATH } from './handle-callback'
import { pollSession } from './poll-session'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
  agency = await world.newAgency()
})
afterAll(() => world.close())

const page = (of: Agency, linkSessionId: string) => `/a/${of.slug}/link-sessions/${linkSessionId}`

describe('a finished login', () => {
  it('connects, once, and says so in timeline and audit log', async () => {
    const login = newLogin()
    const begun = await begin(agency)
    expect((await sessionRow(world, begun.linkSessionId)).state).toBe('open')
    const callback = await begun.browser.login(begun.url, login)
    expect(await comeBack(world, callback, begun.browser)).toBe(page(agency, begun.linkSessionId))
    const session = await sessionRow(world, begun.linkSessionId)
    expect(session.state).toBe('completed')
    const connection = await connectionRow(world, session.resultConnectionId ?? '')
    expect(connection).toMatchObject({
      agencyId: agency.id,
      status: 'active',
      statusReason: 'proven',
      connectedBy: agency.users.staff.id,
      creatorId: session.creatorId,
      brokenSince: null,
    })
    expect(connection.permissions).toContain('profile:read')
    const [remote] = await world.sandbox.connections(agency.apiKey)
    expect(connection.providerConnectionId).toBe(remote?.id)
    expect(connection.ofUserId).toBe(remote?.userData.id)
    expect(await timeline(world, { linkSessionId: session.id })).toEqual([
      'session.started',
      'session.opened',
      'session.callback',
      'session.verifying',
      'connection.created',
      'session.completed',
    ])
    expect(await audited(world, 'link_session.complete', session.id)).toBe(1)
    expect(await audited(world, 'connection.created', connection.id)).toBe(1)
  })

  it.each([
    ['an authenticator', 'creator-otp'],
    ['a text message', 'creator-sms'],
    ['a fan', 'fan'],
  ])('connects with %s', async (_, scenario) => {
    const { connectionId } = await connect(world, agency, { ...newLogin(scenario), code: '123456' })
    expect((await connectionRow(world, connectionId)).status).toBe('active')
  })

  it('shows a replay the same page and changes nothing', async () => {
    const connected = await connect(world, agency)
    const before = await timeline(world, { linkSessionId: connected.linkSessionId })
    for (let i = 0; i < 3; i += 1)
      expect(await comeBack(world, connected.callback, connected.browser)).toBe(
        page(agency, connected.linkSessionId),
      )
    expect(await timeline(world, { linkSessionId: connected.linkSessionId })).toEqual(before)
  })
})

describe('reconnect', () => {
  it('keeps row, id, tags and history, with either way of the provider to keep its reference', async () => {
    for (const referenceOnReconnect of ['kept', 'replaced'] as const) {
      const fresh = await world.newAgency()
      await world.sandbox.switch(fresh.apiKey, { referenceOnReconnect })
      const first = await connect(world, fresh)
      const before = await connectionRow(world, first.connectionId)
      await world.db.admin`update connections set tags = '{vip,new}', note = 'mornings',
        status = 'needs_reauth', status_reason = 'session_expired', broken_since = now() where id = ${before.id}`
      await world.sandbox.act(before.providerConnectionId, 'expire')
      const again = await beginAgain(fresh, before.id)
      const callback = await again.browser.login(again.url, first.login)
      expect(await comeBack(world, callback, again.browser)).toBe(page(fresh, again.linkSessionId))
      const rows = await connectionRows(world, fresh)
      expect(rows).toHaveLength(1)
      expect(rows[0]).toMatchObject({
        id: before.id,
        providerConnectionId: before.providerConnectionId,
        ofUserId: before.ofUserId,
        status: 'active',
        brokenSince: null,
        tags: ['vip', 'new'],
        note: 'mornings',
        createdAt: before.createdAt,
      })
      expect(await timeline(world, { connectionId: before.id })).toEqual(
        expect.arrayContaining(['connection.created', 'connection.reconnected']),
      )
      expect(await deletionRows(world, fresh)).toEqual([])
      expect(await world.sandbox.connections(fresh.apiKey)).toHaveLength(1)
    }
  })

  it('that is cancelled or fails leaves a working connection as it is', async () => {
    const { connectionId, login } = await connect(world, agency)
    const before = await connectionRow(world, connectionId)
    const again = await beginAgain(agency, connectionId)
    await comeBack(world, await again.browser.cancel(again.url, 'login', login), again.browser)
    expect((await sessionRow(world, again.linkSessionId)).state).toBe('cancelled')
    const once = await beginAgain(agency, connectionId)
    const locked = await once.browser.login(once.url, newLogin('locked'))
    await comeBack(world, locked, once.browser)
    expect((await sessionRow(world, once.linkSessionId)).state).toBe('failed')
    expect(await connectionRow(world, connectionId)).toEqual(before)
  })
})

describe('a login that is not finished', () => {
  it.each<[CancelAt, string]>([
    ['consent', 'pre-login'],
    ['login', 'login'],
    ['code', '2fa'],
  ])('is cancelled at %s', async (at, code) => {
    const begun = await begin(agency)
    const count = (await connectionRows(world, agency)).length
    const callback = await begun.browser.cancel(begun.url, at, newLogin('creator-otp'))
    expect(callback?.searchParams.get('status')).toBe('cancelled')
    expect(await comeBack(world, callback, begun.browser)).toBe(page(agency, begun.linkSessionId))
    expect(await sessionRow(world, begun.linkSessionId)).toMatchObject({
      state: 'cancelled',
      outcomeCode: code,
      resultConnectionId: null,
    })
    expect(await connectionRows(world, agency)).toHaveLength(count)
  })

  it('is refused when access was to be granted', async () => {
    const begun = await begin(agency)
    await comeBack(world, await begun.browser.login(begun.url, newLogin('denied')), begun.browser)
    expect(await sessionRow(world, begun.linkSessionId)).toMatchObject({
      state: 'cancelled',
      outcomeCode: 'authorization',
    })
  })

  it.each([
    ['locked', 'account_locked'],
    ['provider-error', 'provider_failed'],
  ])('fails with the code of %s', async (scenario, code) => {
    const begun = await begin(agency)
    await comeBack(world, await begun.browser.login(begun.url, newLogin(scenario)), begun.browser)
    expect(await sessionRow(world, begun.linkSessionId)).toMatchObject({ state: 'failed', outcomeCode: code })
  })

  it('fails after too many wrong passwords, or too many wrong codes', async () => {
    const one = await begin(agency)
    for (let i = 0; i < 5; i += 1) await one.browser.typeLogin(one.url, { ...newLogin(), password: 'wrong' })
    await comeBack(world, await one.browser.callback(one.url), one.browser)
    expect(await sessionRow(world, one.linkSessionId)).toMatchObject({
      state: 'failed',
      outcomeCode: 'invalid_credentials',
    })
    const two = await begin(agency)
    await two.browser.typeLogin(two.url, newLogin('creator-otp'))
    for (let i = 0; i < 3; i += 1) await two.browser.typeCode(two.url, '000000')
    await comeBack(world, await two.browser.callback(two.url), two.browser)
    expect(await sessionRow(world, two.linkSessionId)).toMatchObject({
      state: 'failed',
      outcomeCode: '2fa_failed',
    })
  })

  it('that the poll saw fail first is given its cause by the callback, once', async () => {
    const begun = await begin(agency)
    const callback = await begun.browser.login(begun.url, newLogin('locked'))
    await pollSession(agency.ctx('system'), begun.linkSessionId)
    expect(await sessionRow(world, begun.linkSessionId)).toMatchObject({
      state: 'failed',
      outcomeCode: 'provider_failed',
    })
    await comeBack(world, callback, begun.browser)
    await comeBack(world, callback, begun.browser)
    expect(await sessionRow(world, begun.linkSessionId)).toMatchObject({
      state: 'failed',
      outcomeCode: 'account_locked',
    })
    const lines = await timeline(world, { linkSessionId: begun.linkSessionId })
    expect(lines.filter((kind) => kind === 'session.callback')).toHaveLength(1)
  })

  it('ends as expired when the provider says so', async () => {
    const begun = await begin(agency)
    const { referenceId } = await sessionRow(world, begun.linkSessionId)
    const query = `status=error&error_code=session_expired&client_reference_id=${referenceId}`
    await comeBack(world, query, begun.browser)
    expect(await sessionRow(world, begun.linkSessionId)).toMatchObject({ state: 'expired' })
  })

  it('that was cancelled first and finished later still connects', async () => {
    const begun = await begin(agency)
    const login = newLogin()
    const left = await begun.browser.cancel(begun.url, 'login', login)
    await comeBack(world, left, begun.browser)
    expect((await sessionRow(world, begun.linkSessionId)).state).toBe('cancelled')
    const done = await begun.browser.login(begun.url, login)
    await comeBack(world, done, begun.browser)
    await comeBack(world, left, begun.browser)
    expect((await sessionRow(world, begun.linkSessionId)).state).toBe('completed')
  })
})

describe('two tabs of one browser', () => {
  it('each finish their own session', async () => {
    const browser = new TestBrowser()
    const one = await begin(agency, 'staff', browser)
    const two = await begin(agency, 'staff', browser)
    const first = await browser.login(one.url, newLogin())
    const second = await browser.login(two.url, newLogin())
    expect(await comeBack(world, second, browser)).toBe(page(agency, two.linkSessionId))
    expect(await comeBack(world, first, browser)).toBe(page(agency, one.linkSessionId))
    const [a, b] = [await sessionRow(world, one.linkSessionId), await sessionRow(world, two.linkSessionId)]
    expect([a.state, b.state]).toEqual(['completed', 'completed'])
    expect(a.resultConnectionId).not.toBe(b.resultConnectionId)
  })

  it('without a reference are shown the newest live session, and nothing is believed', async () => {
    const browser = new TestBrowser()
    const older = await begin(agency, 'staff', browser)
    const newer = await begin(agency, 'staff', browser)
    expect(await comeBack(world, 'status=success', browser)).toBe(page(agency, newer.linkSessionId))
    expect(await comeBack(world, 'status=cancelled&step=login', browser)).toBe(
      page(agency, newer.linkSessionId),
    )
    for (const id of [older.linkSessionId, newer.linkSessionId])
      expect((await sessionRow(world, id)).state).toMatch(/^(open|authenticating)$/)
    expect(await comeBack(world, 'status=success', new TestBrowser())).toBe(NEUTRAL_PATH)
  })
})
