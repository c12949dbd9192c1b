import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diffConnections } from '../connections/diff-connections'
import { getConnection } from '../connections/get-connection'
import { verifyConnection } from '../connections/verify-connection'
import type { AppError } from '../errors'
import { begin, beginAgain, comeBack, connect, connectExpired, newLogin } from '../testing/flows'
import { forgetJobs, runJobs } from '../testing/jobs'
import { connectionRow, connectionRows, deletionRows, sessionRow, timeline } from '../testing/rows'
import { type Agency, type Member, makeWorld, type World } from '../testing/world'
import { getLinkSession } from './get-link-session'
import { type ReviewInput, resolveReview } from './resolve-review'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const fresh = async () => {
  agency = await world.newAgency()
  await forgetJobs(world)
}
const system = () => agency.ctx('system')
const decide = (linkSessionId: string, choice: ReviewInput['choice'], who: Member = 'staff') =>
  resolveReview(agency.ctx(who), { linkSessionId, choice })
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'fine',
    (error: AppError) => error.code,
  )
const remotes = () => world.sandbox.connections(agency.apiKey)

/** A reconnect in which somebody else logged in, under the same provider id. */
async function otherUserSameId() {
  await fresh()
  const first = await connectExpired(world, agency)
  const again = await beginAgain(agency, first.connectionId)
  await comeBack(world, await again.browser.login(again.url, newLogin()), again.browser)
  await forgetJobs(world)
  return { ...first, linkSessionId: again.linkSessionId }
}

/** A reconnect for which the provider made a new connection, of somebody else. */
async function otherUserNewId() {
  await fresh()
  const first = await connectExpired(world, agency)
  const { providerConnectionId } = await connectionRow(world, first.connectionId)
  await world.sandbox.deleteRemote(agency.apiKey, providerConnectionId)
  const again = await beginAgain(agency, first.connectionId)
  await comeBack(world, await again.browser.login(again.url, newLogin()), again.browser)
  return { ...first, linkSessionId: again.linkSessionId }
}

describe('another user under the same id', () => {
  it('blocks the data and offers to repair, or to close and open', async () => {
    const { connectionId, linkSessionId } = await otherUserSameId()
    expect(await sessionRow(world, linkSessionId)).toMatchObject({
      state: 'needs_review',
      reviewReason: 'other_user_same_id',
    })
    const view = await getConnection(agency.ctx(), connectionId)
    expect([view.status, view.data, view.review?.linkSessionId]).toEqual([
      'needs_review',
      null,
      linkSessionId,
    ])
    const session = await getLinkSession(agency.ctx(), { linkSessionId, browser: null })
    expect(session.review?.choices).toEqual(['repair', 'close_and_open'])
    expect(session.review?.candidate.ofUserId).not.toBe(session.connection?.ofUserId)
  })

  it('repair: the stranger is logged out, and the list does not open the review again', async () => {
    const { connectionId, linkSessionId, login } = await otherUserSameId()
    await decide(linkSessionId, 'repair')
    expect(await sessionRow(world, linkSessionId)).toMatchObject({ state: 'dropped' })
    expect((await remotes()).map((row) => row.status)).toEqual(['expired'])
    world.clock.advance(3_600_000)
    await diffConnections(system(), agency.accountId)
    await runJobs(world)
    world.clock.reset()
    expect(await connectionRow(world, connectionId)).toMatchObject({
      status: 'needs_reauth',
      statusReason: 'other_user_refused',
    })
    const again = await beginAgain(agency, connectionId)
    await comeBack(world, await again.browser.login(again.url, login), again.browser)
    expect((await connectionRow(world, connectionId)).status).toBe('active')
  })

  it('close and open: the old row ends, a new one begins, nothing is deleted upstream', async () => {
    const { connectionId, linkSessionId } = await otherUserSameId()
    const result = await decide(linkSessionId, 'close_and_open')
    const [old, made] = [
      await connectionRow(world, connectionId),
      await connectionRow(world, result.connectionId ?? ''),
    ]
    expect(old).toMatchObject({ status: 'disconnected', statusReason: 'closed_in_review' })
    expect(made).toMatchObject({ status: 'active', providerConnectionId: old.providerConnectionId })
    expect(made.ofUserId).not.toBe(old.ofUserId)
    expect(await deletionRows(world, agency)).toEqual([])
    await diffConnections(system(), agency.accountId)
    expect(await remotes()).toHaveLength(1)
  })

  it('the right account logs in after all: the question is gone with it', async () => {
    const { connectionId, linkSessionId, login } = await otherUserSameId()
    const again = await beginAgain(agency, connectionId)
    await comeBack(world, await again.browser.login(again.url, login), again.browser)
    expect((await connectionRow(world, connectionId)).status).toBe('active')
    expect((await sessionRow(world, linkSessionId)).state).toBe('dropped')
    expect(await refused(decide(linkSessionId, 'repair'))).toBe('conflict')
    expect((await remotes()).map((row) => row.status)).toEqual(['active'])
  })

  it.each(['verify', 'list'] as const)('is also found by %s alone, once', async (how) => {
    await fresh()
    const first = await connectExpired(world, agency)
    const again = await beginAgain(agency, first.connectionId)
    await again.browser.login(again.url, newLogin())
    await world.db.admin`update link_sessions set state = 'revoked' where id = ${again.linkSessionId}`
    await world.db
      .admin`update connections set status = 'active', status_reason = 'proven', broken_since = null,
      last_proven_at = now() - interval '1 hour' where id = ${first.connectionId}`
    for (let i = 0; i < 2; i += 1) {
      if (how === 'list') await diffConnections(system(), agency.accountId)
      else await verifyConnection(agency.ctx(), { connectionId: first.connectionId })
    }
    const view = await getConnection(agency.ctx(), first.connectionId)
    expect([view.status, view.data]).toEqual(['needs_review', null])
    const waiting = await world.db.admin`select id from link_sessions
      where connection_id = ${first.connectionId} and state = 'needs_review'`
    expect(waiting.map((row) => row.id)).toEqual([view.review?.linkSessionId])
    await decide(view.review?.linkSessionId ?? '', 'repair')
    expect((await connectionRow(world, first.connectionId)).status).toBe('needs_reauth')
  })

  it('on a connect whose account answers under an id that we hold: it can be decided', async () => {
    await fresh()
    const first = await connect(world, agency)
    const begun = await begin(agency)
    const callback = await begun.browser.login(begun.url, newLogin())
    await world.db
      .admin`update connections set provider_connection_id = ${callback?.searchParams.get('connection_id') ?? ''}
      where id = ${first.connectionId}`
    await comeBack(world, callback, begun.browser)
    expect(await sessionRow(world, begun.linkSessionId)).toMatchObject({
      state: 'needs_review',
      reviewReason: 'other_user_same_id',
    })
    expect((await connectionRow(world, first.connectionId)).status).toBe('needs_review')
    const { connectionId } = await decide(begun.linkSessionId, 'close_and_open')
    expect((await connectionRow(world, first.connectionId)).status).toBe('disconnected')
    expect((await connectionRow(world, connectionId ?? '')).status).toBe('active')
  })
})

