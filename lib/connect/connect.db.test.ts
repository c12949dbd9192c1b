import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getInvite } from '../invites/get-invite'
import { pollSession } from '../link-sessions/poll-session'
import { comeBack, newLogin } from '../testing/flows'
import { connectionRow, connectionRows, sessionRows, timeline } from '../testing/rows'
import { arrive, finish, invite, press, ready, stepAt, visit, visitWith } from '../testing/visits'
import { type Agency, makeWorld, type World } from '../testing/world'
import { acknowledgeAccount, undoConnect } from './answer-account'
import { continueConnect } from './continue-connect'
import { connectView } from './load-view'
import { resumeConnect } from './resume-connect'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  agency = await world.newAgency()
  world.clock.reset()
})

const inits = () => world.sandbox.calls(agency.apiKey, 'POST', '/v2/link/init')
const counters = async (inviteId: string) => {
  const view = await getInvite(agency.ctx(), inviteId)
  return view && { opened: view.opened, started: view.started, uses: view.uses, state: view.state }
}
const onlySession = async () => {
  const [row] = await sessionRows(world, agency)
  if (!row) throw new Error('there is no session')
  return row
}

describe('from the link to the receipt', () => {
  it('asks nobody at the provider before she presses Continue', async () => {
    const { token, inviteId } = await invite(agency)
    const at = await visit(world, token)
    const view = await stepAt(at, 'welcome')
    expect(view).toMatchObject({ elsewhere: false, lastOutcome: null, canOpenPage: false })
    expect(view.asker).toEqual({ agencyName: agency.name, personName: 'The staff', logoUrl: null })
    expect(await world.sandbox.calls(agency.apiKey)).toEqual([])
    await press(at)
    expect(await inits()).toHaveLength(1)
    expect(await counters(inviteId)).toEqual({ opened: 0, started: 1, uses: 0, state: 'open' })
  })

  it('proves, shows the account, and ends with the receipt in the browser that did it', async () => {
    const { token, inviteId } = await invite(agency, { note: 'mornings only' })
    const came = await arrive(world, token)
    expect((await stepAt(came.at, 'away')).startedAt).toBeInstanceOf(Date)
    const login = newLogin()
    expect(await finish(world, came, login)).toBe('/connect')
    const account = await stepAt(came.at, 'account')
    expect(login.email).toContain(account.account.username.slice(0, 8))
    await acknowledgeAccount(came.at, { linkSessionId: account.linkSessionId })
    await acknowledgeAccount(came.at, { linkSessionId: account.linkSessionId })
    const receipt = await stepAt(came.at, 'receipt')
    expect(receipt).toMatchObject({ account: account.account, usesLeft: 0, contactEmail: null })
    expect(receipt.permissions.length).toBeGreaterThan(0)
    const row = await connectionRow(world, receipt.connectionId)
    expect(row).toMatchObject({
      status: 'active',
      connectedBy: null,
      ownerId: agency.users.staff.id,
      note: 'mornings only',
    })
    expect(await counters(inviteId)).toMatchObject({ uses: 1, state: 'used_up' })
    const session = await onlySession()
    expect(session).toMatchObject({ inviteId, initiatedBy: null })
    expect(await timeline(world, { linkSessionId: session.id })).toEqual(
      expect.arrayContaining(['invite.started', 'session.completed', 'invite.used', 'session.acknowledged']),
    )
    expect(await stepAt(await visit(world, token), 'closed')).toMatchObject({ reason: 'used_up' })
  })

  it('stores what she agreed to as it was shown, once', async () => {
    const { token } = await invite(agency)
    const at = await visit(world, token)
    const shown = await stepAt(at, 'welcome')
    await press(at)
    await continueConnect(at, {
      consentHash: shown.consentHash,
      timeZone: null,
      browser: at.browser ?? '',
    })
    const rows = await world.db.admin`select * from consents where agency_id = ${agency.id}`
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ shown_hash: shown.consentHash, user_agent: 'a phone', language: 'en' })
    expect(rows[0]?.shown).toEqual(shown.consent)
  })

  it('refuses a press under another text than the one that stands there now', async () => {
    const { token } = await invite(agency)
    const at = await visit(world, token)
    const { consentHash } = await stepAt(at, 'welcome')
    await world.db.admin`update users set name = 'Somebody Else' where id = ${agency.users.staff.id}`
    const old = { consentHash, timeZone: null, browser: at.browser ?? '' }
    await expect(continueConnect(at, old)).rejects.toMatchObject({ code: 'conflict' })
    expect(await sessionRows(world, agency)).toEqual([])
    expect(await inits()).toEqual([])
    await press(at)
  })

  it('makes one session of a double press, and leads both to it', async () => {
    const { token, inviteId } = await invite(agency)
    const at = await visit(world, token)
    const go = await ready(at)
    const urls = await Promise.all([go(), go(), go()])
    expect(new Set(urls).size).toBe(1)
    expect(await sessionRows(world, agency)).toHaveLength(1)
    expect(await inits()).toHaveLength(1)
    expect(await counters(inviteId)).toMatchObject({ started: 1 })
  })

  it('works on day 13, and not on day 15', async () => {
    const { token } = await invite(agency)
    world.clock.advance(13 * DAY)
    const came = await arrive(world, token)
    await finish(world, came)
    expect((await connectView(came.at)).step).toBe('account')
    const late = await invite(agency)
    world.clock.advance(15 * DAY)
    expect(await stepAt(await visit(world, late.token), 'closed')).toMatchObject({ reason: 'expired' })
  })

  it('takes a completion whose browser never came back, because she had pressed Continue', async () => {
    const { token } = await invite(agency)
    const came = await arrive(world, token)
    await came.browser.login(came.url, newLogin())
    await pollSession(agency.ctx('system'), (await onlySession()).id)
    expect((await connectView(came.at)).step).toBe('account')
  })

  it('says what happened when she came back without an account', async () => {
    const { token } = await invite(agency)
    const came = await arrive(world, token)
    await comeBack(world, await came.browser.cancel(came.url, 'login', newLogin()), came.browser)
    expect(await stepAt(came.at, 'welcome')).toMatchObject({ lastOutcome: 'cancelled_login' })
    await finish(world, { ...came, url: await press(came.at) })
    expect((await connectView(came.at)).step).toBe('account')
  })
})

