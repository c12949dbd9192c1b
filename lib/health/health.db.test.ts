import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listAttention } from '../attention/list-attention'
import { listProviderProblems } from '../attention/list-problems'
import type { Ctx } from '../auth/context'
import { diffConnections } from '../connections/diff-connections'
import { getConnection } from '../connections/get-connection'
import { verifyConnection } from '../connections/verify-connection'
import { connect } from '../testing/flows'
import { forgetJobs, queuedJobs, runJobs } from '../testing/jobs'
import { accountRow, audited, connectionRow, connectionRows, snapshot, timeline } from '../testing/rows'
import type { Fault } from '../testing/sandbox-control'
import { lookAgain, passTime } from '../testing/second-look'
import { deliver, setUpWebhooks } from '../testing/webhooks'
import { type Agency, makeWorld, type World } from '../testing/world'
import { probeAccount, queueProbes } from './probe-account'
import { releaseHold } from './release-hold'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  world.clock.reset()
  agency = await world.newAgency()
})
afterAll(() => world.close())

const SELF = { method: 'GET', path: '/v2/access/self' }
const NONSENSE: Fault = { kind: 'json', status: 200, body: { hello: 1 } }
const LIMIT: Fault = { kind: 'status', status: 429, headers: { 'retry-after': '60' } }
const DOWN: Fault = { kind: 'status', status: 503, headers: { 'retry-after': '0' } }
const system = () => agency.ctx('system')
const diff = () => diffConnections(system(), agency.accountId)
const probe = () => probeAccount(system(), agency.accountId)
const verify = (connectionId: string) => verifyConnection(system(), { connectionId })
const remoteId = async (id: string) => (await connectionRow(world, id)).providerConnectionId
const problems = async () => (await listProviderProblems(agency.ctx())).map((one) => one.problem)
const statuses = async () => (await connectionRows(world, agency)).map((row) => row.status)
const reads = async () => (await world.sandbox.calls(agency.apiKey, 'GET', '/v2/access/self')).length
/** Nobody has looked at the agency's connections for so long. */
const unseen = (hours: number) => world.db.admin`update connections
  set last_checked_at = now() - ${`${hours} hours`}::interval, updated_at = now() - ${`${hours} hours`}::interval,
    last_proven_at = now() - ${`${hours} hours`}::interval where agency_id = ${agency.id}`

async function several(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i += 1) ids.push((await connect(world, agency)).connectionId)
  await forgetJobs(world)
  return ids
}
async function expireAll(ids: string[]): Promise<void> {
  for (const id of ids) await world.sandbox.act(await remoteId(id), 'expire')
}

describe('the probe', () => {
  it('looks at those whom nobody told of for six hours, with one read each', async () => {
    const [old = '', fresh = ''] = await several(2)
    await unseen(7)
    await world.db.admin`update connections set last_checked_at = now() where id = ${fresh}`
    await world.sandbox.clearCalls(agency.apiKey)
    expect(await probe()).toEqual({ asked: 1, held: false, stopped: null })
    expect(await reads()).toBe(1)
    expect((await world.sandbox.calls(agency.apiKey)).length).toBe(1)
    const row = await connectionRow(world, old)
    expect(Date.now() - (row.lastProvenAt?.getTime() ?? 0)).toBeLessThan(60_000)
    expect(await probe()).toMatchObject({ asked: 0 })
  })

  it('leaves alone what webhooks tell of, until they are silent for a week', async () => {
    await several(1)
    await unseen(7)
    const { secret } = await setUpWebhooks(agency)
    await deliver(world, agency, secret, { type: 'rules.updated' })
    expect(await probe()).toMatchObject({ asked: 0 })
    await world.db.admin`update provider_accounts set last_webhook_at = now() - interval '8 days'
      where id = ${agency.accountId}`
    expect(await probe()).toMatchObject({ asked: 1 })
  })

  it('is queued once for each account that has something to look at', async () => {
    await several(2)
    const other = await world.newAgency()
    await connect(world, other)
    await forgetJobs(world)
    await unseen(7)
    await queueProbes(world.db.system, new Date())
    const mine = (await queuedJobs(world)).filter((job) => job.name === 'provider-account.probe')
    expect(mine.map((job) => job.data.agencyId)).toEqual([agency.id])
  })

  it('stops at a limit and at an outage, and begins with another the next time', async () => {
    const ids = await several(3)
    await unseen(7)
    await world.sandbox.fault(agency.apiKey, SELF, LIMIT, 9)
    await world.sandbox.clearCalls(agency.apiKey)
    expect(await probe()).toMatchObject({ asked: 1, stopped: 'rate_limited' })
    expect((await connectionRows(world, agency)).map((row) => row.strikes)).toEqual([0, 0, 0])
    await world.sandbox.clearFaults(agency.apiKey)
    await world.sandbox.fault(agency.apiKey, SELF, DOWN, 3)
    expect(await probe()).toMatchObject({ stopped: 'unavailable' })
    expect(await probe()).toMatchObject({ asked: 2, stopped: null })
    expect(await statuses()).toEqual(ids.map(() => 'active'))
  })

  it('suspects first, and the second look decides', async () => {
    const [id = ''] = await several(1)
    await expireAll([id])
    await unseen(7)
    await probe()
    expect(await connectionRow(world, id)).toMatchObject({ status: 'active' })
    expect(await timeline(world, { connectionId: id })).toContain('connection.suspected')
    expect((await getConnection(agency.ctx(), id)).suspectSince).not.toBeNull()
    await verify(id)
    expect((await connectionRow(world, id)).status).toBe('active')
    expect(await world.db.admin`select 1 from notices where connection_id = ${id}`).toEqual([])
    await lookAgain(world, agency, id)
    expect(await connectionRow(world, id)).toMatchObject({ status: 'needs_reauth', suspectSince: null })
    expect(await world.db.admin`select 1 from notices where connection_id = ${id}`).toHaveLength(1)
  })

  it('makes the second look itself, whoever suspected, when its job was lost', async () => {
    const [id = ''] = await several(1)
    const { secret } = await setUpWebhooks(agency)
    await deliver(world, agency, secret, { type: 'rules.updated' })
    await expireAll([id])
    await verify(id)
    await forgetJobs(world)
    expect(await probe()).toMatchObject({ asked: 0 })
    await world.db.admin`update connections set suspect_since = now() - interval '3 minutes',
      last_checked_at = now() - interval '3 minutes' where id = ${id}`
    expect(await probe()).toMatchObject({ asked: 1 })
    expect((await connectionRow(world, id)).status).toBe('needs_reauth')
  })
})