describe('another user under a new id', () => {
  it('touches nothing and offers to keep it, or to delete it', async () => {
    const { connectionId, linkSessionId } = await otherUserNewId()
    const session = await getLinkSession(agency.ctx(), { linkSessionId, browser: null })
    expect([session.state, session.review?.reason, session.review?.choices]).toEqual([
      'needs_review',
      'other_user_new_id',
      ['keep_new', 'delete'],
    ])
    expect(await connectionRow(world, connectionId)).toMatchObject({ status: 'needs_reauth' })
  })

  it('keep: a connection of its own', async () => {
    const { connectionId, linkSessionId } = await otherUserNewId()
    const result = await decide(linkSessionId, 'keep_new')
    expect(result.connectionId).not.toBe(connectionId)
    expect((await connectionRows(world, agency)).map((row) => row.status)).toEqual(['needs_reauth', 'active'])
    expect((await sessionRow(world, linkSessionId)).resultConnectionId).toBe(result.connectionId)
  })

  it('delete: nothing of it is left at the provider, and it is told', async () => {
    const { connectionId, linkSessionId } = await otherUserNewId()
    await decide(linkSessionId, 'delete')
    await runJobs(world)
    expect(await remotes()).toEqual([])
    expect((await sessionRow(world, linkSessionId)).state).toBe('dropped')
    expect((await connectionRow(world, connectionId)).status).toBe('needs_reauth')
    expect(await timeline(world, { linkSessionId })).toContain('deletion.confirmed')
  })

  it('of an account that we already have: our row of it takes the new id', async () => {
    await fresh()
    const broken = await connectExpired(world, agency)
    const known = await connect(world, agency)
    const { providerConnectionId } = await connectionRow(world, broken.connectionId)
    await world.sandbox.deleteRemote(agency.apiKey, providerConnectionId)
    const again = await beginAgain(agency, broken.connectionId)
    await comeBack(world, await again.browser.login(again.url, known.login), again.browser)
    const before = await connectionRow(world, known.connectionId)
    const result = await decide(again.linkSessionId, 'keep_new')
    await runJobs(world)
    expect(result.connectionId).toBe(known.connectionId)
    const after = await connectionRow(world, known.connectionId)
    expect(after.providerConnectionId).not.toBe(before.providerConnectionId)
    expect((await remotes()).map((row) => row.id)).toEqual([after.providerConnectionId])
  })
})

describe('the same user under a new id', () => {
  it('keeps our row, its tags and history; the old id is deleted upstream', async () => {
    await fresh()
    const first = await connect(world, agency)
    await world.db.admin`update connections set tags = '{vip}' where id = ${first.connectionId}`
    const before = await connectionRow(world, first.connectionId)
    const begun = await begin(agency, 'other')
    await comeBack(world, await begun.browser.login(begun.url, first.login), begun.browser)
    const [row, ...more] = await connectionRows(world, agency)
    expect(more).toEqual([])
    expect(row).toMatchObject({ id: before.id, tags: ['vip'], createdAt: before.createdAt, status: 'active' })
    expect(row?.providerConnectionId).not.toBe(before.providerConnectionId)
    await runJobs(world)
    expect((await remotes()).map((item) => item.id)).toEqual([row?.providerConnectionId])
    expect(await timeline(world, { connectionId: before.id })).toContain('connection.id_replaced')
  })

  it('also when the provider no longer knew the connection on reconnect', async () => {
    await fresh()
    const first = await connectExpired(world, agency)
    const before = await connectionRow(world, first.connectionId)
    await world.sandbox.deleteRemote(agency.apiKey, before.providerConnectionId)
    const again = await beginAgain(agency, first.connectionId)
    await comeBack(world, await again.browser.login(again.url, first.login), again.browser)
    await runJobs(world)
    const rows = await connectionRows(world, agency)
    expect(rows.map((row) => [row.id, row.status])).toEqual([[before.id, 'active']])
    expect(await deletionRows(world, agency)).toMatchObject([
      { providerConnectionId: before.providerConnectionId, reason: 'replaced' },
    ])
    expect(await remotes()).toHaveLength(1)
  })
})
