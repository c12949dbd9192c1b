import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listProviderProblems } from '../attention/list-problems'
import { addEvent } from '../audit/events'
import { inAgency } from '../auth/context'
import { connect, connectExpired } from '../testing/flows'
import { forgetJobs, queuedJobs, runJobs } from '../testing/jobs'
import { accountRow, connectionRow, connectionRows, timeline } from '../testing/rows'
import type { Fault } from '../testing/sandbox-control'
import { lookAgain, passTime } from '../testing/second-look'
import { type Agency, makeWorld, type World } from '../testing/world'
import { diffConnections } from './diff-connections'
import { getConnection } from './get-connection'
import { lockConnection, writeConnection } from './rows'
import { verifyConnection } from './verify-connection'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  agency = await world.newAgency()
})
afterAll(() => world.close())

const verify = (connectionId: string) => verifyConnection(agency.ctx(), { connectionId })
const diff = () => diffConnections(agency.ctx('system'), agency.accountId)
const remoteId = async (id: string) => (await connectionRow(world, id)).providerConnectionId

describe('verify', () => {
  it('proves it and stores the user data with its age', async () => {
    const { connectionId } = await connect(world, agency)
    expect(await verify(connectionId)).toMatchObject({ status: 'active', changed: false })
    const { data } = await getConnection(agency.ctx(), connectionId)
    for (const piece of Object.values(data ?? {})) {
      expect(piece.data).not.toBeNull()
      expect(piece.fetchedAt).toBeInstanceOf(Date)
      expect(piece.error).toBeNull()
    }
    expect(data?.earnings.data?.points.length).toBeGreaterThan(60)
  })

  it.each([
    ['expire', 'session_expired'],
    ['revoke', 'session_expired'],
    ['await-2fa', 'session_expired'],
    ['sign-out', 'signed_out'],
  ] as const)('after %s says what broke, keeps the old data, and sees it heal', async (action, reason) => {
    const { connectionId } = await connect(world, agency)
    await verify(connectionId)
    await world.sandbox.act(await remoteId(connectionId), action)
    expect(await verify(connectionId)).toMatchObject({ status: 'needs_reauth', changed: true })
    const row = await connectionRow(world, connectionId)
    expect(row.statusReason).toBe(reason)
    expect(row.brokenSince).not.toBeNull()
    const view = await getConnection(agency.ctx(), connectionId)
    expect(view.data?.profile.data).not.toBeNull()
    expect(await timeline(world, { connectionId })).toContain('connection.needs_reauth')
  })

  it('a connection that the provider forgot is missing its login', async () => {
    const { connectionId } = await connect(world, agency)
    await world.sandbox.deleteRemote(agency.apiKey, await remoteId(connectionId))
    expect((await verify(connectionId)).status).toBe('needs_reauth')
    expect((await connectionRow(world, connectionId)).statusReason).toBe('session_missing')
  })

  it('keeps the last good copy of what could not be read, and says why', async () => {
    const { connectionId } = await connect(world, agency)
    await verify(connectionId)
    const fault: Fault = { kind: 'json', status: 403, body: { error: 'x', type: 'FORBIDDEN' } }
    await world.sandbox.fault(agency.apiKey, { path: '/v2/access/earnings' }, fault)
    await verify(connectionId)
    const { data } = await getConnection(agency.ctx(), connectionId)
    expect(data?.earnings.error).toBe('permission_missing')
    expect(data?.earnings.data).not.toBeNull()
    expect(data?.counts.error).toBeNull()
  })

  it('without the permission for the profile is a proof all the same', async () => {
    await world.sandbox.switch(agency.apiKey, { permissions: ['posts:read'] })
    const { connectionId } = await connect(world, agency)
    expect(await verify(connectionId)).toMatchObject({ status: 'active' })
    const { data } = await getConnection(agency.ctx(), connectionId)
    expect([data?.profile.data, data?.profile.error]).toEqual([null, 'permission_missing'])
  })

  it('with a refused read never ends a block', async () => {
    const { connectionId } = await connect(world, agency)
    await verify(connectionId)
    await inAgency(agency.ctx('system'), async (tx) => {
      const row = await lockConnection(tx, agency.ctx('system'), connectionId)
      if (row)
        await writeConnection(tx, agency.ctx('system'), row, {
          status: 'needs_review',
          reason: 'other_user',
          event: 'connection.needs_review',
        })
    })
    const before = await world.db.admin`select * from connection_data where connection_id = ${connectionId}`
    const fault: Fault = { kind: 'json', status: 403, body: { error: 'x', type: 'FORBIDDEN' } }
    await world.sandbox.fault(agency.apiKey, { path: '/v2/access/self' }, fault)
    expect((await verify(connectionId)).status).toBe('needs_review')
    const after = await world.db.admin`select * from connection_data where connection_id = ${connectionId}`
    expect(after).toEqual(before)
    await verify(connectionId)
    expect((await connectionRow(world, connectionId)).status).toBe('active')
  })

  it('that began before a reconnect was proven says nothing about it', async () => {
    const { connectionId } = await connect(world, agency)
    await world.sandbox.fault(
      agency.apiKey,
      { path: '/v2/access/self' },
      { kind: 'json', status: 401, body: { error: 'x', type: 'SESSION_EXPIRED' } },
    )
    const ctx = agency.ctx()
    let clock = 0
    // The proof of the reconnect lands while the provider's old answer is under way.
    const raced = {
      ...ctx,
      now: () => {
        clock += 1
        return new Date()
      },
    }
    const base = ctx.db.transaction.bind(ctx.db)
    let transactions = 0
    raced.db = Object.assign(Object.create(ctx.db), {
      transaction: async (...input: Parameters<typeof base>) => {
        transactions += 1
        if (transactions === 3)
          await world.db.admin`update connections set last_proven_at = now() + interval '1 second'
            where id = ${connectionId}`
        return base(...input)
      },
    })
    await verifyConnection(raced, { connectionId })
    expect(transactions).toBeGreaterThanOrEqual(3)
    expect((await connectionRow(world, connectionId)).status).toBe('active')
    expect(clock).toBeGreaterThan(0)
  })
})

