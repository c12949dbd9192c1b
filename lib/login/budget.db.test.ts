import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inAgency } from '../auth/context'
import { connectView } from '../connect/load-view'
import { pollSession } from '../link-sessions/poll-session'
import { TestBrowser } from '../testing/browser'
import { begin, beginAgain, connect, newLogin } from '../testing/flows'
import { addPolling, emailFor, giveLogin, keyAt, openAgain, openForm } from '../testing/logins'
import { audited, connectionRow, sessionRow, sessionRows } from '../testing/rows'
import { invite, press, stepAt, visit } from '../testing/visits'
import { type Agency, makeWorld, type World } from '../testing/world'
import { listLoginsLeft, loginBudget } from './budget'
import { grantLogin } from './grant-login'

let world: World
let agency: Agency
let kit: string

beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  world.clock.reset()
  agency = await world.newAgency()
  kit = await addPolling(world, agency, 'onlyfanskit')
})
afterAll(() => world.close())

const HOUR = 3_600_000
const upstream = async () =>
  (await world.sandbox.calls(keyAt(agency, 'onlyfanskit'), 'POST', '/v1/connect/login')).length

/** Logins of the past, of a session that never led anywhere. */
async function spent(creatorId: string, count: number, ofUserId: string | null = null): Promise<void> {
  const [session] = await sessionRows(world, agency)
  if (!session) throw new Error('a session is needed')
  await world.db.admin`
    insert into login_attempts (agency_id, creator_id, of_user_id, link_session_id, ordinal, at)
    select ${agency.id}, ${creatorId}, ${ofUserId}, ${session.id}, ${`before ${count} `} || n, ${world.clock.now()}::timestamptz - interval '1 hour' + make_interval(secs => n)
      from generate_series(1, ${count}) n`
}
const used = async (creatorId: string, ofUserId: string | null = null) => {
  const ctx = agency.ctx()
  return (await inAgency(ctx, (tx) => loginBudget(tx, ctx, { creatorId, ofUserId }))).used
}

describe('in our own form', () => {
  it('the ninth login of a day is refused before anything is sent, and free again when the first is a day old', async () => {
    const form = await openForm(world, agency, kit)
    await spent(form.creatorId, 8)
    await expect(giveLogin(form, emailFor())).rejects.toMatchObject({ code: 'login_budget' })
    expect(await upstream()).toBe(0)
    expect(await sessionRow(world, form.linkSessionId)).toMatchObject({ state: 'open', logins: 0 })
    world.clock.advance(23.5 * HOUR)
    const later = await openForm(world, agency, kit, { creatorId: form.creatorId })
    await giveLogin(later, emailFor())
    expect(await upstream()).toBe(1)
  })

  it('of many browsers at once, only as many as are left come through', async () => {
    const first = await openForm(world, agency, kit)
    const { creatorId } = first
    await spent(creatorId, 5)
    const forms = [first]
    while (forms.length < 8) forms.push(await openForm(world, agency, kit, { creatorId }))
    const all = await Promise.allSettled(forms.map((form) => giveLogin(form, emailFor('sms'))))
    expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(3)
    expect(await upstream()).toBe(3)
    expect(await used(creatorId)).toBe(8)
  })

  it('another creator of the agency, and another agency, have their own', async () => {
    const form = await openForm(world, agency, kit)
    await spent(form.creatorId, 8)
    const other = await openForm(world, agency, kit)
    expect(await giveLogin(other, emailFor('sms'))).toMatchObject({ state: 'authenticating' })
  })
})

describe('on the provider’s page', () => {
  it('a session counts once, when somebody logs in there, whoever learns of it', async () => {
    const begun = await begin(agency)
    const { creatorId } = await sessionRow(world, begun.linkSessionId)
    expect(await used(creatorId)).toBe(0)
    await begun.browser.typeLogin(begun.url, newLogin('creator-sms'))
    for (const _ of [1, 2]) await pollSession(agency.ctx('system'), begun.linkSessionId)
    expect(await used(creatorId)).toBe(1)
  })

  it('a login that a callback tells of first counts as well', async () => {
    const { linkSessionId, connectionId } = await connect(world, agency)
    const { creatorId } = await sessionRow(world, linkSessionId)
    const { ofUserId } = await connectionRow(world, connectionId)
    expect(await used(creatorId, ofUserId)).toBe(1)
    expect(await used(creatorId, '999')).toBe(0)
  })

  it('the budget is asked before the provider is', async () => {
    const { connectionId, linkSessionId } = await connect(world, agency)
    const { creatorId } = await sessionRow(world, linkSessionId)
    const { ofUserId } = await connectionRow(world, connectionId)
    await spent(creatorId, 7, ofUserId)
    await world.sandbox.clearCalls(agency.apiKey)
    await expect(beginAgain(agency, connectionId)).rejects.toMatchObject({ code: 'login_budget' })
    expect(await world.sandbox.calls(agency.apiKey, 'POST')).toHaveLength(0)
    expect(await sessionRows(world, agency)).toHaveLength(1)
  })

  it('and before somebody else’s attempt is ended for it', async () => {
    const { connectionId, linkSessionId } = await connect(world, agency)
    const { creatorId } = await sessionRow(world, linkSessionId)
    const live = await beginAgain(agency, connectionId)
    await spent(creatorId, 8)
    const takeOver = () => beginAgain(agency, connectionId, 'other', { takeOver: true })
    await expect(takeOver()).rejects.toMatchObject({ code: 'login_budget' })
    await world.db.admin`update connections set provider = 'onlyfanskit', provider_account_id = ${kit}
      where id = ${connectionId}`
    await expect(takeOver()).rejects.toMatchObject({ code: 'login_budget' })
    const { token } = await invite(agency, { purpose: 'reconnect', connectionId })
    await expect(press(await visit(world, token))).rejects.toMatchObject({ code: 'login_budget' })
    expect(await sessionRow(world, live.linkSessionId)).toMatchObject({ state: 'open' })
  })

  it('an invite says when the next login is free, and Continue leads nowhere', async () => {
    const { token, inviteId } = await invite(agency)
    await begin(agency)
    const [row] = await world.db.admin`select creator_id from invites where id = ${inviteId}`
    const creatorId = String(row?.creator_id)
    const at = await visit(world, token)
    expect((await stepAt(at, 'welcome')).loginsLeft).toBeNull()
    await spent(creatorId, 6)
    expect(await stepAt(at, 'welcome')).toMatchObject({ loginFreeAt: null, loginsLeft: 2 })
    expect(await listLoginsLeft(agency.ctx())).toEqual({ [creatorId]: 2 })
    await spent(creatorId, 8)
    expect((await stepAt(at, 'welcome')).loginFreeAt).toBeInstanceOf(Date)
    await expect(press(at)).rejects.toMatchObject({ code: 'login_budget' })
    expect((await connectView(at)).step).toBe('welcome')
  })
})