describe('a link for several accounts', () => {
  it('counts each, and leads to the next when she asks', async () => {
    const { token, inviteId } = await invite(agency, { maxUses: 2 })
    const came = await arrive(world, token)
    await finish(world, came)
    const { linkSessionId } = await stepAt(came.at, 'account')
    await acknowledgeAccount(came.at, { linkSessionId })
    expect(await stepAt(came.at, 'receipt')).toMatchObject({ usesLeft: 1 })
    expect((await connectView(came.at, { again: true })).step).toBe('welcome')
    await finish(world, { ...came, url: await press(came.at) })
    expect(await connectionRows(world, agency)).toHaveLength(2)
    expect(await counters(inviteId)).toEqual({ opened: 0, started: 2, uses: 2, state: 'used_up' })
  })
})

describe('a page at the provider that ran out', () => {
  it('is opened anew once, without a word, and counts once', async () => {
    const { token, inviteId } = await invite(agency)
    const came = await arrive(world, token)
    world.clock.advance(70 * MINUTE)
    await pollSession(agency.ctx('system'), (await onlySession()).id)
    expect((await onlySession()).state).toBe('expired')
    expect((await connectView(came.at)).step).toBe('away')
    const { url } = await resumeConnect(came.at)
    expect(url).not.toBe(came.url)
    expect(await inits()).toHaveLength(2)
    expect(await onlySession()).toMatchObject({ state: 'open', renewals: 1 })
    expect(await counters(inviteId)).toMatchObject({ started: 1 })
    world.clock.advance(70 * MINUTE)
    await expect(resumeConnect(came.at)).rejects.toMatchObject({ code: 'conflict' })
    expect(await stepAt(came.at, 'welcome')).toMatchObject({ lastOutcome: null })
    expect(await inits()).toHaveLength(2)
  })

  it('leads to the account all the same', async () => {
    const { token } = await invite(agency)
    const came = await arrive(world, token)
    world.clock.advance(61 * MINUTE)
    const { url } = await resumeConnect(came.at)
    await finish(world, { ...came, url: url ?? '' })
    expect((await connectView(came.at)).step).toBe('account')
    expect(await connectionRows(world, agency)).toHaveLength(1)
  })

  it('is opened anew although she had looked at it', async () => {
    const { token } = await invite(agency)
    const came = await arrive(world, token)
    await came.browser.open(came.url)
    await pollSession(agency.ctx('system'), (await onlySession()).id)
    expect((await onlySession()).state).toBe('authenticating')
    world.clock.advance(61 * MINUTE)
    expect((await connectView(came.at)).step).toBe('away')
    await resumeConnect(came.at)
    expect(await onlySession()).toMatchObject({ state: 'open', renewals: 1 })
  })

  it('is not opened anew once a second factor was asked for', async () => {
    const { token } = await invite(agency)
    const came = await arrive(world, token)
    await came.browser.typeLogin(came.url, newLogin('creator-sms'))
    await pollSession(agency.ctx('system'), (await onlySession()).id)
    expect((await onlySession()).state).toBe('challenge')
    world.clock.advance(70 * MINUTE)
    await pollSession(agency.ctx('system'), (await onlySession()).id)
    await expect(resumeConnect(came.at)).rejects.toMatchObject({ code: 'conflict' })
  })
})

it('a receipt goes to the address that she confirmed, and to no other', async () => {
  const { token, inviteId } = await invite(agency, { mailTo: 'team-typed@mail.example' })
  const receipts = () =>
    world.db.admin`select to_address, language from mails where agency_id = ${agency.id} and kind = 'receipt'`
  const came = await arrive(world, token)
  await finish(world, came)
  expect(await receipts()).toEqual([])
  await world.db
    .admin`insert into creator_contacts (agency_id, creator_id, email, of_user_id, language, time_zone, confirmed_at)
    select agency_id, creator_id, 'hers@mail.example', '1', 'es', 'Europe/Madrid', now() from invites where id = ${inviteId}`
  await world.db.admin`update invites set max_uses = 2 where id = ${inviteId}`
  const { linkSessionId } = await stepAt(came.at, 'account')
  await acknowledgeAccount(came.at, { linkSessionId })
  await finish(world, { ...came, url: await press(came.at) })
  expect([...(await receipts())]).toEqual([{ to_address: 'hers@mail.example', language: 'es' }])
})

it('a link of another agency is none of hers, and no cookie of a session opens another', async () => {
  const other = await world.newAgency()
  const a = await arrive(world, (await invite(agency)).token)
  const b = await arrive(world, (await invite(other)).token)
  const [mine] = await sessionRows(world, agency)
  for (const verb of [acknowledgeAccount, undoConnect])
    await expect(verb(b.at, { linkSessionId: mine?.id ?? '' })).rejects.toMatchObject({ code: 'not_found' })
  expect(await visitWith(world, null)).toBeNull()
  expect(a.at.ctx.agency.id).not.toBe(b.at.ctx.agency.id)
})