describe('the list', () => {
  it('tells of a second factor that is wanted', async () => {
    const { connectionId } = await connect(world, agency)
    await world.sandbox.act(await remoteId(connectionId), 'await-2fa')
    expect(await diff()).toMatchObject({ complete: true, changed: 1 })
    expect(await connectionRow(world, connectionId)).toMatchObject({
      status: 'awaiting_2fa',
      statusReason: 'provider_awaiting_2fa',
    })
    expect(await diff()).toMatchObject({ changed: 0 })
  })

  it('knows better than a read how exactly a connection is broken', async () => {
    const { connectionId } = await connect(world, agency)
    await world.sandbox.act(await remoteId(connectionId), 'await-2fa')
    await diff()
    await verifyConnection(agency.ctx('system'), { connectionId })
    expect(await connectionRow(world, connectionId)).toMatchObject({ status: 'awaiting_2fa' })
    await world.sandbox.act(await remoteId(connectionId), 'expire')
    expect(await diff()).toMatchObject({ changed: 1 })
    expect(await connectionRow(world, connectionId)).toMatchObject({
      status: 'needs_reauth',
      statusReason: 'provider_expired',
    })
    const before = await timeline(world, { connectionId })
    await verifyConnection(agency.ctx('system'), { connectionId })
    expect(await timeline(world, { connectionId })).toEqual(before)
  })

  it('tells of an ended login, which a second look confirms', async () => {
    const { connectionId } = await connect(world, agency)
    await world.sandbox.act(await remoteId(connectionId), 'expire')
    expect(await diff()).toMatchObject({ complete: true, changed: 1 })
    expect((await connectionRow(world, connectionId)).status).toBe('active')
    expect(await diff()).toMatchObject({ changed: 0 })
    await passTime(world, connectionId)
    await forgetJobs(world)
    await diff()
    expect((await connectionRow(world, connectionId)).status).toBe('active')
    expect(await runJobs(world, 'connection.verify', 1)).toBe(1)
    expect(await connectionRow(world, connectionId)).toMatchObject({
      status: 'needs_reauth',
      statusReason: 'session_expired',
    })
  })

  it('that says active again leads to a read, which heals it', async () => {
    const { connectionId } = await connect(world, agency)
    await world.db.admin`update connections set status = 'needs_reauth', status_reason = 'session_expired',
      broken_since = now(), last_proven_at = now() - interval '1 day' where id = ${connectionId}`
    await forgetJobs(world)
    await diff()
    expect((await connectionRow(world, connectionId)).status).toBe('needs_reauth')
    await runJobs(world, 'connection.verify')
    expect((await connectionRow(world, connectionId)).status).toBe('active')
  })

  it('without a connection of ours leads to a read, never to a loss', async () => {
    const { connectionId } = await connect(world, agency)
    await world.sandbox.deleteRemote(agency.apiKey, await remoteId(connectionId))
    await forgetJobs(world)
    await diff()
    expect(await queuedJobs(world)).toEqual([])
    await world.db
      .admin`update connections set updated_at = now() - interval '1 hour' where id = ${connectionId}`
    await diff()
    expect((await connectionRow(world, connectionId)).status).toBe('active')
    await runJobs(world, 'connection.verify', 1)
    await lookAgain(world, agency, connectionId)
    expect(await connectionRow(world, connectionId)).toMatchObject({
      status: 'needs_reauth',
      statusReason: 'session_missing',
    })
  })

  it('that ends early or repeats a page lets nothing be inferred', async () => {
    const { connectionId } = await connect(world, agency)
    await world.db
      .admin`update connections set updated_at = now() - interval '1 hour' where id = ${connectionId}`
    await world.sandbox.seed(agency.apiKey, [{ ofUserId: '777', username: 'orphan' }])
    await diff()
    await forgetJobs(world)
    const page = { list: [], hasMore: true }
    await world.sandbox.fault(
      agency.apiKey,
      { path: '/v2/account/connections' },
      { kind: 'json', status: 200, body: page },
    )
    await diff()
    const broken = { list: [{ id: 7 }], hasMore: false }
    await world.sandbox.fault(
      agency.apiKey,
      { path: '/v2/account/connections' },
      { kind: 'json', status: 200, body: broken },
    )
    expect(await diff()).toMatchObject({ complete: false })
    expect((await connectionRow(world, connectionId)).status).toBe('active')
    const [orphan] = await world.db.admin`select resolved_at from orphans where agency_id = ${agency.id}`
    expect(orphan?.resolved_at).toBeNull()
    expect((await queuedJobs(world)).filter((job) => job.name === 'connection.verify')).toEqual([])
  })

  it('reads two hundred accounts page by page', async () => {
    const many = Array.from({ length: 230 }, (_, i) => ({
      ofUserId: String(9_000 + i),
      username: `person${i}`,
    }))
    await world.sandbox.seed(agency.apiKey, many)
    expect(await diff()).toMatchObject({ listed: 230, complete: true })
    const [row] = await world.db.admin`select count(*)::int as n from orphans where agency_id = ${agency.id}`
    expect(row?.n).toBe(230)
  })
})

