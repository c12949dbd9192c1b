import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listProviderProblems } from '../attention/list-problems'
import { probeAccount } from '../health/probe-account'
import { begin, beginAgain, type Connected, connect, connectExpired, newLogin } from '../testing/flows'
import { forgetJobs, queuedJobs, runJobs } from '../testing/jobs'
import { connectionRow, connectionRows, sessionRow, snapshot, timeline } from '../testing/rows'
import type { Fault } from '../testing/sandbox-control'
import { lookAgain } from '../testing/second-look'
import { deliver, type EventFacts, setUpWebhooks } from '../testing/webhooks'
import { type Agency, makeWorld, type World } from '../testing/world'
import { dropOldWebhooks } from './drop-old'
import { listWebhooks } from './list-webhooks'
import { noteRefusal } from './note-refusal'
import { processWebhook } from './process-webhook'

let world: World
let agency: Agency
let secret: string
let connected: Connected
let remoteId: string
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  world.clock.reset()
  agency = await world.newAgency()
  secret = (await setUpWebhooks(agency)).secret
  connected = await connect(world, agency)
  remoteId = (await connectionRow(world, connected.connectionId)).providerConnectionId
  await forgetJobs(world)
})
afterAll(() => world.close())

const row = () => connectionRow(world, connected.connectionId)
/** Delivers an event and does what it asks for, in the clock of the test. @returns what it did */
async function take(facts: EventFacts): Promise<string | null> {
  expect(await deliver(world, agency, secret, facts)).toBe(200)
  const [delivery] = await world.db.admin`
    select id from webhook_deliveries where agency_id = ${agency.id} and outcome is null limit 1`
  if (!delivery) throw new Error('nothing waits')
  await world.db.admin`delete from pgboss.job where name = 'webhook.process'`
  await processWebhook(agency.ctx('system'), String(delivery.id))
  const [done] = await world.db
    .admin`select outcome from webhook_deliveries where id = ${String(delivery.id)}`
  return done?.outcome ?? null
}
const at = (seconds: number) => new Date(Date.now() + seconds * 1_000)
const waiting = async () => (await queuedJobs(world)).map((job) => job.name)

describe('an event about a connection', () => {
  it('is a hint: what the provider answers counts, not what the event says', async () => {
    expect(await take({ connectionId: remoteId })).toBe('read')
    await runJobs(world, 'connection.verify', 1, agency)
    expect(await row()).toMatchObject({ status: 'active', suspectSince: null })
    expect(await timeline(world, connected)).not.toContain('connection.needs_reauth')
  })

  it('that is true is suspected first, and told after the second look', async () => {
    await world.sandbox.act(remoteId, 'expire')
    await take({ connectionId: remoteId })
    await runJobs(world, 'connection.verify', 1, agency)
    expect((await row()).status).toBe('active')
    await lookAgain(world, agency, connected.connectionId)
    expect((await row()).status).toBe('needs_reauth')
    const told = await world.db.admin`select 1 from notices where connection_id = ${connected.connectionId}`
    expect(told).toHaveLength(1)
  })

  it('makes us read once in half a minute, and once more when that is over', async () => {
    const outcomes: (string | null)[] = []
    for (let i = 0; i < 6; i += 1) outcomes.push(await take({ connectionId: remoteId, at: at(i) }))
    expect(outcomes).toEqual(['read', 'read_later', 'joined', 'joined', 'joined', 'joined'])
    expect(await waiting()).toEqual(['connection.verify', 'connection.verify'])
    world.clock.advance(15_000)
    expect(await take({ connectionId: remoteId, at: at(7) })).toBe('joined')
    world.clock.advance(62_000)
    expect(await take({ connectionId: remoteId, at: at(8) })).toBe('read')
    expect(await waiting()).toHaveLength(3)
  })

  it('that happened before one which we know of does nothing', async () => {
    await take({ type: 'connection.updated', connectionId: remoteId, at: at(0) })
    world.clock.advance(60_000)
    await forgetJobs(world)
    const before = await snapshot(world, ['connections', 'events'], agency)
    expect(await take({ connectionId: remoteId, at: at(-1) })).toBe('outdated')
    expect(await waiting()).toEqual([])
    expect(await snapshot(world, ['connections', 'events'], agency)).toBe(before)
    expect(await take({ connectionId: remoteId, at: at(1) })).toBe('read')
  })

  it('while somebody logs in again: a provider that is away for this one is not called away', async () => {
    const again = await beginAgain(agency, connected.connectionId)
    const move = (state: string) =>
      world.db.admin`update link_sessions set state = ${state} where id = ${again.linkSessionId}`
    const problems = async () => (await listProviderProblems(agency.ctx())).map((one) => one.problem)
    const away: Fault = { kind: 'status', status: 503, headers: { 'retry-after': '0' } }
    await world.sandbox.fault(agency.apiKey, { method: 'GET', path: '/v2/access/self' }, away, 9)
    await world.db.admin`update connections set last_checked_at = null where id = ${connected.connectionId}`
    await move('authenticating')
    expect(await take({ connectionId: remoteId })).toBe('read')
    await runJobs(world, 'connection.verify', 1, agency)
    await world.db.admin`update provider_accounts set last_webhook_at = null where id = ${agency.accountId}`
    expect(await probeAccount(agency.ctx('system'), agency.accountId)).toMatchObject({ asked: 0 })
    expect([await problems(), (await row()).strikes]).toEqual([[], 0])
    await move('cancelled')
    expect(await probeAccount(agency.ctx('system'), agency.accountId)).toMatchObject({ asked: 1 })
    expect([await problems(), (await row()).strikes]).toEqual([['unavailable'], 1])
  })

  it('is done once, however often its job runs', async () => {
    await take({ connectionId: remoteId })
    const before = await snapshot(world, ['connections', 'events', 'webhook_deliveries'], agency)
    const jobs = await waiting()
    const [{ id } = { id: randomUUID() }] = await world.db.admin`
      select id from webhook_deliveries where agency_id = ${agency.id}`
    await Promise.all([1, 2, 3].map(() => processWebhook(agency.ctx('system'), String(id))))
    expect(await waiting()).toEqual(jobs)
    expect(await snapshot(world, ['connections', 'events', 'webhook_deliveries'], agency)).toBe(before)
  })

  it('of an unknown type, or about a challenge that nobody is at, does nothing', async () => {
    expect(await take({ type: 'rules.updated', connectionId: remoteId })).toBe('stored')
    expect(await waiting()).toEqual([])
  })
})

