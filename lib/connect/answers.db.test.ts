import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { revokeInvite } from '../invites/change-invite'
import { getInvite } from '../invites/get-invite'
import { pollSession } from '../link-sessions/poll-session'
import { resolveReview } from '../link-sessions/resolve-review'
import { connectExpired } from '../testing/flows'
import { forgetJobs, runJobs } from '../testing/jobs'
import { connectionRow, connectionRows, deletionRows, sessionRow, sessionRows } from '../testing/rows'
import { arrive, finish, invite, press, stepAt } from '../testing/visits'
import { type Agency, makeWorld, type World } from '../testing/world'
import { acknowledgeAccount, undoConnect } from './answer-account'
import { connectView } from './load-view'

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

const counters = async (inviteId: string) => {
  const view = await getInvite(agency.ctx(), inviteId)
  return view && { opened: view.opened, started: view.started, uses: view.uses, state: view.state }
}
const onlySession = async () => {
  const [row] = await sessionRows(world, agency)
  if (!row) throw new Error('there is no session')
  return row
}

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
