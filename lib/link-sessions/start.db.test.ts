import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AppError } from '../errors'
import { TestBrowser } from '../testing/browser'
import { begin, beginAgain, comeBack, connect, connectExpired, newLogin } from '../testing/flows'
import { accountRow, connectionRow, connectionRows, sessionRow, sessionRows, timeline } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { getLinkSession } from './get-link-session'
import { connectInput } from './input'
import { resumeLinkSession } from './resume'
import { stopLinkSession } from './revoke'
import { startConnect } from './start-connect'
import { startReconnect } from './start-reconnect'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
  agency = await world.newAgency()
})
afterAll(() => world.close())

const inits = async (of: Agency) => world.sandbox.calls(of.apiKey, 'POST', '/v2/link/init')
const form = (over = {}) => connectInput.parse({ idempotencyKey: randomUUID(), creatorName: 'Maya', ...over })
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'fine',
    (error: AppError) => error.code,
  )

describe('start', () => {
  it('sends every documented option and none of the deprecated ones', async () => {
    await world.sandbox.clearCalls(agency.apiKey)
    const input = form({ country: 'us', state: 'Texas', city: 'Austin', note: 'first' })
    const { linkSessionId } = await startConnect(agency.ctx(), {
      ...input,
      browser: new TestBrowser().cookie,
    })
    const row = await sessionRow(world, linkSessionId)
    expect((await inits(agency)).map((call) => call.body)).toEqual([
      {
        clientAppId: 'app_sandboxredirect',
        redirectUrl: 'http://localhost:3999/api/link/callback/ofauth',
        clientReferenceId: row.referenceId,
        geolocation: { country: 'US', state: 'Texas', city: 'Austin' },
      },
    ])
    expect(row.referenceId).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(row).toMatchObject({ state: 'open', mode: 'redirect', note: 'first', country: 'US' })
  })

  it('names the connection on reconnect', async () => {
    const { connectionId } = await connect(world, agency)
    await world.sandbox.clearCalls(agency.apiKey)
    await beginAgain(agency, connectionId)
    const { providerConnectionId } = await connectionRow(world, connectionId)
    expect((await inits(agency))[0]?.body).toMatchObject({ connectionId: providerConnectionId })
  })

  it('asks the provider once for one form, one after the other', async () => {
    const fresh = await world.newAgency()
    const input = { ...form(), browser: new TestBrowser().cookie }
    const first = await startConnect(fresh.ctx(), input)
    const second = await startConnect(fresh.ctx(), input)
    expect(second).toEqual(first)
    expect(await inits(fresh)).toHaveLength(1)
    const [creators] = await world.db
      .admin`select count(*)::int as n from creators where agency_id = ${fresh.id}`
    expect(creators?.n).toBe(1)
  })

  it('asks the provider once for one form, ten times at once', async () => {
    const fresh = await world.newAgency()
    const input = { ...form(), browser: new TestBrowser().cookie }
    const results = await Promise.all(Array.from({ length: 10 }, () => startConnect(fresh.ctx(), input)))
    expect(new Set(results.map((result) => result.linkSessionId)).size).toBe(1)
    expect(results.filter((result) => result.url !== null).length).toBeGreaterThanOrEqual(1)
    expect(await inits(fresh)).toHaveLength(1)
    expect(await sessionRows(world, fresh)).toHaveLength(1)
  })

  it('gives a second browser no address for the same form', async () => {
    const fresh = await world.newAgency()
    const input = form()
    await startConnect(fresh.ctx(), { ...input, browser: new TestBrowser().cookie })
    const other = await startConnect(fresh.ctx(), { ...input, browser: new TestBrowser().cookie })
    expect(other.url).toBeNull()
  })

  it.each([
    [
      'a wrong callback address',
      { status: 400, body: { error: 'Link is misconfigured: x' } },
      'misconfigured',
    ],
    ['an unknown client app', { status: 404, body: { error: 'Client app not found' } }, 'app_not_found'],
    ['a used-up plan', { status: 403, body: { error: 'Limit reached' } }, 'limit_reached'],
  ])('fails with %s, and says which', async (_, answer, outcome) => {
    const fresh = await world.newAgency()
    await world.sandbox.fault(fresh.apiKey, { path: '/v2/link/init' }, { kind: 'json', ...answer })
    await expect(begin(fresh)).rejects.toThrow()
    const [row] = await sessionRows(world, fresh)
    expect(row).toMatchObject({ state: 'failed', outcomeCode: outcome, providerSessionSealed: null })
    const view = await getLinkSession(fresh.ctx(), { linkSessionId: row?.id ?? '', browser: null })
    expect(view.outcome?.what).toBeTruthy()
    expect(view.callbackUrl !== null).toBe(outcome === 'misconfigured')
    expect((await accountRow(world, fresh)).misconfiguredAt !== null).toBe(outcome === 'misconfigured')
    await begin(fresh)
    expect((await accountRow(world, fresh)).misconfiguredAt).toBeNull()
  })

  it('without a provider account says that an admin must add one', async () => {
    const fresh = await world.newAgency()
    await world.db.admin`delete from provider_accounts where agency_id = ${fresh.id}`
    expect(await code(begin(fresh))).toBe('provider_unset')
    expect(await sessionRows(world, fresh)).toEqual([])
  })
})