it('the same account counts through another creator, another mode and for staff with assigned creators only', async () => {
  const { connectionId, linkSessionId } = await connect(world, agency)
  const { ofUserId } = await connectionRow(world, connectionId)
  const { creatorId } = await sessionRow(world, linkSessionId)
  const other = await openForm(world, agency, kit)
  await spent(other.creatorId, 7, ofUserId)
  const ctx = agency.ctx()
  if (ctx.actor.kind !== 'user') throw new Error('a member is needed')
  const limited = { ...ctx, actor: { ...ctx.actor, assignedOnly: true } }
  const [wide, narrow] = await Promise.all(
    [ctx, limited].map((one) => inAgency(one, (tx) => loginBudget(tx, one, { creatorId, ofUserId }))),
  )
  expect(wide?.used).toBe(8)
  expect(narrow?.used).toBe(8)
  await expect(beginAgain(agency, connectionId)).rejects.toMatchObject({ code: 'login_budget' })
})

describe('an override', () => {
  const reason = 'She asked for it on the phone'

  it('lets one more login through, once, within a day, with its reason in the audit log', async () => {
    const form = await openForm(world, agency, kit)
    const { creatorId } = form
    await spent(creatorId, 8)
    await grantLogin(agency.ctx('admin'), { creatorId, reason })
    expect(await audited(world, 'logins.allow_more', creatorId)).toBe(1)
    await giveLogin(form, emailFor('sms'))
    expect(await upstream()).toBe(1)
    const next = await openForm(world, agency, kit, { creatorId })
    await expect(giveLogin(next, emailFor())).rejects.toMatchObject({ code: 'login_budget' })
    await grantLogin(agency.ctx('owner'), { creatorId, reason })
    world.clock.advance(24 * HOUR + 1)
    const [left] = await world.db.admin`select count(*)::int as n from login_overrides
      where used_at is null and expires_at > ${world.clock.now()}`
    expect(left?.n).toBe(0)
  })

  it('that let a login through which OnlyFans never saw lets the next one through', async () => {
    const form = await openForm(world, agency, kit)
    await spent(form.creatorId, 8)
    await grantLogin(agency.ctx('admin'), { creatorId: form.creatorId, reason })
    await world.sandbox.allow(keyAt(agency, 'onlyfanskit'), false)
    expect(await giveLogin(form, emailFor('sms'))).toEqual({ state: 'open' })
    expect(await used(form.creatorId)).toBe(8)
    await world.sandbox.allow(keyAt(agency, 'onlyfanskit'), true)
    expect(await giveLogin(form, emailFor('sms'))).toEqual({ state: 'authenticating' })
    await expect(
      giveLogin(await openForm(world, agency, kit, { creatorId: form.creatorId }), emailFor()),
    ).rejects.toMatchObject({ code: 'login_budget' })
  })

  it('is used by one of two browsers at once', async () => {
    const first = await openForm(world, agency, kit)
    const { creatorId } = first
    await spent(creatorId, 8)
    await grantLogin(agency.ctx('admin'), { creatorId, reason })
    const second = await openForm(world, agency, kit, { creatorId, browser: new TestBrowser() })
    const all = await Promise.allSettled([first, second].map((form) => giveLogin(form, emailFor('sms'))))
    expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(await upstream()).toBe(1)
  })

  it('is for admins, and for a creator of the agency', async () => {
    const { creatorId } = await openForm(world, agency, kit)
    await expect(grantLogin(agency.ctx('staff'), { creatorId, reason })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const stranger = await world.newAgency()
    await expect(grantLogin(stranger.ctx('owner'), { creatorId, reason })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

it('a reconnect in our form counts for its OnlyFans user', async () => {
  const { connectionId } = await connect(world, agency)
  const row = await connectionRow(world, connectionId)
  await world.db
    .admin`update connections set provider = 'onlyfanskit', provider_account_id = ${kit} where id = ${connectionId}`
  const form = await openAgain(world, agency, connectionId)
  await giveLogin(form, emailFor('sms'))
  expect(await used(form.creatorId, row.ofUserId)).toBe(2)
})
