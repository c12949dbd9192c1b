import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getLinkSession } from '../link-sessions/get-link-session'
import { pollSession } from '../link-sessions/poll-session'
import { stopLinkSession } from '../link-sessions/revoke'
import type { LoginMode } from '../providers/types'
import { TestBrowser } from '../testing/browser'
import {
  addPolling,
  allowWhitelabel,
  CODE,
  emailFor,
  type Form,
  giveCode,
  giveLogin,
  keyAt,
  openForm,
  PASSWORD,
  pollWhile,
} from '../testing/logins'
import { connectionRows, sessionRow, timeline } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { confirmSelfie, sendCode } from './answers'
import { teamParty } from './party'
import { pollDue } from './poll-due'

let world: World
let agency: Agency
let kit: string
let api: string

beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  world.clock.reset()
  agency = await world.newAgency()
  kit = await addPolling(world, agency, 'onlyfanskit')
  api = await addPolling(world, agency, 'onlyfansapi')
})
afterAll(() => world.close())

const STARTS = /^\/(v1\/connect\/login|api\/authenticate|v2\/link\/[^/]+\/whitelabel\/login)$/
const logins = async () =>
  (await world.sandbox.calls(keyAt(agency, 'onlyfanskit'), 'POST')).filter((call) => STARTS.test(call.path))
    .length
const state = async (form: Form) => (await sessionRow(world, form.linkSessionId)).state
const view = (form: Form, who: 'staff' | 'other' = 'staff', browser: string | null = form.browser.cookie) =>
  getLinkSession(agency.ctx(who), { linkSessionId: form.linkSessionId, browser })

/** A form whose login led to a challenge. */
async function challenged(tag: string, account = kit, mode: LoginMode = 'polling'): Promise<Form> {
  const form = await openForm(world, agency, account, { mode })
  await giveLogin(form, emailFor(tag))
  expect(await pollWhile(world, form.linkSessionId, ['authenticating'])).toBe('challenge')
  return form
}

describe.each(['onlyfanskit', 'onlyfansapi', 'ofauth'] as const)('a login at %s', (provider) => {
  const mode = provider === 'ofauth' ? 'whitelabel' : 'polling'
  const account = async () => {
    if (provider === 'ofauth') return allowWhitelabel(world, agency)
    return provider === 'onlyfanskit' ? kit : api
  }

  it('is asked for by a form, sent once, and proven', async () => {
    const form = await openForm(world, agency, await account(), { mode })
    expect((await view(form)).attempt).toMatchObject({
      solver: 'me',
      form: { lastError: null, budget: { used: 0, most: 8, freeAt: null } },
      challenge: null,
    })
    await giveLogin(form, emailFor())
    expect(await pollWhile(world, form.linkSessionId, ['authenticating', 'verifying'])).toBe('completed')
    expect(await logins()).toBe(1)
    const [connection] = await connectionRows(world, agency)
    expect(connection).toMatchObject({ provider, status: 'active' })
    const row = await sessionRow(world, form.linkSessionId)
    expect(row).toMatchObject({ nextPollAt: null, linksSealed: null, challenge: null, progress: null })
  })

  it('asks for a code, keeps on the step with a wrong one, and goes on with the right one', async () => {
    const form = await challenged('sms', await account(), mode)
    expect((await view(form)).attempt?.challenge).toMatchObject({ kinds: ['sms'], rejected: false })
    await giveCode(form, '000000')
    world.clock.advance(2_000)
    await pollDue(world.db.system, world.clock.now)
    expect(await pollWhile(world, form.linkSessionId, ['authenticating'])).toBe('challenge')
    expect((await view(form)).attempt?.challenge).toMatchObject({ rejected: true, isChecking: false })
    await giveCode(form)
    expect(await pollWhile(world, form.linkSessionId, ['authenticating', 'challenge', 'verifying'])).toBe(
      'completed',
    )
    expect(await logins()).toBe(1)
  })

  it('that OnlyFans refuses is asked for once more, and counted', async () => {
    const form = await openForm(world, agency, await account(), { mode })
    await giveLogin(form, emailFor('bad'))
    expect(await pollWhile(world, form.linkSessionId, ['authenticating'])).toBe('open')
    expect((await view(form)).attempt?.form).toMatchObject({
      lastError: 'invalid_credentials',
      budget: { used: 1 },
    })
    expect((await sessionRow(world, form.linkSessionId)).providerSessionSealed).toBeNull()
    await giveLogin(form, emailFor())
    expect(await pollWhile(world, form.linkSessionId, ['authenticating', 'verifying'])).toBe('completed')
    expect(await timeline(world, form)).toContain('session.login_refused')
  })
})

