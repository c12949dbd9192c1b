import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connectSeveral, jobResults, jobState, runJobTurn, startJob } from '../testing/bulk'
import { forgetJobs, queuedJobs, runJobs } from '../testing/jobs'
import { connectionRow } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { claimItem } from './claim-item'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  agency = await world.newAgency()
})
afterAll(() => world.close())

const start = (over: object) => startJob(agency, 'admin', over)
const run = (jobId: string) => runJobTurn(world, agency, jobId)
const several = (count: number) => connectSeveral(world, agency, count)
const results = (jobId: string) => jobResults(world, jobId)
const stateOf = (jobId: string) => jobState(world, jobId)

describe('whoever started it', () => {
  const change = (set: Record<string, string | boolean | Date>) =>
    world.db.admin`update memberships set ${world.db.admin(set)}
      where agency_id = ${agency.id} and user_id = ${agency.users.admin.id}`

  it.each([
    ['deactivated', { deactivated_at: new Date() }],
    ['a creator', { role: 'creator' }],
  ])('%s meanwhile: the rest is called off', async (_, set) => {
    const ids = await several(2)
    const jobId = await start({ connectionIds: ids })
    await change(set)
    await run(jobId)
    expect(new Set(Object.values(await results(jobId)))).toEqual(new Set(['cancelled not_allowed']))
    expect(await stateOf(jobId)).toBe('cancelled')
    for (const id of ids) expect((await connectionRow(world, id)).tags).toEqual([])
  })

  it('demoted in the middle: what was done stays, what needs the old role is called off', async () => {
    const ids = await several(3)
    const jobId = await start({ kind: 'assign', connectionIds: ids, ownerId: null })
    const first = await claimItem(agency.ctx('system'), jobId)
    await change({ role: 'staff' })
    await run(jobId)
    const all = await results(jobId)
    expect(all[first?.connectionId ?? '']).toBe('running null')
    expect(Object.values(all).filter((one) => one === 'cancelled not_allowed')).toHaveLength(2)
  })

  it('limited meanwhile: only what they may still see is done', async () => {
    const [seen = '', unseen = ''] = await several(2)
    const jobId = await start({ connectionIds: [seen, unseen] })
    const asking = await start({ kind: 'ask_creator', connectionIds: [unseen] })
    const verifying = await start({ kind: 'verify', connectionIds: [unseen] })
    await change({ role: 'staff', assigned_only: true })
    await world.db.admin`insert into assignments (agency_id, user_id, creator_id, created_at)
      select ${agency.id}, ${agency.users.admin.id}, creator_id, now() from connections where id = ${seen}`
    for (const one of [jobId, asking, verifying]) await run(one)
    expect(await results(jobId)).toEqual({ [seen]: 'done changed', [unseen]: 'failed no_access' })
    expect(await results(asking)).toEqual({ [unseen]: 'failed no_access' })
    expect(await results(verifying)).toEqual({ [unseen]: 'failed no_access' })
    expect((await connectionRow(world, unseen)).tags).toEqual([])
  })

  it('is who the queue does it for', async () => {
    const [id = ''] = await several(1)
    await forgetJobs(world)
    await start({ connectionIds: [id] })
    expect(await runJobs(world, 'bulk.run')).toBe(1)
    expect((await connectionRow(world, id)).tags).toEqual(['bulk'])
    expect(await queuedJobs(world)).toEqual([])
  })
})