describe('an event about something unknown', () => {
  it('compares the list, not more often than it should, and creates nothing', async () => {
    await world.sandbox.seed(agency.apiKey, [{ ofUserId: '7001', username: 'stranger' }])
    const stranger = (await world.sandbox.connections(agency.apiKey)).find(
      (one) => one.userData.id === '7001',
    )
    const facts = { type: 'connection.created', connectionId: stranger?.id ?? '', referenceId: 'not-ours' }
    expect(await take({ ...facts, at: at(0) })).toBe('list')
    expect(await take({ ...facts, at: at(1) })).toBe('list_waits')
    expect(await waiting()).toEqual(['provider-account.list'])
    await runJobs(world, 'provider-account.list', 1, agency)
    expect(await connectionRows(world, agency)).toHaveLength(1)
    const orphans = await world.db.admin`select username from orphans where agency_id = ${agency.id}`
    expect(orphans.map((one) => one.username)).toEqual(['stranger'])
  })

  it('touches nothing of another agency that has a connection of that id', async () => {
    const other = await world.newAgency()
    const theirs = (await setUpWebhooks(other)).secret
    const before = await snapshot(world, ['connections'], agency)
    expect(await deliver(world, other, theirs, { connectionId: remoteId })).toBe(200)
    await runJobs(world, 'webhook.process', 1, other)
    const [done] = await world.db.admin`select outcome, connection_id from webhook_deliveries
      where agency_id = ${other.id}`
    expect(done).toEqual({ outcome: 'list', connection_id: null })
    expect(await snapshot(world, ['connections'], agency)).toBe(before)
  })
})