describe('checks that cannot be made', () => {
  it('change no status; from the second in a row on the page says so, until one is good', async () => {
    const [id = ''] = await several(1)
    await world.sandbox.fault(agency.apiKey, SELF, NONSENSE, 9)
    const before = (await connectionRow(world, id)).status
    const unchecked = async () => (await getConnection(agency.ctx(), id)).uncheckedSince
    await expect(verify(id)).rejects.toMatchObject({ kind: 'invalid_response' })
    expect(await unchecked()).toBeNull()
    const since = Date.now()
    for (let i = 0; i < 3; i += 1)
      await expect(verify(id)).rejects.toMatchObject({ kind: 'invalid_response' })
    expect((await connectionRow(world, id)).status).toBe(before)
    expect((await unchecked())?.getTime()).toBeLessThanOrEqual(since)
    await world.sandbox.clearFaults(agency.apiKey)
    await verify(id)
    expect(await unchecked()).toBeNull()
    expect((await connectionRow(world, id)).strikes).toBe(0)
  })
})

describe('T31: a refused API key', () => {
  it('changes no connection on any path, and raises the banner on each', async () => {
    const [id = '', other = ''] = await several(2)
    const { secret } = await setUpWebhooks(agency)
    await expireAll([other])
    await verify(other)
    await unseen(7)
    await passTime(world, other)
    await forgetJobs(world)
    const before = await snapshot(world, ['connections'], agency)
    const paths: Record<string, () => Promise<unknown>> = {
      verify: () => verify(id).catch(() => null),
      'second look': () => verify(other).catch(() => null),
      person: () => verifyConnection(agency.ctx(), { connectionId: id }).catch(() => null),
      list: diff,
      probe,
      webhook: async () => {
        await deliver(world, agency, secret, { connectionId: await remoteId(id), at: new Date() })
        await world.db.admin`update connections set last_nudged_at = null, last_event_at = null`
        await runJobs(world, undefined, 3, agency)
        await world.db.admin`update connections set last_nudged_at = null, last_event_at = null`
      },
    }
    await world.sandbox.allow(agency.apiKey, false)
    for (const [name, path] of Object.entries(paths)) {
      await world.db.admin`update provider_accounts set key_refused_at = null where id = ${agency.accountId}`
      await path()
      expect(await snapshot(world, ['connections'], agency), name).toBe(before)
      expect(await problems(), name).toEqual(['key_refused'])
    }
    expect(await world.db.admin`select 1 from notices where agency_id = ${agency.id}`).toEqual([])
  })
})