describe('a refused API key', () => {
  it('changes no connection, raises one banner, and the next good call clears it', async () => {
    const { connectionId } = await connect(world, agency)
    const broken = await connectExpired(world, agency)
    await forgetJobs(world)
    const before = await connectionRows(world, agency)
    await world.sandbox.allow(agency.apiKey, false)
    await expect(verify(connectionId)).rejects.toMatchObject({ kind: 'unauthorized_key' })
    await expect(verify(broken.connectionId)).rejects.toMatchObject({ kind: 'unauthorized_key' })
    expect(await diff()).toEqual({ listed: 0, changed: 0, complete: false })
    expect(await connectionRows(world, agency)).toEqual(before)
    const problems = await listProviderProblems(agency.ctx())
    expect(problems.map((problem) => problem.problem)).toEqual(['key_refused'])
    expect((await accountRow(world, agency)).keyRefusedAt).not.toBeNull()
    await world.sandbox.allow(agency.apiKey, true)
    await diff()
    expect(await listProviderProblems(agency.ctx())).toEqual([])
    expect((await connectionRow(world, connectionId)).status).toBe('active')
  })

  it('of one agency is no concern of another', async () => {
    const other = await world.newAgency()
    await world.sandbox.allow(agency.apiKey, false)
    await diff()
    await diffConnections(other.ctx('system'), other.accountId)
    expect(await listProviderProblems(other.ctx())).toEqual([])
    expect(await listProviderProblems(agency.ctx())).toHaveLength(1)
  })
})

it('a line of the timeline is gone with the transaction that it tells of', async () => {
  const { connectionId } = await connect(world, agency)
  const before = await timeline(world, { connectionId })
  const failing = inAgency(agency.ctx(), async (tx) => {
    await addEvent(tx, agency.ctx(), { kind: 'connection.edited', connectionId })
    throw new Error('after the line')
  })
  await expect(failing).rejects.toThrow('after the line')
  expect(await timeline(world, { connectionId })).toEqual(before)
})
