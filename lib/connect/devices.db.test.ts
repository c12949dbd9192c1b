import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getInvite } from '../invites/get-invite'
import { startReconnect } from '../link-sessions/start-reconnect'
import { TestBrowser } from '../testing/browser'
import { beginAgain, connectExpired } from '../testing/flows'
import { forgetJobs, runJobs } from '../testing/jobs'
import { connectionRow, connectionRows, sessionRow, sessionRows, timeline } from '../testing/rows'
import { arrive, finish, invite, press, stepAt, visit } from '../testing/visits'
import { type Agency, makeWorld, type World } from '../testing/world'
import { acknowledgeAccount, undoConnect } from './answer-account'
import { connectView } from './load-view'
import { resumeConnect } from './resume-connect'

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

const counters = async (inviteId: string) => {
  const view = await getInvite(agency.ctx(), inviteId)
  return view && { opened: view.opened, started: view.started, uses: view.uses, state: view.state }
}

describe('another device', () => {
  it('takes over with Continue, and the first browser is told', async () => {
    const { token } = await invite(agency)
    const phone = await arrive(world, token)
    const laptop = await visit(world, token)
    expect(await stepAt(laptop, 'welcome')).toMatchObject({ elsewhere: true })
    await press(laptop)
    expect(await phone.browser.open(phone.url)).not.toBe(200)
    expect((await connectView(phone.at)).step).toBe('taken_over')
    await expect(resumeConnect(phone.at)).rejects.toMatchObject({ code: 'conflict' })
    const [first] = await sessionRows(world, agency)
    expect(first).toMatchObject({ state: 'revoked', outcomeCode: 'taken_over' })
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

  it('keeps its identity: another account in its place is logged out when she takes it back', async () => {
    const { connectionId, login } = await broken()
    const { token, inviteId } = await invite(agency, { purpose: 'reconnect', connectionId })
    const came = await arrive(world, token)
    await finish(world, came)
    const { linkSessionId } = await stepAt(came.at, 'review')
    expect(await sessionRow(world, linkSessionId)).toMatchObject({ reviewReason: 'other_user_same_id' })
    expect((await connectionRow(world, connectionId)).status).toBe('needs_review')
    expect(await counters(inviteId)).toMatchObject({ uses: 0 })
    await undoConnect(came.at, { linkSessionId })
    expect(await connectionRow(world, connectionId)).toMatchObject({
      status: 'needs_reauth',
      statusReason: 'other_user_refused',
      endedAt: null,
    })
    expect((await world.sandbox.connections(agency.apiKey)).map((row) => row.status)).not.toContain('active')
    await finish(world, { ...came, url: await press(came.at) }, login)
    expect((await connectView(came.at)).step).toBe('account')
    expect((await connectionRow(world, connectionId)).status).toBe('active')
  })

  it('keeps its identity: another account beside it is deleted when she takes it back', async () => {
    await forgetJobs(world)
    const { connectionId } = await broken()
    const { providerConnectionId } = await connectionRow(world, connectionId)
    await world.sandbox.deleteRemote(agency.apiKey, providerConnectionId)
    const { token } = await invite(agency, { purpose: 'reconnect', connectionId })
    const came = await arrive(world, token)
    await finish(world, came)
    const { linkSessionId } = await stepAt(came.at, 'review')
    expect(await sessionRow(world, linkSessionId)).toMatchObject({ reviewReason: 'other_user_new_id' })
    await undoConnect(came.at, { linkSessionId })
    await runJobs(world, 'provider-deletion.confirm')
    expect(await world.sandbox.connections(agency.apiKey)).toEqual([])
    expect((await connectionRow(world, connectionId)).status).toBe('needs_reauth')
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