describe('one at a time', () => {
  it('a form that is sent five times at once makes one login', async () => {
    const form = await openForm(world, agency, kit)
    const email = emailFor('sms')
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => giveLogin(form, email)))
    expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(await logins()).toBe(1)
  })

  it('of ten codes at once, one reaches the provider', async () => {
    const form = await challenged('app')
    await world.sandbox.clearCalls(agency.apiKey)
    const all = await Promise.allSettled(Array.from({ length: 10 }, () => giveCode(form)))
    expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(await world.sandbox.calls(agency.apiKey, 'PUT')).toHaveLength(1)
  })

  it('a code whose turn was never ended, because the process died, keeps nobody from the next one', async () => {
    const form = await challenged('app')
    await world.db
      .admin`update link_sessions set answering_until = ${new Date(world.clock.now().getTime() + 20_000)}
      where id = ${form.linkSessionId}`
    await expect(giveCode(form)).rejects.toMatchObject({ code: 'conflict' })
    world.clock.advance(21_000)
    await giveCode(form)
    expect(await pollWhile(world, form.linkSessionId, ['authenticating', 'challenge', 'verifying'])).toBe(
      'completed',
    )
  })
})

describe('nothing that may have reached OnlyFans is sent again', () => {
  it('an answer that never came ends the attempt, and tells so', async () => {
    const form = await openForm(world, agency, kit)
    await world.sandbox.fault(keyAt(agency, 'onlyfanskit'), { method: 'POST' }, { kind: 'drop_after' }, 1)
    expect(await giveLogin(form, emailFor())).toEqual({ state: 'failed' })
    expect(await sessionRow(world, form.linkSessionId)).toMatchObject({
      outcomeCode: 'unavailable',
      logins: 1,
    })
    expect(await logins()).toBe(1)
    await expect(giveLogin(form, emailFor())).rejects.toMatchObject({ code: 'conflict' })
  })

  it('a process that died between the bytes and the answer ends it as unknown after two minutes', async () => {
    const form = await openForm(world, agency, kit)
    await world.db
      .admin`update link_sessions set state = 'authenticating', logins = 1, state_changed_at = ${world.clock.now()}
      where id = ${form.linkSessionId}`
    const ask = () => pollSession(agency.ctx('system'), form.linkSessionId)
    expect(await ask()).toBe('authenticating')
    world.clock.advance(121_000)
    expect(await ask()).toBe('failed')
    expect(await sessionRow(world, form.linkSessionId)).toMatchObject({ outcomeCode: 'login_unknown' })
    expect(await logins()).toBe(0)
  })

  it('a refused key leaves the form open, with the cause', async () => {
    const form = await openForm(world, agency, kit)
    await world.sandbox.allow(keyAt(agency, 'onlyfanskit'), false)
    expect(await giveLogin(form, emailFor())).toEqual({ state: 'open' })
    expect((await view(form)).attempt?.form).toMatchObject({
      lastError: 'unauthorized_key',
      retryAt: null,
      budget: { used: 0 },
    })
    const [row] = await world.db.admin`select key_refused_at from provider_accounts where id = ${kit}`
    expect(row?.key_refused_at).not.toBeNull()
  })

  it('a limit of the provider is told with its time, takes no login before then, and costs none', async () => {
    const form = await openForm(world, agency, kit)
    const key = keyAt(agency, 'onlyfanskit')
    await world.sandbox.fault(
      key,
      { method: 'POST' },
      { kind: 'status', status: 429, headers: { 'retry-after': '600' } },
      1,
    )
    expect(await giveLogin(form, emailFor())).toEqual({ state: 'open' })
    const { retryAt, ...told } = (await view(form)).attempt?.form ?? {}
    expect(told).toMatchObject({ lastError: 'rate_limited', budget: { used: 0 } })
    const wait = Date.parse(retryAt ?? '') - world.clock.now().getTime()
    expect(wait).toBeGreaterThan(500_000)
    expect(wait).toBeLessThanOrEqual(600_000)
    const before = await logins()
    await expect(giveLogin(form, emailFor())).rejects.toMatchObject({ code: 'provider_rate_limited' })
    expect(await logins()).toBe(before)
    world.clock.advance(600_000)
    expect((await view(form)).attempt?.form?.retryAt).toBeNull()
    expect(await giveLogin(form, emailFor())).toEqual({ state: 'authenticating' })
  })

  it('a login that was stopped while it was sent is undone', async () => {
    const form = await openForm(world, agency, kit)
    await world.sandbox.fault(
      keyAt(agency, 'onlyfanskit'),
      { method: 'POST' },
      { kind: 'delay', ms: 1_000 },
      1,
    )
    const sent = giveLogin(form, emailFor())
    while ((await state(form)) !== 'authenticating') await new Promise((resolve) => setImmediate(resolve))
    await stopLinkSession(agency.ctx(), { linkSessionId: form.linkSessionId })
    expect(await sent).toEqual({ state: 'revoked' })
    expect(await connectionRows(world, agency)).toHaveLength(0)
  })
})