describe('resume', () => {
  it('leads the initiating browser back, and no other', async () => {
    const begun = await begin(agency)
    const { linkSessionId } = begun
    const browser = begun.browser.cookie
    expect(await resumeLinkSession(agency.ctx(), { linkSessionId, browser })).toEqual({ url: begun.url })
    for (const stranger of [null, new TestBrowser().cookie]) {
      expect(await code(resumeLinkSession(agency.ctx(), { linkSessionId, browser: stranger }))).toBe(
        'conflict',
      )
      const view = await getLinkSession(agency.ctx('other'), { linkSessionId, browser: stranger })
      expect([view.canResume, JSON.stringify(view).includes('cs_')]).toEqual([false, false])
    }
    expect((await getLinkSession(agency.ctx(), { linkSessionId, browser })).canResume).toBe(true)
    await begun.browser.typeLogin(begun.url, newLogin('creator-otp'))
    await begun.browser.typeCode(begun.url, '123456')
    await comeBack(world, await begun.browser.callback(begun.url), begun.browser)
    expect(await code(resumeLinkSession(agency.ctx(), { linkSessionId, browser }))).toBe('conflict')
  })

  it('ends with the session', async () => {
    const begun = await begin(agency)
    const input = { linkSessionId: begun.linkSessionId, browser: begun.browser.cookie }
    world.clock.advance(3_600_000)
    expect(await code(resumeLinkSession(agency.ctx(), input))).toBe('conflict')
    world.clock.reset()
  })
})

describe('one live reconnect per connection', () => {
  it('is resumed in its own browser', async () => {
    const { connectionId } = await connectExpired(world, agency)
    const first = await beginAgain(agency, connectionId)
    const again = await beginAgain(agency, connectionId, 'staff', { browser: first.browser })
    expect([again.linkSessionId, again.url]).toEqual([first.linkSessionId, first.url])
  })

  it('is told to a second person, who may take it over; the first one’s page is dead then', async () => {
    const { connectionId, login } = await connectExpired(world, agency)
    const first = await beginAgain(agency, connectionId)
    const asked = await startReconnect(agency.ctx('other'), {
      idempotencyKey: randomUUID(),
      connectionId,
      takeOver: false,
      browser: new TestBrowser().cookie,
    })
    expect(asked).toMatchObject({
      kind: 'live',
      linkSessionId: first.linkSessionId,
      startedBy: 'The staff',
      mine: false,
    })
    const second = await beginAgain(agency, connectionId, 'other', { takeOver: true })
    expect(await sessionRow(world, first.linkSessionId)).toMatchObject({
      state: 'revoked',
      outcomeCode: 'taken_over',
    })
    expect(await timeline(world, { linkSessionId: first.linkSessionId })).toContain('session.taken_over')
    expect(await first.browser.open(first.url)).toBe(404)
    await comeBack(world, await second.browser.login(second.url, login), second.browser)
    expect((await sessionRow(world, second.linkSessionId)).state).toBe('completed')
    expect((await connectionRow(world, connectionId)).status).toBe('active')
  })

  it('is one when two people start at the same moment', async () => {
    const { connectionId } = await connectExpired(world, agency)
    const start = (who: 'staff' | 'other') =>
      startReconnect(agency.ctx(who), {
        idempotencyKey: randomUUID(),
        connectionId,
        takeOver: false,
        browser: new TestBrowser().cookie,
      })
    const results = await Promise.allSettled([start('staff'), start('other')])
    const live = (await sessionRows(world, agency)).filter(
      (row) => row.connectionId === connectionId && row.state === 'open',
    )
    expect(live).toHaveLength(1)
    const started = results.filter((one) => one.status === 'fulfilled' && one.value.kind === 'started')
    expect(started).toHaveLength(1)
  })
})

describe('stop', () => {
  it('ends a session here and at the provider; a second time is a conflict', async () => {
    const begun = await begin(agency)
    await stopLinkSession(agency.ctx('other'), { linkSessionId: begun.linkSessionId })
    expect(await sessionRow(world, begun.linkSessionId)).toMatchObject({
      state: 'revoked',
      outcomeCode: 'stopped',
    })
    expect(await begun.browser.open(begun.url)).toBe(404)
    expect(await code(stopLinkSession(agency.ctx(), { linkSessionId: begun.linkSessionId }))).toBe('conflict')
  })

  it('while the provider is being asked leaves nobody with an address', async () => {
    const fresh = await world.newAgency()
    await world.sandbox.fault(fresh.apiKey, { path: '/v2/link/init' }, { kind: 'delay', ms: 400 })
    const starting = startConnect(fresh.ctx(), { ...form(), browser: new TestBrowser().cookie })
    let row = (await sessionRows(world, fresh))[0]
    while (!row) [row] = await sessionRows(world, fresh)
    await stopLinkSession(fresh.ctx(), { linkSessionId: row.id })
    expect((await starting).url).toBeNull()
    expect((await sessionRow(world, row.id)).state).toBe('revoked')
    expect(await connectionRows(world, fresh)).toEqual([])
  })
})
