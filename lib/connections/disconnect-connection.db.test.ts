import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AppError } from '../errors'
import { adapterFor } from '../provider-accounts/adapter-for'
import { beginAgain, comeBack, connect, connectExpired, newLogin } from '../testing/flows'
import { queuedJobs, runJobs } from '../testing/jobs'
import { audited, connectionRow, connectionRows, deletionRows, sessionRow, timeline } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { confirmDeletion } from './confirm-deletion'
import { disconnectConnection } from './disconnect-connection'
import { getConnection } from './get-connection'
import { retryDeletion } from './retry-deletion'
import { refreshData } from './store-data'
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

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'fine',
    (error: AppError) => error.code,
  )
const remotes = () => world.sandbox.connections(agency.apiKey)

async function disconnect(connectionId: string): Promise<void> {
  const { username } = await connectionRow(world, connectionId)
  await disconnectConnection(agency.ctx('admin'), { connectionId, confirmation: username })
}

describe('disconnect', () => {
  it('needs the username typed; anything else changes nothing', async () => {
    const { connectionId } = await connect(world, agency)
    const before = await connectionRow(world, connectionId)
    for (const confirmation of ['', 'disconnect', `${before.username}x`, before.displayName, '%', '@'])
      expect(await code(disconnectConnection(agency.ctx('admin'), { connectionId, confirmation }))).toBe(
        'invalid_input',
      )
    expect(await connectionRow(world, connectionId)).toEqual(before)
    const confirmation = ` @${before.username.toUpperCase()} `
    expect(await code(disconnectConnection(agency.ctx('admin'), { connectionId, confirmation }))).toBe('fine')
  })

  it('ends it here at once with its data, and at the provider by a job', async () => {
    const { connectionId } = await connect(world, agency)
    await verifyConnection(agency.ctx(), { connectionId })
    expect((await getConnection(agency.ctx(), connectionId)).data?.profile.data).not.toBeNull()
    await disconnect(connectionId)
    const view = await getConnection(agency.ctx('admin'), connectionId)
    expect([view.status, view.data?.profile.data, view.data?.earnings.data]).toEqual([
      'disconnected',
      null,
      null,
    ])
    expect([view.pendingDeletion?.attempts, view.canDisconnect]).toEqual([0, false])
    const left = await world.db.admin`select 1 from connection_data where connection_id = ${connectionId}`
    expect(left).toHaveLength(0)
    expect(await remotes()).toHaveLength(1)
    await runJobs(world, 'provider-deletion.confirm')
    expect(await remotes()).toEqual([])
    expect((await getConnection(agency.ctx(), connectionId)).pendingDeletion).toBeNull()
    expect(await timeline(world, { connectionId })).toEqual(
      expect.arrayContaining(['connection.disconnected', 'deletion.requested', 'deletion.confirmed']),
    )
    expect(await audited(world, 'connection.disconnect', connectionId)).toBe(1)
    expect(await code(disconnect(connectionId))).toBe('conflict')
    expect(await code(verifyConnection(agency.ctx(), { connectionId }))).toBe('conflict')
  })

  it('leaves no data that was being read at that moment', async () => {
    const { connectionId } = await connect(world, agency)
    const row = await connectionRow(world, connectionId)
    const { adapter } = await adapterFor(agency.ctx())
    const slow = {
      ...adapter,
      access: {
        ...adapter.access,
        counts: async (id: string) => {
          await disconnect(connectionId)
          return adapter.access.counts(id)
        },
      },
    }
    const profile = await adapter.access.profile(row.providerConnectionId)
    await refreshData(agency.ctx('system'), slow, row, profile)
    const left = await world.db.admin`select 1 from connection_data where connection_id = ${connectionId}`
    expect(left).toHaveLength(0)
  })

  it('during a reconnect: the late success is deleted as well, and told', async () => {
    const { connectionId, login } = await connectExpired(world, agency)
    const again = await beginAgain(agency, connectionId)
    await disconnect(connectionId)
    await runJobs(world, 'provider-deletion.confirm')
    await comeBack(world, await again.browser.login(again.url, login), again.browser)
    expect(await sessionRow(world, again.linkSessionId)).toMatchObject({
      state: 'failed',
      outcomeCode: 'connection_ended',
    })
    await runJobs(world, 'provider-deletion.confirm')
    expect(await remotes()).toEqual([])
    expect((await connectionRows(world, agency)).map((row) => row.status)).toEqual(['disconnected'])
  })

  it('closes the review that waits about it', async () => {
    const { connectionId } = await connectExpired(world, agency)
    const again = await beginAgain(agency, connectionId)
    await comeBack(world, await again.browser.login(again.url, newLogin()), again.browser)
    expect((await sessionRow(world, again.linkSessionId)).state).toBe('needs_review')
    await disconnect(connectionId)
    expect((await sessionRow(world, again.linkSessionId)).state).toBe('dropped')
  })

  it('and a new connect of the same person makes a new row', async () => {
    const { connectionId, login } = await connect(world, agency)
    await disconnect(connectionId)
    const again = await connect(world, agency, login)
    expect(again.connectionId).not.toBe(connectionId)
    await runJobs(world, 'provider-deletion.confirm')
    const row = await connectionRow(world, again.connectionId)
    expect((await remotes()).map((item) => item.id)).toEqual([row.providerConnectionId])
  })
})