describe('an event about a Link session', () => {
  it('finds a connect whose browser never came back, for its initiator to confirm', async () => {
    const begun = await begin(agency)
    await begun.browser.login(begun.url, newLogin())
    const { referenceId } = await sessionRow(world, begun.linkSessionId)
    const remote = (await world.sandbox.connections(agency.apiKey)).find(
      (one) => one.clientReferenceId === referenceId,
    )
    await forgetJobs(world)
    const facts = { type: 'connection.created', connectionId: remote?.id ?? '', referenceId }
    expect(await take(facts)).toBe('session')
    await runJobs(world, 'link-session.finish', 1, agency)
    expect(await sessionRow(world, begun.linkSessionId)).toMatchObject({
      state: 'needs_review',
      reviewReason: 'browser_not_returned',
      hintedConnectionId: remote?.id,
    })
    expect(await connectionRows(world, agency)).toHaveLength(1)
  })

  it('repairs a reconnect, also when the provider keeps the reference of the first attempt', async () => {
    const broken = await connectExpired(world, agency)
    const { providerConnectionId, referenceId } = await connectionRow(world, broken.connectionId)
    const again = await beginAgain(agency, broken.connectionId)
    await again.browser.login(again.url, broken.login)
    await forgetJobs(world)
    const facts = { type: 'connection.updated', connectionId: providerConnectionId, referenceId }
    expect(await take(facts)).toBe('session')
    await runJobs(world, 'link-session.finish', 1, agency)
    expect((await sessionRow(world, again.linkSessionId)).state).toBe('completed')
    expect((await connectionRow(world, broken.connectionId)).status).toBe('active')
  })

  it('of our own form makes the poller come at once, but never earlier than the provider allows', async () => {
    const begun = await begin(agency)
    const { referenceId } = await sessionRow(world, begun.linkSessionId)
    const pollAt = (next: Date | null) => world.db.admin`update link_sessions
      set mode = 'polling', state = 'authenticating', next_poll_at = ${next} where id = ${begun.linkSessionId}`
    const next = async () => (await sessionRow(world, begun.linkSessionId)).nextPollAt
    const facts = { type: 'connection.created', connectionId: 'conn_new', referenceId }
    await pollAt(at(9))
    expect(await take({ ...facts, at: at(0) })).toBe('session')
    expect((await next())?.getTime()).toBeLessThanOrEqual(Date.now())
    expect(await waiting()).toEqual([])
    const far = at(90)
    await pollAt(far)
    await take({ ...facts, at: at(1) })
    expect(await next()).toEqual(far)
    await pollAt(null)
    await take({ ...facts, at: at(2) })
    expect(await next()).toBeNull()
  })
})

describe('the page', () => {
  it('shows what arrived and what it did, page by page, and what was refused by cause', async () => {
    await take({ connectionId: remoteId })
    await world.db.admin`insert into webhook_deliveries
      (agency_id, provider_account_id, provider, delivery_key, type, kind, received_at)
      select ${agency.id}, ${agency.accountId}, 'ofauth', 'k' || n, 'connection.updated', 'changed',
        now() - n * interval '1 minute' from generate_series(1, 60) n`
    const subject = { agencyId: agency.id, providerAccountId: agency.accountId }
    for (let i = 0; i < 3; i += 1)
      await noteRefusal(world.db.system, subject, 'wrong_signature', world.clock.now())
    const first = await listWebhooks(agency.ctx('admin'), { account: undefined })
    expect(first.items).toHaveLength(50)
    expect(first.items[0]).toMatchObject({ outcome: 'read', connection: { id: connected.connectionId } })
    expect(first.refusals).toMatchObject([{ reason: 'wrong_signature', count: 3, accountLabel: 'OFAuth' }])
    const [position = '', id = ''] = (first.next ?? '').split('_')
    const second = await listWebhooks(
      agency.ctx('admin'),
      { account: agency.accountId },
      { at: position, id },
    )
    expect(second.items).toHaveLength(11)
    expect(new Set([...first.items, ...second.items].map((item) => item.id)).size).toBe(61)
    const other = await world.newAgency()
    const theirs = await listWebhooks(other.ctx('owner'), { account: agency.accountId })
    expect([theirs.items, theirs.refusals]).toEqual([[], []])
    for (const who of ['staff', 'creator'] as const)
      await expect(listWebhooks(agency.ctx(who), { account: undefined })).rejects.toMatchObject({
        code: 'forbidden',
      })
  })

  it('forgets after thirty days', async () => {
    await take({ connectionId: remoteId })
    await dropOldWebhooks(world.db.system, new Date(Date.now() + 29 * 86_400_000))
    expect((await listWebhooks(agency.ctx('owner'), { account: undefined })).items).toHaveLength(1)
    await dropOldWebhooks(world.db.system, new Date(Date.now() + 31 * 86_400_000))
    expect((await listWebhooks(agency.ctx('owner'), { account: undefined })).items).toHaveLength(0)
  })
})
