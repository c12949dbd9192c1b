import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Ctx } from '../auth/context'
import { connect } from '../testing/flows'
import { forgetJobs, queuedJobs } from '../testing/jobs'
import { type Agency, type Member, makeWorld, type World } from '../testing/world'
import { getBulk, getBulkProgress } from './get-bulk'
import { type StartBulkInput, startBulkInput } from './input'
import { listBulks } from './list-bulks'
import { startBulk } from './start-bulk'
import { retryBulk, stopBulk } from './steer-bulk'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  agency = await world.newAgency()
  await forgetJobs(world)
})
afterAll(() => world.close())

/** A form as the browser sends it. */
const form = (over: object): StartBulkInput =>
  startBulkInput.parse({ kind: 'verify', idempotencyKey: randomUUID(), ...over })
const limited = (who: Member): Ctx => {
  const ctx = agency.ctx(who)
  return { ...ctx, actor: { ...ctx.actor, assignedOnly: true } as Ctx['actor'] }
}
const items = async (jobId: string) =>
  (await world.db.admin`select connection_id from bulk_items where job_id = ${jobId} order by position`).map(
    (row) => String(row.connection_id),
  )
const jobs = async () =>
  Number(
    (await world.db.admin`select count(*)::int as n from bulk_jobs where agency_id = ${agency.id}`)[0]?.n,
  )

/** Rows without an account behind them. */
async function crowd(count: number, tag = 'crowd'): Promise<void> {
  const [creator] = await world.db
    .admin`insert into creators (agency_id, name) values (${agency.id}, 'Crowd') returning id`
  await world.db.admin`insert into connections (agency_id, creator_id, provider_account_id, provider,
      provider_connection_id, of_user_id, username, display_name, status, status_reason, status_changed_at, search_text, tags)
    select ${agency.id}, ${String(creator?.id)}, ${agency.accountId}, 'ofauth', ${tag} || n, ${tag} || n, 'c' || n, 'C ' || n,
      'active', 'proven', now(), 'c ' || n, array[${tag}] from generate_series(1, ${count}) n`
}

