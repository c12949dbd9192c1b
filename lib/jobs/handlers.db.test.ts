import { randomUUID } from 'node:crypto'
import PgBoss from 'pg-boss'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { inAgency } from '../auth/context'
import { openSession } from '../auth/sessions'
import { hitLimit } from '../system/rate-limit'
import { begin, connect, newLogin } from '../testing/flows'
import { forgetJobs, queuedJobs } from '../testing/jobs'
import { accountRow, connectionRows, deletionRows, sessionRow } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { enqueue } from './enqueue'
import { runJob } from './handlers'
import { QUEUES, SCHEDULES } from './queues'
import { systemContext } from './system-context'
import { takeJobs } from './take-jobs'

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

const run = runJob
const sweep = () => run(world.db.system, 'link-sessions.sweep', {})
const backdate = (ids: string[], seconds: number) =>
  world.db.admin`update link_sessions set last_checked_at = now() - make_interval(secs => ${seconds})
    where id = any(${ids})`
const state = async (id: string) => (await sessionRow(world, id)).state

describe('the sweep', () => {
  it('asks for every open session of every agency, each at most once in 45 seconds', async () => {
    const other = await world.newAgency()
    const all = [await begin(agency), await begin(other)]
    for (const one of all) await one.browser.open(one.url)
    await sweep()
    for (const one of all) expect(await state(one.linkSessionId)).toBe('authenticating')
    for (const one of all) await one.browser.login(one.url, newLogin())
    await sweep()
    for (const one of all) expect(await state(one.linkSessionId)).toBe('authenticating')
    await backdate(
      all.map((one) => one.linkSessionId),
      60,
    )
    await sweep()
    for (const one of all) expect(await state(one.linkSessionId)).toBe('needs_review')
  })

  it('goes on when one session cannot be opened', async () => {
    const [broken, good] = [await begin(agency), await begin(agency)]
    await world.db
      .admin`update link_sessions set provider_session_sealed = 'v1.k1.x.y', last_checked_at = now() - interval '1 day'
      where id = ${broken.linkSessionId}`
    await good.browser.open(good.url)
    await sweep()
    expect(await state(good.linkSessionId)).toBe('authenticating')
    expect(await state(broken.linkSessionId)).toBe('open')
  })

  it('tries owed deletions that are due, and only those', async () => {
    const due = { id: randomUUID(), remote: 'conn_due', at: new Date(Date.now() - 1_000) }
    const later = { id: randomUUID(), remote: 'conn_later', at: new Date(Date.now() + 60_000) }
    for (const { id, remote, at } of [due, later])
      await world.db.admin`insert into provider_deletions
        (id, agency_id, provider_account_id, provider_connection_id, reason, created_at, next_attempt_at)
        values (${id}, ${agency.id}, ${agency.accountId}, ${remote}, 'replaced', now(), ${at})`
    await sweep()
    const rows = await deletionRows(world, agency)
    expect(rows.map((row) => [row.providerConnectionId, row.confirmedAt !== null]).sort()).toEqual([
      ['conn_due', true],
      ['conn_later', false],
    ])
  })

  it('leaves ended sessions alone', async () => {
    const begun = await begin(agency)
    await world.db.admin`update link_sessions set state = 'cancelled' where id = ${begun.linkSessionId}`
    const asked = () => world.sandbox.calls(agency.apiKey, undefined, '/v2/link')
    const calls = (await asked()).length
    await sweep()
    expect(await asked()).toHaveLength(calls)
  })

  it('asks once what a new key may do, and the list asks again', async () => {
    const asked = () => world.sandbox.calls(agency.apiKey, 'GET', '/v2/account/whoami')
    await world.sandbox.switch(agency.apiKey, { permissions: ['ACCESS', 'profile:read'] })
    await world.db.admin`update provider_accounts set permissions = null where id = ${agency.accountId}`
    const before = (await asked()).length
    await sweep()
    await sweep()
    expect(await asked()).toHaveLength(before + 1)
    expect((await accountRow(world, agency)).permissions).toEqual(['ACCESS', 'profile:read'])
    await world.sandbox.switch(agency.apiKey, { permissions: ['posts:read'] })
    await runJob(world.db.system, 'connections.diff', {})
    expect((await accountRow(world, agency)).permissions).toEqual(['posts:read'])
  })

  it('keeps what it knows of a key when the provider cannot be asked', async () => {
    await world.db.admin`update provider_accounts set permissions = null where id = ${agency.accountId}`
    await world.sandbox.fault(
      agency.apiKey,
      { path: '/v2/account/whoami' },
      { kind: 'status', status: 500 },
      9,
    )
    await sweep()
    expect((await accountRow(world, agency)).permissions).toBeNull()
    await world.sandbox.clearFaults(agency.apiKey)
    await sweep()
    expect((await accountRow(world, agency)).permissions).not.toBeNull()
  })
})

