import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connectSeveral, jobResults, jobState, runJobTurn, startJob } from '../testing/bulk'
import { connect, connectExpired } from '../testing/flows'
import { forgetJobs } from '../testing/jobs'
import { audited, connectionRow, timeline } from '../testing/rows'
import { type Agency, type Member, makeWorld, type World } from '../testing/world'
import { claimItem, endItem } from './claim-item'
import { getBulk } from './get-bulk'
import { runBulk } from './run-bulk'
import { retryBulk, stopBulk } from './steer-bulk'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  agency = await world.newAgency()
})
afterAll(() => world.close())

const start = (who: Member, over: object) => startJob(agency, who, over)
const run = (jobId: string) => runJobTurn(world, agency, jobId)
const several = (count: number) => connectSeveral(world, agency, count)
const results = (jobId: string) => jobResults(world, jobId)
const stateOf = (jobId: string) => jobState(world, jobId)
const again = async () =>
  (
    await world.db
      .admin`select name, extract(epoch from start_after - created_on)::int as wait from pgboss.job
    where name = 'bulk.run' order by created_on`
  ).map((row) => Number(row.wait))
const mailsTo = async () =>
  (
    await world.db
      .admin`select kind, to_address from mails where agency_id = ${agency.id} order by to_address`
  ).map((row) => `${row.kind} ${row.to_address}`)
const silence = (jobId: string) =>
  world.db
    .admin`update bulk_items set started_at = now() - interval '2 minutes' where job_id = ${jobId} and state = 'running'`

describe('each row', () => {
  it('is tagged as its job says, and says when there is nothing to do', async () => {
    const [one = '', two = '', three = ''] = await several(3)
    await world.db.admin`update connections set tags = '{old,bulk}' where id = ${two}`
    await world.db.admin`update connections set tags = '{bulk}' where id = ${three}`
    const jobId = await start('staff', { connectionIds: [one, two, three], removeTags: ['old'] })
    await run(jobId)
    expect(await results(jobId)).toEqual({
      [one]: 'done changed',
      [two]: 'done changed',
      [three]: 'skipped unchanged',
    })
    expect((await connectionRow(world, two)).tags).toEqual(['bulk'])
    expect(await stateOf(jobId)).toBe('done')
    expect([
      await audited(world, 'connection.edit', one),
      await audited(world, 'connection.edit', three),
    ]).toEqual([1, 0])
  })

  it('is assigned, but not to somebody who may not see it', async () => {
    const [one = '', two = ''] = await several(2)
    await world.db.admin`update memberships set assigned_only = true
      where agency_id = ${agency.id} and user_id = ${agency.users.other.id}`
    await world.db.admin`insert into assignments (agency_id, user_id, creator_id, created_at)
      select ${agency.id}, ${agency.users.other.id}, creator_id, now() from connections where id = ${one}`
    const jobId = await start('admin', {
      kind: 'assign',
      connectionIds: [one, two],
      ownerId: agency.users.other.id,
    })
    await run(jobId)
    expect(await results(jobId)).toEqual({ [one]: 'done changed', [two]: 'failed owner_may_not_see' })
    expect((await connectionRow(world, one)).ownerId).toBe(agency.users.other.id)
    expect((await getBulk(agency.ctx('admin'), jobId, {})).job.ownerName).toBe('The other')
  })

  it('is verified in the name of whoever started it', async () => {
    const good = (await connect(world, agency)).connectionId
    const broken = (await connectExpired(world, agency)).connectionId
    const gone = (await connect(world, agency)).connectionId
    await world.db.admin`update connections set status = 'disconnected', ended_at = now() where id = ${gone}`
    const jobId = await start('other', { kind: 'verify', connectionIds: [good, broken, gone] })
    await run(jobId)
    expect(await results(jobId)).toEqual({
      [good]: 'done works',
      [broken]: 'done needs_reconnect',
      [gone]: 'skipped gone',
    })
    const [line] = await world.db.admin`select actor_user_id from events
      where connection_id = ${good} and kind = 'connection.verified'`
    expect(line?.actor_user_id).toBe(agency.users.other.id)
  })

  it('is asked once, by mail where the team wrote to her before, never at her own page’s address', async () => {
    const known = (await connectExpired(world, agency)).connectionId
    const unknown = (await connectExpired(world, agency)).connectionId
    const works = (await connect(world, agency)).connectionId
    const review = (await connect(world, agency)).connectionId
    await world.db
      .admin`update connections set status = 'needs_review', status_reason = 'other_user' where id = ${review}`
    await world.db.admin`insert into creator_contacts
      (agency_id, creator_id, email, of_user_id, language, time_zone, confirmed_at)
      select ${agency.id}, creator_id, 'her.own@example.com', of_user_id, 'es', 'UTC', now() from connections where id = ${unknown}`
    await world.db.admin`insert into invites
      (id, agency_id, creator_id, purpose, language, mail_to, expires_at, created_at)
      select gen_random_uuid(), ${agency.id}, creator_id, 'connect', 'es', 'she@example.com', now(), now() - interval '1 day'
      from connections where id = ${known}`
    const ids = [known, unknown, works, review]
    const jobId = await start('staff', { kind: 'ask_creator', connectionIds: ids, mail: true })
    await run(jobId)
    expect(await results(jobId)).toEqual({
      [known]: 'done asked_by_mail',
      [unknown]: 'done no_address',
      [works]: 'skipped not_broken',
      [review]: 'skipped team_decides',
    })
    expect(await mailsTo()).toEqual(['reconnect she@example.com'])
    const second = await start('staff', { kind: 'ask_creator', connectionIds: ids, mail: true })
    await run(second)
    expect(await results(second)).toMatchObject({
      [known]: 'done already_asked',
      [unknown]: 'done no_address',
    })
    expect(await mailsTo()).toHaveLength(1)
    const links = (await getBulk(agency.ctx(), second, {})).items.map((item) => item.inviteId !== null)
    expect(links.filter(Boolean)).toHaveLength(2)
    const [invites] = await world.db
      .admin`select count(*)::int as n from invites where agency_id = ${agency.id} and purpose = 'reconnect'`
    expect(invites?.n).toBe(2)
  })
})