describe('a bulk job', () => {
  it('is about the chosen connections, once each, and is queued with what it is about', async () => {
    const [one, two] = [await connect(world, agency), await connect(world, agency)]
    await forgetJobs(world)
    const ids = [one.connectionId, two.connectionId]
    const { jobId } = await startBulk(agency.ctx(), form({ connectionIds: [...ids, ...ids] }))
    expect((await items(jobId)).sort()).toEqual(ids.sort())
    expect((await queuedJobs(world)).map((job) => job.data)).toEqual([{ agencyId: agency.id, jobId }])
  })

  it('is about all that the list’s filter matches, on every page of it', async () => {
    await crowd(60)
    await connect(world, agency)
    const count = async (filter: object) =>
      (await items((await startBulk(agency.ctx(), form({ filter }))).jobId)).length
    expect(await count({})).toBe(61)
    expect(await count({ tag: 'crowd' })).toBe(60)
    expect(await count({ mine: '1' })).toBe(1)
    expect(await count({ q: 'c 6' })).toBe(2)
    await expect(count({ status: 'disconnected' })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('started twice with the same key is one, also at the same moment', async () => {
    const { connectionId } = await connect(world, agency)
    await forgetJobs(world)
    const same = form({ connectionIds: [connectionId] })
    const all = await Promise.all(Array.from({ length: 8 }, () => startBulk(agency.ctx(), same)))
    expect(new Set(all.map((one) => one.jobId)).size).toBe(1)
    expect([await jobs(), (await queuedJobs(world)).length]).toEqual([1, 1])
    await expect(startBulk(agency.ctx('other'), same)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('has 2,000 rows at most, and says so', async () => {
    await crowd(2_001)
    await expect(startBulk(agency.ctx(), form({ filter: {} }))).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('2,000'),
    })
    expect(await jobs()).toBe(0)
    await world.db.admin`delete from connections where agency_id = ${agency.id} and username = 'c7'`
    const { jobId } = await startBulk(agency.ctx(), form({ filter: {} }))
    expect(await items(jobId)).toHaveLength(2_000)
  }, 30_000)
})

describe('nobody starts what they may not', () => {
  it('with another agency’s ids, not even beside one’s own', async () => {
    const other = await world.newAgency()
    const mine = await connect(world, agency)
    const theirs = await connect(world, other)
    const start = (ids: string[], ctx = agency.ctx('owner')) => startBulk(ctx, form({ connectionIds: ids }))
    const refusal = await start([randomUUID()]).catch((error) => error)
    for (const ids of [[theirs.connectionId], [mine.connectionId, theirs.connectionId]])
      await expect(start(ids)).rejects.toMatchObject({ code: 'not_found', message: refusal.message })
    const unwalled = { ...agency.ctx('owner'), db: world.db.system }
    await expect(start([theirs.connectionId], unwalled)).rejects.toMatchObject({ code: 'not_found' })
    expect(await jobs()).toBe(0)
  })

  it('with creators that are not assigned to a limited person', async () => {
    const [seen, unseen] = [await connect(world, agency), await connect(world, agency)]
    await world.db.admin`insert into assignments (agency_id, user_id, creator_id, created_at)
      select ${agency.id}, ${agency.users.staff.id}, creator_id, now() from connections where id = ${seen.connectionId}`
    const { jobId } = await startBulk(limited('staff'), form({ filter: {} }))
    expect(await items(jobId)).toEqual([seen.connectionId])
    await expect(
      startBulk(limited('staff'), form({ connectionIds: [unseen.connectionId] })),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  it('as staff who may not assign, or for somebody who is not in the team', async () => {
    const { connectionId } = await connect(world, agency)
    const other = await world.newAgency()
    const assign = (who: Member, ownerId: string | null) =>
      startBulk(agency.ctx(who), form({ kind: 'assign', connectionIds: [connectionId], ownerId }))
    await expect(assign('staff', agency.users.staff.id)).rejects.toMatchObject({ code: 'forbidden' })
    for (const ownerId of [other.users.staff.id, agency.users.creator.id, randomUUID()])
      await expect(assign('admin', ownerId)).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(startBulk(agency.ctx('creator'), form({ filter: {} }))).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await jobs()).toBe(0)
  })

  it('without saying what to do, or to which', () => {
    for (const over of [
      {},
      { filter: {}, connectionIds: [randomUUID()] },
      { kind: 'tag', filter: {} },
      { kind: 'tag', filter: {}, addTags: ['<script>'] },
      { kind: 'assign', filter: {} },
      { filter: { status: 'nonsense' } },
      { filter: { creator: 'nonsense' } },
      { filter: { q: 'a\0b' } },
      { connectionIds: [] },
    ])
      expect(() => form(over), JSON.stringify(over)).toThrow()
  })
})

describe('a job of somebody else', () => {
  it('is seen by the team, steered by its own person and by owners and admins', async () => {
    const { connectionId } = await connect(world, agency)
    const { jobId } = await startBulk(agency.ctx('staff'), form({ connectionIds: [connectionId] }))
    expect((await getBulk(agency.ctx('other'), jobId, {})).canSteer).toBe(false)
    for (const steer of [stopBulk, retryBulk])
      await expect(steer(agency.ctx('other'), { jobId })).rejects.toMatchObject({ code: 'not_found' })
    expect((await getBulk(agency.ctx('admin'), jobId, {})).canSteer).toBe(true)
    await stopBulk(agency.ctx('admin'), { jobId })
    expect((await getBulkProgress(agency.ctx('staff'), jobId)).state).toBe('cancelled')
  })

  it('is hidden from limited people, other agencies and creators', async () => {
    const { connectionId } = await connect(world, agency)
    const other = await world.newAgency()
    const { jobId } = await startBulk(agency.ctx('admin'), form({ connectionIds: [connectionId] }))
    for (const ctx of [limited('staff'), other.ctx('owner')]) {
      await expect(getBulk(ctx, jobId, {})).rejects.toMatchObject({ code: 'not_found' })
      await expect(getBulkProgress(ctx, jobId)).rejects.toMatchObject({ code: 'not_found' })
      await expect(stopBulk(ctx, { jobId })).rejects.toMatchObject({ code: 'not_found' })
      expect(await listBulks(ctx)).toEqual([])
    }
    await expect(getBulk(agency.ctx('creator'), jobId, {})).rejects.toMatchObject({ code: 'forbidden' })
    expect((await listBulks(agency.ctx('other'))).map((job) => job.id)).toEqual([jobId])
  })
})