describe('who may answer', () => {
  it.each(['other', 'owner', 'staff'] as const)(
    'another browser of the %s finds no attempt, whatever its id',
    async (who) => {
      const form = await challenged('app')
      await world.sandbox.clearCalls(agency.apiKey)
      for (const browser of [new TestBrowser().cookie, null]) {
        const party = teamParty(agency.ctx(who), browser)
        await expect(giveCode({ ...form, party })).rejects.toMatchObject({ code: 'not_found' })
        await expect(confirmSelfie(party, form)).rejects.toMatchObject({ code: 'not_found' })
        await expect(sendCode(party, { ...form, kind: 'sms' })).rejects.toMatchObject({ code: 'not_found' })
      }
      expect(await world.sandbox.calls(agency.apiKey, 'PUT')).toHaveLength(0)
      const seen = (await view(form, 'other', new TestBrowser().cookie)).attempt
      expect(seen).toMatchObject({ solver: 'team', challenge: { links: null } })
    },
  )

  it('another agency finds none, even with the cookie', async () => {
    const form = await challenged('app')
    const stranger = await world.newAgency()
    const party = teamParty(stranger.ctx(), form.browser.cookie)
    await expect(giveCode({ ...form, party })).rejects.toMatchObject({ code: 'not_found' })
    await expect(giveLogin({ ...form, party }, emailFor())).rejects.toMatchObject({ code: 'not_found' })
  })

  it('what is not asked for is not sent', async () => {
    const form = await challenged('app')
    await world.sandbox.clearCalls(agency.apiKey)
    await expect(confirmSelfie(form.party, form)).rejects.toMatchObject({ code: 'conflict' })
    await expect(giveLogin(form, emailFor())).rejects.toMatchObject({ code: 'conflict' })
    expect(await world.sandbox.calls(agency.apiKey, 'PUT')).toHaveLength(0)
  })
})

it('password and code are in no row of any table, the queue included', async () => {
  const password = PASSWORD
  const form = await challenged('sms')
  await giveCode(form, '000000').catch(() => null)
  await giveCode(form).catch(() => null)
  await pollWhile(world, form.linkSessionId, ['authenticating', 'challenge', 'verifying'])
  const tables = await world.db.admin<{ name: string }[]>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`
  expect(tables.length).toBeGreaterThan(30)
  let found = 0
  for (const { name } of tables) {
    const rows = await world.db.admin.unsafe(`select t::text as line from ${name} t`)
    for (const { line } of rows) {
      expect(String(line), name).not.toContain(password)
      expect(String(line), name).not.toMatch(new RegExp(`\\b${CODE}\\b`))
      if (String(line).includes(form.linkSessionId)) found += 1
    }
  }
  expect(found).toBeGreaterThan(3)
})