describe('the deletion that is owed', () => {
  async function owed() {
    const { connectionId } = await connect(world, agency)
    await disconnect(connectionId)
    const [row] = await deletionRows(world, agency)
    return { connectionId, id: row?.id ?? '' }
  }

  it.each([
    ['is down', { kind: 'status', status: 503 }],
    ['resets', { kind: 'reset' }],
    ['answers HTML', { kind: 'html', status: 200 }],
    ['is cut off after it worked', { kind: 'drop_after' }],
    ['refuses the key', { kind: 'json', status: 401, body: { error: 'x', type: 'UNAUTHORIZED' } }],
  ] as const)('is tried again when the provider %s', async (_, fault) => {
    const { connectionId, id } = await owed()
    await world.sandbox.fault(agency.apiKey, { method: 'DELETE' }, fault, 2)
    expect(await confirmDeletion(agency.ctx('system'), id)).toBe(false)
    expect(await code(retryDeletion(agency.ctx('admin'), { deletionId: id }))).toBe('provider_unavailable')
    const [row] = await deletionRows(world, agency)
    expect(row).toMatchObject({ attempts: 2, confirmedAt: null })
    expect(row?.nextAttemptAt.getTime()).toBeGreaterThan(Date.now())
    expect((await getConnection(agency.ctx(), connectionId)).pendingDeletion?.attempts).toBe(2)
    expect(await confirmDeletion(agency.ctx('system'), id)).toBe(true)
    expect(await remotes()).toEqual([])
    expect((await deletionRows(world, agency))[0]?.confirmedAt).not.toBeNull()
    const kinds = await timeline(world, { connectionId })
    expect(kinds.filter((kind) => kind === 'deletion.retrying')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'deletion.confirmed')).toHaveLength(1)
  })

  it('is confirmed when the provider does not know the connection', async () => {
    const { id } = await owed()
    const [row] = await deletionRows(world, agency)
    await world.sandbox.deleteRemote(agency.apiKey, row?.providerConnectionId ?? '')
    expect(await confirmDeletion(agency.ctx('system'), id)).toBe(true)
    expect((await deletionRows(world, agency))[0]?.confirmedAt).not.toBeNull()
  })

  it('waits longer each time, at most six hours', async () => {
    const { id } = await owed()
    await world.db.admin`update provider_deletions set attempts = 30 where id = ${id}`
    await world.sandbox.fault(agency.apiKey, { method: 'DELETE' }, { kind: 'status', status: 503 })
    const now = new Date()
    await confirmDeletion({ ...agency.ctx('system'), now: () => now }, id)
    const [row] = await deletionRows(world, agency)
    expect((row?.nextAttemptAt.getTime() ?? 0) - now.getTime()).toBe(6 * 3_600_000)
  })

  it('never takes a connection that a live row of ours uses', async () => {
    const { connectionId } = await connect(world, agency)
    const { providerConnectionId } = await connectionRow(world, connectionId)
    const id = randomUUID()
    await world.db.admin`insert into provider_deletions
      (id, agency_id, provider_account_id, provider_connection_id, reason, created_at, next_attempt_at)
      values (${id}, ${agency.id}, ${agency.accountId}, ${providerConnectionId}, 'late_success', now(), now())`
    await confirmDeletion(agency.ctx('system'), id)
    expect((await remotes()).map((item) => item.id)).toEqual([providerConnectionId])
    expect(await world.sandbox.calls(agency.apiKey, 'DELETE', '/v2/account')).toEqual([])
    expect((await deletionRows(world, agency))[0]?.confirmedAt).not.toBeNull()
  })

  it('is queued in the transaction that asks for it, and in no other', async () => {
    const { connectionId } = await connect(world, agency)
    const count = async () =>
      (await queuedJobs(world)).filter((job) => job.name === 'provider-deletion.confirm').length
    const before = await count()
    await code(disconnectConnection(agency.ctx('admin'), { connectionId, confirmation: 'wrong' }))
    expect(await count()).toBe(before)
    await disconnect(connectionId)
    expect(await count()).toBe(before + 1)
  })

  it('that does not exist is not found', async () => {
    expect(await code(retryDeletion(agency.ctx('admin'), { deletionId: randomUUID() }))).toBe('not_found')
  })
})