describe('the list job', () => {
  it('reads the list of every provider account, also when one of them fails', async () => {
    const other = await world.newAgency()
    await connect(world, other)
    await world.db
      .admin`update provider_accounts set api_key_sealed = 'v1.k1.x.y' where id = ${agency.accountId}`
    await run(world.db.system, 'connections.diff', {})
    const [row] = await world.db
      .admin`select last_listed_at from provider_accounts where id = ${other.accountId}`
    expect(row?.last_listed_at).not.toBeNull()
  })
})

describe('single jobs', () => {
  it('of what does not exist do nothing', async () => {
    const [agencyId, id] = [randomUUID(), randomUUID()]
    for (const of of [agencyId, agency.id]) {
      await run(world.db.system, 'link-session.finish', { agencyId: of, linkSessionId: id })
      await run(world.db.system, 'connection.verify', { agencyId: of, connectionId: id })
      await run(world.db.system, 'provider-deletion.confirm', { agencyId: of, deletionId: id })
    }
    expect(await systemContext(world.db.system, agencyId, 'x')).toBeNull()
  })

  it('of another agency’s session do nothing', async () => {
    const other = await world.newAgency()
    const begun = await begin(agency)
    await begun.browser.login(begun.url, newLogin())
    await run(world.db.system, 'link-session.finish', {
      agencyId: other.id,
      linkSessionId: begun.linkSessionId,
    })
    expect(await state(begun.linkSessionId)).toBe('open')
    expect(await connectionRows(world, other)).toEqual([])
  })

  it('a session that is not proven yet is asked for again soon', async () => {
    const begun = await begin(agency)
    await world.db
      .admin`update link_sessions set state = 'verifying', state_changed_at = now() where id = ${begun.linkSessionId}`
    await run(world.db.system, 'link-session.finish', {
      agencyId: agency.id,
      linkSessionId: begun.linkSessionId,
    })
    const jobs = await queuedJobs(world)
    expect(jobs.map((job) => job.name)).toEqual(['link-session.finish'])
    const [row] = await world.db
      .admin`select extract(epoch from start_after - created_on)::int as wait from pgboss.job`
    expect(row?.wait).toBe(10)
  })

  it('cleaning up removes used limits and old sessions, and nothing that still counts', async () => {
    const day = 86_400_000
    const limit = { name: 'x', max: 5, windowSeconds: 60 }
    await hitLimit(world.db.system, limit, 'old', new Date(Date.now() - 2 * day))
    await hitLimit(world.db.system, limit, 'new', new Date())
    const open = (ago: number) =>
      openSession(world.db.system, {
        userId: agency.users.staff.id,
        address: '',
        userAgent: '',
        now: new Date(Date.now() - ago),
      })
    await open(40 * day)
    await open(20 * day)
    await run(world.db.system, 'system.cleanup', {})
    const [limits] = await world.db.admin`select count(*)::int as n from rate_limits`
    const [sessions] = await world.db
      .admin`select count(*)::int as n from sessions where user_id = ${agency.users.staff.id}`
    expect([limits?.n, sessions?.n]).toEqual([1, 1])
  })
})

describe('the queue', () => {
  it('takes a job of the web’s role with its wait, in the transaction alone', async () => {
    const data = { agencyId: agency.id, linkSessionId: randomUUID() }
    await inAgency(agency.ctx(), (tx) => enqueue(tx, 'link-session.finish', data, 90))
    const failed = inAgency(agency.ctx(), async (tx) => {
      await enqueue(tx, 'link-session.finish', data)
      throw new Error('rolled back')
    })
    await expect(failed).rejects.toThrow('rolled back')
    const rows = await world.db.admin`select data, retry_limit, retry_backoff,
      extract(epoch from start_after - created_on)::int as wait from pgboss.job`
    expect(rows).toMatchObject([{ data, wait: 90, retry_limit: 5, retry_backoff: true }])
  })

  it('exists for every job and every schedule', async () => {
    const rows = await world.db.admin`select name from pgboss.queue`
    const names = rows.map((row) => row.name)
    for (const queue of QUEUES) expect(names).toContain(queue)
    for (const { queue } of SCHEDULES) expect(QUEUES).toContain(queue)
  })
})

it('a crowd of webhooks is taken together, and only those jobs come again that failed', async () => {
  const ids = Array.from({ length: 12 }, () => randomUUID())
  await inAgency(agency.ctx('system'), async (tx) => {
    for (const deliveryId of ids) await enqueue(tx, 'webhook.process', { agencyId: agency.id, deliveryId })
  })
  const boss = new PgBoss({ connectionString: world.db.url('system'), migrate: false })
  await boss.start()
  const ran: string[] = []
  await takeJobs(boss, 'webhook.process', async ({ deliveryId }) => {
    ran.push(deliveryId)
    if (deliveryId === ids[3]) throw new Error('not this one')
  })
  const states = () => world.db.admin`
    select state::text, count(*)::int as n from pgboss.job where name = 'webhook.process' group by 1 order by 1`
  await vi.waitFor(
    async () =>
      expect(await states()).toEqual([
        { state: 'completed', n: 11 },
        { state: 'retry', n: 1 },
      ]),
    { timeout: 10_000, interval: 100 },
  )
  expect(ran.sort()).toEqual([...ids].sort())
  await boss.stop({ graceful: false })
})