describe('the provider', () => {
  const verifying = async (count: number) => {
    const ids = await several(count)
    const jobId = await start('staff', { kind: 'verify', connectionIds: ids })
    await forgetJobs(world)
    return { ids, jobId }
  }

  it('that asks for patience gets it: the row waits, nothing fails', async () => {
    const { jobId } = await verifying(2)
    await world.sandbox.fault(
      agency.apiKey,
      { path: '/v2/access/self' },
      { kind: 'status', status: 429, headers: { 'retry-after': '17' } },
      20,
    )
    await run(jobId)
    expect(new Set(Object.values(await results(jobId)))).toEqual(new Set(['waiting null']))
    expect(await stateOf(jobId)).toBe('running')
    expect(await again()).toEqual([17])
  })

  it('that does not answer fails the row, and a retry does only that row again', async () => {
    const { ids, jobId } = await verifying(2)
    await world.sandbox.allow(agency.apiKey, false)
    await run(jobId)
    expect(new Set(Object.values(await results(jobId)))).toEqual(new Set(['failed key_refused']))
    expect(await stateOf(jobId)).toBe('done')
    await world.sandbox.allow(agency.apiKey, true)
    await world.db.admin`update bulk_items set state = 'done', result = 'works'
      where job_id = ${jobId} and connection_id = ${ids[0] ?? ''}`
    const before = (await timeline(world, { connectionId: ids[0] ?? '' })).length
    await retryBulk(agency.ctx(), { jobId })
    expect(await stateOf(jobId)).toBe('running')
    await run(jobId)
    expect(new Set(Object.values(await results(jobId)))).toEqual(new Set(['done works']))
    expect(await timeline(world, { connectionId: ids[0] ?? '' })).toHaveLength(before)
    await expect(retryBulk(agency.ctx(), { jobId })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('workers', () => {
  it('two at once do each row once', async () => {
    const ids = await several(12)
    const jobId = await start('staff', { connectionIds: ids })
    await Promise.all([run(jobId), run(jobId), run(jobId)])
    for (let turn = 0; (await stateOf(jobId)) === 'running' && turn < 5; turn += 1) await run(jobId)
    expect(await stateOf(jobId)).toBe('done')
    for (const id of ids) {
      expect(await audited(world, 'connection.edit', id)).toBe(1)
      expect((await connectionRow(world, id)).tags).toEqual(['bulk'])
    }
  })

  it('one that is killed between claim and end loses nothing and doubles nothing', async () => {
    const ids = await several(4)
    const jobId = await start('staff', { connectionIds: ids })
    const before = await claimItem(agency.ctx('system'), jobId)
    const dead = await claimItem(agency.ctx('system'), jobId)
    // The first died before its work, the second right after it.
    await world.db.admin`update connections set tags = '{bulk}' where id = ${dead?.connectionId ?? ''}`
    await forgetJobs(world)
    await run(jobId)
    expect(await stateOf(jobId)).toBe('running')
    expect(await again()).toEqual([65])
    await silence(jobId)
    await run(jobId)
    expect(await stateOf(jobId)).toBe('done')
    const all = await results(jobId)
    expect(all[before?.connectionId ?? '']).toBe('done changed')
    expect(all[dead?.connectionId ?? '']).toBe('skipped unchanged')
    for (const id of ids) expect((await connectionRow(world, id)).tags).toEqual(['bulk'])
  })

  it('one that goes on after it was taken for dead does not overwrite what came of it', async () => {
    const [id = ''] = await several(1)
    const jobId = await start('staff', { connectionIds: [id] })
    const slow = await claimItem(agency.ctx('system'), jobId)
    await silence(jobId)
    await run(jobId)
    expect((await results(jobId))[id]).toBe('done changed')
    if (slow) await endItem(agency.ctx('system'), slow, { state: 'failed', result: 'internal' })
    expect((await results(jobId))[id]).toBe('done changed')
  })

  it('one that was taken for dead does not end the row under the hands of the next', async () => {
    const [id = ''] = await several(1)
    const jobId = await start('staff', { connectionIds: [id] })
    const slow = await claimItem(agency.ctx('system'), jobId)
    await silence(jobId)
    const next = await claimItem(agency.ctx('system'), jobId)
    if (!slow || !next) throw new Error('nothing was claimed')
    await endItem(agency.ctx('system'), slow, { state: 'failed', result: 'internal' })
    expect(await results(jobId)).toEqual({ [id]: 'running null' })
    await endItem(agency.ctx('system'), next, { state: 'done', result: 'changed' })
    expect(await results(jobId)).toEqual({ [id]: 'done changed' })
  })

  it('go on while rows are left, and leave a job of another agency alone', async () => {
    const [id = ''] = await several(1)
    const jobId = await start('staff', { connectionIds: [id] })
    const other = await world.newAgency()
    await runBulk(other.ctx('system'), jobId, world.db.app)
    expect(await results(jobId)).toEqual({ [id]: 'waiting null' })
  })
})

describe('stopped', () => {
  it('what waits is not done; the row under way ends', async () => {
    const ids = await several(3)
    const jobId = await start('staff', { connectionIds: ids })
    const under = await claimItem(agency.ctx('system'), jobId)
    await stopBulk(agency.ctx('staff'), { jobId })
    await stopBulk(agency.ctx('staff'), { jobId })
    await run(jobId)
    const all = await results(jobId)
    expect(all[under?.connectionId ?? '']).toBe('running null')
    expect(Object.values(all).filter((one) => one === 'cancelled stopped')).toHaveLength(2)
    expect(await stateOf(jobId)).toBe('cancelled')
    await silence(jobId)
    await run(jobId)
    expect(Object.values(await results(jobId))).not.toContain('running null')
    for (const id of ids) expect((await connectionRow(world, id)).tags).toEqual([])
    expect(await audited(world, 'bulk.stop', jobId)).toBe(1)
  })
})