describe('the circuit', () => {
  const held = async () => (await accountRow(world, agency)).heldCount
  const mine = ['connections', 'events', 'notices']

  it('stops a list that would end too many, before it writes, and tells it once', async () => {
    const ids = await several(5)
    await expireAll(ids.slice(0, 4))
    const before = await snapshot(world, mine, agency)
    expect(await diff()).toMatchObject({ changed: 0 })
    await diff()
    expect(await snapshot(world, mine, agency)).toBe(before)
    expect(await queuedJobs(world)).toEqual([])
    expect([await held(), await audited(world, 'provider_account.hold', agency.accountId)]).toEqual([4, 1])
    expect(await listProviderProblems(agency.ctx('admin'))).toMatchObject([
      { problem: 'held', count: 4, mayRepair: true },
    ])
    expect(await listProviderProblems(agency.ctx('staff'))).toMatchObject([{ mayRepair: false }])
    expect((await listAttention(agency.ctx())).groups.map((group) => group.cause)).toEqual(['held'])
  })

  it('counts a storm of webhooks, told one by one, too; but not what a person finds, and nothing of long ago', async () => {
    const [byHand = '', ...ids] = await several(6)
    await expireAll([byHand, ...ids])
    const found = await verifyConnection(agency.ctx('staff'), { connectionId: byHand })
    expect(found).toMatchObject({ status: 'needs_reauth', changed: true })
    const end = async (id = '') => {
      await verify(id)
      await lookAgain(world, agency, id)
      return (await connectionRow(world, id)).status
    }
    const seen: string[] = []
    for (const id of ids.slice(0, 4)) seen.push(await end(id))
    expect(seen).toEqual(['needs_reauth', 'needs_reauth', 'needs_reauth', 'active'])
    expect([await held(), await audited(world, 'provider_account.hold', agency.accountId)]).toEqual([4, 1])
    expect(await end(ids[3])).toBe('active')
    await releaseHold(agency.ctx('admin'), { accountId: agency.accountId })
    expect(await end(ids[3])).toBe('needs_reauth')
    world.clock.advance(3_601_000)
    expect([await end(ids[4]), await held()]).toEqual(['needs_reauth', 0])
  })

  it('lets as many end as logins do by themselves', async () => {
    const ids = await several(4)
    await expireAll(ids.slice(0, 3))
    expect(await diff()).toMatchObject({ changed: 3 })
    expect(await held()).toBe(0)
  })

  it('counts what is missing from the list, too', async () => {
    const ids = await several(5)
    for (const id of ids) await world.sandbox.deleteRemote(agency.apiKey, await remoteId(id))
    await unseen(1)
    await diff()
    expect(await queuedJobs(world)).toEqual([])
    expect(await held()).toBe(5)
  })

  it('stops a probe in the same way', async () => {
    const ids = await several(5)
    await expireAll(ids)
    await unseen(7)
    const before = await snapshot(world, mine, agency)
    expect(await probe()).toEqual({ asked: 5, held: true, stopped: null })
    expect(await snapshot(world, mine, agency)).toBe(before)
    expect(await held()).toBe(5)
  })

  it('holds back what was suspected before, but not what a person checks', async () => {
    const [first = '', second = '', ...rest] = await several(6)
    await expireAll([first, second])
    await verify(first)
    await verify(second)
    await expireAll(rest)
    await diff()
    expect(await held()).toBe(6)
    await lookAgain(world, agency, first)
    expect((await connectionRow(world, first)).status).toBe('active')
    await verifyConnection(agency.ctx(), { connectionId: second })
    expect((await connectionRow(world, second)).status).toBe('needs_reauth')
  })

  it('goes on when an admin has looked, for an hour', async () => {
    const ids = await several(5)
    await expireAll(ids)
    await diff()
    const release = (ctx: Ctx) => releaseHold(ctx, { accountId: agency.accountId })
    await expect(release(agency.ctx('staff'))).rejects.toMatchObject({ code: 'forbidden' })
    const other = await world.newAgency()
    await expect(release(other.ctx('owner'))).rejects.toMatchObject({ code: 'not_found' })
    await release(agency.ctx('admin'))
    await expect(release(agency.ctx('admin'))).rejects.toMatchObject({ code: 'conflict' })
    expect(await audited(world, 'provider_account.release_hold', agency.accountId)).toBe(1)
    expect(await problems()).toEqual([])
    await runJobs(world, 'provider-account.list', 1, agency)
    for (const id of ids) await lookAgain(world, agency, id)
    expect(await statuses()).toEqual(ids.map(() => 'needs_reauth'))
  })

  it('closes by itself when the provider is sane again', async () => {
    const ids = await several(5)
    await expireAll(ids)
    await diff()
    await world.sandbox.seed(agency.apiKey, [], true)
    expect(await held()).toBe(5)
    await world.db.admin`update connections set updated_at = now() where agency_id = ${agency.id}`
    await diff()
    expect(await held()).toBe(0)
    expect(await statuses()).toEqual(ids.map(() => 'active'))
  })
})
