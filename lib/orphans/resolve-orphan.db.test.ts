import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { listAttention } from '../attention/list-attention'
import { diffConnections } from '../connections/diff-connections'
import type { AppError } from '../errors'
import { addProviderAccount } from '../provider-accounts/add-provider-account'
import { connect } from '../testing/flows'
import { runJobs } from '../testing/jobs'
import { audited, connectionRow, connectionRows, deletionRows } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { orphanInput, resolveOrphan } from './resolve-orphan'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  agency = await world.newAgency()
})
afterAll(() => world.close())

const diff = () => diffConnections(agency.ctx('system'), agency.accountId)
const listed = async () =>
  (await listAttention(agency.ctx('admin'))).groups
    .flatMap((group) => group.items)
    .filter((item) => item.kind === 'orphan')
const rows = () => world.db.admin`select * from orphans where agency_id = ${agency.id}`
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'fine',
    (error: AppError) => error.code,
  )

async function orphan(over: { ofUserId?: string; status?: 'active' | 'expired' } = {}) {
  const [remote] = await world.sandbox.seed(agency.apiKey, [
    { ofUserId: '4711', username: 'stranger', clientReferenceId: 'crm-1', ...over },
  ])
  await diff()
  const [found] = await listed()
  return { orphanId: found?.id ?? '', remoteId: remote?.id ?? '' }
}

it('is listed once, however often the list is read', async () => {
  const { remoteId } = await orphan()
  await diff()
  expect((await listed()).map((item) => [item.providerConnectionId, item.username])).toEqual([
    [remoteId, 'stranger'],
  ])
})

it('is no connection of ours, and no session of ours explains it', async () => {
  await connect(world, agency)
  await diff()
  expect(await listed()).toEqual([])
})

it('delete: is deleted at the provider and off the list', async () => {
  const { orphanId } = await orphan()
  await resolveOrphan(agency.ctx('admin'), { orphanId, action: 'delete' })
  await runJobs(world, 'provider-deletion.confirm')
  expect(await world.sandbox.connections(agency.apiKey)).toEqual([])
  expect(await listed()).toEqual([])
  expect((await rows())[0]?.resolution).toBe('deleted')
  expect(await audited(world, 'orphan.delete', orphanId)).toBe(1)
})

it('delete that the provider has not confirmed yet is not taken for gone', async () => {
  const { orphanId } = await orphan()
  await resolveOrphan(agency.ctx('admin'), { orphanId, action: 'delete' })
  await world.sandbox.fault(agency.apiKey, { method: 'DELETE' }, { kind: 'status', status: 503 })
  await runJobs(world, 'provider-deletion.confirm')
  await diff()
  expect((await rows())[0]?.resolution).toBeNull()
  await world.db.admin`update provider_deletions set next_attempt_at = now() - interval '1 minute'`
  await resolveOrphan(agency.ctx('admin'), { orphanId, action: 'delete' })
  expect(await deletionRows(world, agency)).toHaveLength(1)
})

it('adopt: becomes a connection of a new creator after a read with it', async () => {
  const { orphanId, remoteId } = await orphan()
  const input = orphanInput.parse({ orphanId, action: 'adopt', creatorName: ' Maya ' })
  const { connectionId } = await resolveOrphan(agency.ctx('admin'), input)
  expect(await connectionRow(world, connectionId ?? '')).toMatchObject({
    agencyId: agency.id,
    providerConnectionId: remoteId,
    ofUserId: '4711',
    status: 'active',
    referenceId: 'crm-1',
    connectedBy: agency.users.admin.id,
  })
  const [creator] = await world.db.admin`select name from creators where agency_id = ${agency.id}`
  expect(creator?.name).toBe('Maya')
  await diff()
  expect(await listed()).toEqual([])
  expect(await code(resolveOrphan(agency.ctx('admin'), { orphanId, action: 'adopt' }))).toBe('not_found')
})

it('adopt: twice at once makes one connection', async () => {
  const { orphanId } = await orphan()
  const answers = await Promise.all(
    [1, 2, 3].map(() => code(resolveOrphan(agency.ctx('admin'), { orphanId, action: 'adopt' }))),
  )
  expect(answers.filter((answer) => answer === 'fine')).toHaveLength(1)
  expect(await connectionRows(world, agency)).toHaveLength(1)
})

it('adopt: is refused when its login does not work, or the person is connected already', async () => {
  const { orphanId } = await orphan({ status: 'expired' })
  expect(await code(resolveOrphan(agency.ctx('admin'), { orphanId, action: 'adopt' }))).toBe('conflict')
  const { connectionId } = await connect(world, agency)
  const { ofUserId } = await connectionRow(world, connectionId)
  await world.sandbox.seed(agency.apiKey, [{ ofUserId, username: 'twin' }])
  await diff()
  const twin = (await listed()).find((item) => item.username === 'twin')
  const adopt = resolveOrphan(agency.ctx('admin'), { orphanId: twin?.id ?? '', action: 'adopt' })
  expect(await code(adopt)).toBe('conflict')
  expect(await connectionRows(world, agency)).toHaveLength(1)
})

it('is nobody’s to decide once it is in use through another key, in whichever agency', async () => {
  const { orphanId, remoteId } = await orphan()
  const foreign = await world.newAgency()
  const { connectionId } = await connect(world, foreign)
  const hold = (ofUserId: string) =>
    world.db.admin`update connections set provider_connection_id = ${remoteId}, of_user_id = ${ofUserId}
      where id = ${connectionId}`
  await hold('4711')
  for (const action of ['adopt', 'delete'] as const)
    expect(await code(resolveOrphan(agency.ctx('admin'), { orphanId, action }))).toBe('conflict')
  await diff()
  expect(await listed()).toEqual([])
  // The same id with another person behind it is another connection.
  await hold('4712')
  await diff()
  expect(await listed()).toHaveLength(1)
})

it('delete: spares what a connection of another account of the agency uses', async () => {
  const { orphanId, remoteId } = await orphan()
  await resolveOrphan(agency.ctx('admin'), { orphanId, action: 'delete' })
  const { connectionId } = await connect(world, agency)
  const second = await addProviderAccount(world.db.system, {
    agencyId: agency.id,
    provider: 'ofauth',
    label: 'Second key',
    apiKey: await world.sandbox.newKey(),
    apps: {},
  })
  await world.db
    .admin`update connections set provider_account_id = ${second}, provider_connection_id = ${remoteId}
    where id = ${connectionId}`
  await runJobs(world, 'provider-deletion.confirm')
  expect((await world.sandbox.connections(agency.apiKey)).map((row) => row.id)).toContain(remoteId)
})

it('that disappears at the provider is off the list by itself', async () => {
  const { remoteId } = await orphan()
  await world.sandbox.deleteRemote(agency.apiKey, remoteId)
  await diff()
  expect(await listed()).toEqual([])
  expect((await rows())[0]?.resolution).toBe('gone')
})

it('is an admin’s to decide', async () => {
  const { orphanId } = await orphan()
  for (const who of ['staff', 'creator'] as const)
    expect(await code(resolveOrphan(agency.ctx(who), { orphanId, action: 'delete' }))).toBe('forbidden')
  expect(await code(resolveOrphan(agency.ctx('owner'), { orphanId: randomUUID(), action: 'delete' }))).toBe(
    'not_found',
  )
})

it('takes no name that cannot be stored', () => {
  const name = (creatorName: string) =>
    orphanInput.safeParse({ orphanId: randomUUID(), action: 'adopt', creatorName }).success
  expect([name('Maya'), name('a\0b'), name('x'.repeat(121))]).toEqual([true, false, false])
})
