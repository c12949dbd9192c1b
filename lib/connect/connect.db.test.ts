import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { revokeInvite } from '../invites/change-invite'
import { getInvite } from '../invites/get-invite'
import { pollSession } from '../link-sessions/poll-session'
import { resolveReview } from '../link-sessions/resolve-review'
import { startReconnect } from '../link-sessions/start-reconnect'
import { TestBrowser } from '../testing/browser'
import { beginAgain, comeBack, connectExpired, newLogin } from '../testing/flows'
import { forgetJobs, runJobs } from '../testing/jobs'
import {
  connectionRow,
  connectionRows,
  deletionRows,
  sessionRow,
  sessionRows,
  timeline,
} from '../testing/rows'
import { arrive, finish, invite, press, stepAt, visit, visitWith } from '../testing/visits'
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
    const urls = await Promise.all([press(at), press(at), press(at)])
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
    await finish(world, { ...came, url })
    expect((await connectView(came.at)).step).toBe('account')
    expect(await connectionRows(world, agency)).toHaveLength(1)
  })

  it('is not opened anew once somebody logged in there', async () => {
    const { token } = await invite(agency)
    const came = await arrive(world, token)
    await came.browser.typeLogin(came.url, newLogin('2fa-sms'))
    await pollSession(agency.ctx('system'), (await onlySession()).id)
    expect((await onlySession()).state).not.toBe('open')
    world.clock.advance(70 * MINUTE)
    await pollSession(agency.ctx('system'), (await onlySession()).id)
    await expect(resumeConnect(came.at)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('another device', () => {
  it('takes over with Continue, and the first browser is told', async () => {
    const { token } = await invite(agency)
    const phone = await arrive(world, token)
    const laptop = await visit(world, token)
    expect(await stepAt(laptop, 'welcome')).toMatchObject({ elsewhere: true })
    const url = await press(laptop)
    expect(await phone.browser.open(phone.url)).not.toBe(200)
    expect((await connectView(phone.at)).step).toBe('taken_over')
    await expect(resumeConnect(phone.at)).rejects.toMatchObject({ code: 'conflict' })
    const [first] = await sessionRows(world, agency)
    expect(first).toMatchObject({ state: 'revoked', outcomeCode: 'taken_over' })
    await finish(world, { at: laptop, browser: new TestBrowser(), url }).catch(() => null)
    // Back to the phone: it takes over in turn.
    expect(await stepAt(phone.at, 'taken_over')).toBeDefined()
    await press(phone.at)
    expect((await connectView(laptop)).step).toBe('taken_over')
  })

  it('does not take away a login that is being proven', async () => {
    const { token } = await invite(agency)
    const phone = await arrive(world, token)
    await world.db.admin`update link_sessions set state = 'verifying' where agency_id = ${agency.id}`
    await expect(press(await visit(world, token))).rejects.toMatchObject({ code: 'conflict' })
    expect((await connectView(phone.at)).step).toBe('checking')
  })

  it('that holds the link only sees neither the receipt nor the account', async () => {
    const { token } = await invite(agency)
    const came = await arrive(world, token)
    await finish(world, came)
    const { linkSessionId } = await stepAt(came.at, 'account')
    const stranger = await visit(world, token)
    expect(await stepAt(stranger, 'closed')).toMatchObject({ reason: 'used_up', canOpenPage: false })
    for (const verb of [acknowledgeAccount, undoConnect])
      await expect(verb(stranger, { linkSessionId })).rejects.toMatchObject({ code: 'not_found' })
    await world.db
      .admin`insert into creator_contacts (agency_id, creator_id, email, of_user_id, language, time_zone, confirmed_at)
      select agency_id, creator_id, 'jane@mail.example', '1', 'es', 'Europe/Madrid', now() from invites where agency_id = ${agency.id}`
    expect(await stepAt(stranger, 'closed')).toMatchObject({ canOpenPage: true })
  })
})

describe('a connection to repair', () => {
  const broken = () => connectExpired(world, agency)

  it('is repaired in place', async () => {
    const { connectionId, login } = await broken()
    const { token, inviteId } = await invite(agency, { purpose: 'reconnect', connectionId })
    const came = await arrive(world, token)
    await finish(world, came, login)
    expect((await stepAt(came.at, 'account')).purpose).toBe('reconnect')
    expect((await connectionRow(world, connectionId)).status).toBe('active')
    expect(await counters(inviteId)).toMatchObject({ uses: 1 })
    expect(await connectionRows(world, agency)).toHaveLength(1)
  })

  it('keeps its identity: another account waits for review and can be undone', async () => {
    const { connectionId } = await broken()
    const { token, inviteId } = await invite(agency, { purpose: 'reconnect', connectionId })
    const came = await arrive(world, token)
    await finish(world, came)
    const { linkSessionId } = await stepAt(came.at, 'review')
    expect(await counters(inviteId)).toMatchObject({ uses: 0 })
    const { reviewReason } = await sessionRow(world, linkSessionId)
    if (reviewReason === 'other_user_same_id')
      await expect(undoConnect(came.at, { linkSessionId })).rejects.toMatchObject({ code: 'conflict' })
    else await undoConnect(came.at, { linkSessionId })
  })

  it('has one live reconnect: Continue takes over from the team, who is told', async () => {
    const { connectionId } = await broken()
    const staff = await beginAgain(agency, connectionId)
    const { token } = await invite(agency, { purpose: 'reconnect', connectionId })
    const at = await visit(world, token)
    expect(await stepAt(at, 'welcome')).toMatchObject({ elsewhere: true })
    await press(at)
    expect(await sessionRow(world, staff.linkSessionId)).toMatchObject({
      state: 'revoked',
      outcomeCode: 'taken_over_by_creator',
    })
    expect(await timeline(world, { linkSessionId: staff.linkSessionId })).toContain('session.taken_over')
    const other = await startReconnect(agency.ctx('other'), {
      idempotencyKey: crypto.randomUUID(),
      connectionId,
      takeOver: false,
      browser: new TestBrowser().cookie,
    })
    expect(other).toMatchObject({ kind: 'live', byCreator: true })
  })

  it('is no longer repaired once it was disconnected', async () => {
    const { connectionId } = await broken()
    const { token } = await invite(agency, { purpose: 'reconnect', connectionId })
    await world.db.admin`update connections set ended_at = now() where id = ${connectionId}`
    expect(await stepAt(await visit(world, token), 'closed')).toMatchObject({ reason: 'revoked' })
  })
})

describe('another account than the expected one', () => {
  it('waits for review on both sides, is counted when the team keeps it', async () => {
    const { token, inviteId } = await invite(agency, { expectedUsername: '@jane' })
    const came = await arrive(world, token)
    await finish(world, came)
    const review = await stepAt(came.at, 'review')
    expect(review.expectedUsername).toBe('jane')
    expect(await sessionRow(world, review.linkSessionId)).toMatchObject({
      reviewReason: 'unexpected_account',
    })
    expect(await connectionRows(world, agency)).toEqual([])
    expect(await counters(inviteId)).toMatchObject({ uses: 0 })
    const decide = { linkSessionId: review.linkSessionId, choice: 'keep_new' as const }
    await expect(resolveReview(agency.ctx('other'), decide)).rejects.toMatchObject({ code: 'forbidden' })
    await resolveReview(agency.ctx('staff'), decide)
    expect((await connectView(came.at)).step).toBe('account')
    expect(await counters(inviteId)).toMatchObject({ uses: 1 })
    expect((await connectionRows(world, agency)).map((row) => row.ownerId)).toEqual([agency.users.staff.id])
  })

  it('is deleted at the provider when she takes it back, and she tries again', async () => {
    await forgetJobs(world)
    const { token, inviteId } = await invite(agency, { expectedUsername: 'jane.doe' })
    const came = await arrive(world, token)
    await finish(world, came)
    const { linkSessionId } = await stepAt(came.at, 'review')
    await undoConnect(came.at, { linkSessionId })
    await undoConnect(came.at, { linkSessionId })
    await runJobs(world, 'provider-deletion.confirm')
    expect(await world.sandbox.connections(agency.apiKey)).toEqual([])
    expect(await stepAt(came.at, 'welcome')).toMatchObject({ lastOutcome: 'dropped' })
    await finish(world, { ...came, url: await press(came.at) }, { email: 'Jane.Doe@creator.sandbox.com' })
    expect((await connectView(came.at)).step).toBe('account')
    expect(await counters(inviteId)).toMatchObject({ uses: 1 })
  })
})

describe('she says that it is not her account', () => {
  it('so it ends here and at the provider, and the link works once more', async () => {
    await forgetJobs(world)
    const { token, inviteId } = await invite(agency)
    const came = await arrive(world, token)
    await finish(world, came)
    const { linkSessionId } = await stepAt(came.at, 'account')
    await undoConnect(came.at, { linkSessionId })
    const [row] = await connectionRows(world, agency)
    expect(row).toMatchObject({ status: 'disconnected', statusReason: 'by_creator' })
    await runJobs(world, 'provider-deletion.confirm')
    expect(await world.sandbox.connections(agency.apiKey)).toEqual([])
    expect(await counters(inviteId)).toMatchObject({ uses: 0, state: 'open' })
    const [line] = await world.db
      .admin`select actor_kind, after from audit_log where action = 'link_session.undo'
      and target_id = ${linkSessionId}`
    expect(line).toMatchObject({ actor_kind: 'creator', after: { ended: true } })
    await expect(acknowledgeAccount(came.at, { linkSessionId })).rejects.toMatchObject({ code: 'conflict' })
    await finish(world, { ...came, url: await press(came.at) })
    expect((await connectView(came.at)).step).toBe('account')
  })

  it('but what was connected before stays as it was', async () => {
    const { connectionId, login } = await connectExpired(world, agency)
    const { token, inviteId } = await invite(agency)
    const came = await arrive(world, token)
    await finish(world, came, login)
    const { linkSessionId, account } = await stepAt(came.at, 'account')
    expect(account.username).not.toBe('')
    await undoConnect(came.at, { linkSessionId })
    expect((await connectionRow(world, connectionId)).endedAt).toBeNull()
    expect(await counters(inviteId)).toMatchObject({ uses: 0 })
    expect((await connectView(came.at)).step).toBe('welcome')
    expect(await deletionRows(world, agency)).not.toContainEqual(
      expect.objectContaining({ reason: 'disconnected' }),
    )
  })

  it('but not a day later: that is done on her own page', async () => {
    const { token } = await invite(agency)
    const came = await arrive(world, token)
    await finish(world, came)
    const { linkSessionId } = await stepAt(came.at, 'account')
    world.clock.advance(DAY + MINUTE)
    await expect(undoConnect(came.at, { linkSessionId })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('revoked while she is at the provider', () => {
  it.each([
    ['and the provider hears of it', false],
    ['and the provider does not hear of it', true],
  ])('%s: nothing is connected, and what came of it is deleted there', async (_, unheard) => {
    await forgetJobs(world)
    const { token, inviteId } = await invite(agency)
    const came = await arrive(world, token)
    if (unheard)
      await world.sandbox.fault(agency.apiKey, { method: 'DELETE', path: '/v2/link' }, { kind: 'reset' })
    await revokeInvite(agency.ctx(), { inviteId })
    expect(await stepAt(came.at, 'closed')).toMatchObject({ reason: 'revoked' })
    if (unheard) await finish(world, came)
    else expect(await came.browser.open(came.url)).not.toBe(200)
    await runJobs(world)
    expect(await connectionRows(world, agency)).toEqual([])
    expect(await world.sandbox.connections(agency.apiKey)).toEqual([])
    expect(await counters(inviteId)).toMatchObject({ uses: 0, state: 'revoked' })
    expect(await stepAt(came.at, 'closed')).toMatchObject({ reason: 'revoked' })
  })

  it('an attempt that had ended before is as deaf', async () => {
    await forgetJobs(world)
    const { token, inviteId } = await invite(agency)
    const came = await arrive(world, token)
    world.clock.advance(63 * MINUTE)
    await pollSession(agency.ctx('system'), (await onlySession()).id)
    world.clock.reset()
    await revokeInvite(agency.ctx(), { inviteId })
    await finish(world, came)
    await runJobs(world)
    expect(await connectionRows(world, agency)).toEqual([])
    expect(await world.sandbox.connections(agency.apiKey)).toEqual([])
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
