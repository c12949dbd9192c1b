import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { runJob } from '../jobs/handlers'
import { getLinkSession } from '../link-sessions/get-link-session'
import { pollSession } from '../link-sessions/poll-session'
import {
  addPolling,
  emailFor,
  type Form,
  giveCode,
  giveLogin,
  keyAt,
  openForm,
  pollWhile,
} from '../testing/logins'
import { sessionRow } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { pollDue } from './poll-due'

let world: World
let agency: Agency
let kit: string

beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  world.clock.reset()
  await world.db.admin`update link_sessions set next_poll_at = null`
  agency = await world.newAgency()
  kit = await addPolling(world, agency, 'onlyfanskit')
})
afterAll(() => world.close())

const key = () => keyAt(agency, 'onlyfanskit')
const reads = async () => (await world.sandbox.calls(key(), 'GET', '/v1/connect/login/')).length
const poll = () => pollDue(world.db.system, world.clock.now)
const row = (form: Form) => sessionRow(world, form.linkSessionId)

async function challenged(): Promise<Form> {
  const form = await openForm(world, agency, kit)
  await giveLogin(form, emailFor('app'))
  expect(await pollWhile(world, form.linkSessionId, ['authenticating'])).toBe('challenge')
  await world.sandbox.clearCalls(agency.apiKey)
  return form
}

describe('one poller for each attempt', () => {
  it('two hundred open pages and ten workers ask the provider once in an interval', async () => {
    const form = await challenged()
    world.clock.advance(11_000)
    const moment = world.clock.now()
    const pollNow = () => pollDue(world.db.system, () => moment)
    const pages = Array.from({ length: 200 }, () =>
      getLinkSession(agency.ctx(), { linkSessionId: form.linkSessionId, browser: form.browser.cookie }),
    )
    const workers = Array.from({ length: 10 }, pollNow)
    const asked = await Promise.all(workers)
    await Promise.all(pages)
    expect(asked.reduce((sum, n) => sum + n, 0)).toBe(1)
    expect(await reads()).toBe(1)
    expect(await pollNow()).toBe(0)
    await runJob(world.db.system, 'link-sessions.sweep', {})
    expect(await reads()).toBe(1)
  })

  it('ends as lost what left no answer for half a minute, and sends nothing again', async () => {
    const form = await openForm(world, agency, kit)
    const start = { method: 'POST', path: '/v1/connect/login' }
    await world.sandbox.fault(key(), start, { kind: 'delay', ms: 2_000 }, 1)
    const sent = giveLogin(form, emailFor())
    await expect.poll(async () => (await row(form)).state).toBe('authenticating')
    expect(await poll()).toBe(0)
    world.clock.advance(30_001)
    expect(await poll()).toBe(1)
    expect(await row(form)).toMatchObject({ state: 'failed', outcomeCode: 'login_unknown' })
    // Its process lives after all, and hears too late.
    await sent
    expect((await row(form)).state).toBe('failed')
    expect(await world.sandbox.calls(key(), 'POST', start.path)).toHaveLength(1)
  })

  it('goes on when the worker that took it was killed', async () => {
    const form = await challenged()
    world.clock.advance(11_000)
    // What a worker writes before it asks, and then nothing more.
    await world.db
      .admin`update link_sessions set next_poll_at = ${new Date(world.clock.now().getTime() + 15_000)}
      where id = ${form.linkSessionId}`
    expect(await poll()).toBe(0)
    world.clock.advance(15_001)
    expect(await poll()).toBe(1)
    expect(await reads()).toBe(1)
  })

  it('is found again by the sweep when nobody asks for it any more', async () => {
    const form = await challenged()
    await world.db.admin`update link_sessions set next_poll_at = null where id = ${form.linkSessionId}`
    expect(await poll()).toBe(0)
    await pollSession(agency.ctx('system'), form.linkSessionId)
    expect(await poll()).toBe(1)
  })

  it('asks ever slower while a person must act, and soon after an answer', async () => {
    const form = await challenged()
    const waits: number[] = []
    for (let round = 0; round < 20; round += 1) {
      const { nextPollAt } = await row(form)
      const wait = (nextPollAt?.getTime() ?? 0) - world.clock.now().getTime()
      waits.push(Math.round(wait / 100) / 10)
      world.clock.advance(Math.max(0, wait) + 20)
      await poll()
    }
    expect(waits.at(-1)).toBeGreaterThan(9)
    expect(waits[1]).toBeLessThan(4)
    await giveCode(form, '000000')
    const { nextPollAt } = await row(form)
    expect((nextPollAt?.getTime() ?? 0) - world.clock.now().getTime()).toBeLessThan(1_600)
  })
})

describe('a poll that fails', () => {
  it.each([
    { kind: 'status', status: 500 },
    { kind: 'status', status: 401 },
    { kind: 'html' },
    { kind: 'reset' },
  ] as const)('changes nothing: %j', async (fault) => {
    const form = await challenged()
    await world.sandbox.fault(key(), { method: 'GET' }, fault, 10)
    world.clock.advance(11_000)
    expect(await poll()).toBe(1)
    expect(await row(form)).toMatchObject({ state: 'challenge' })
    await world.sandbox.clearFaults(key())
    world.clock.advance(60_000)
    expect(await poll()).toBe(1)
    await giveCode(form)
    expect(await pollWhile(world, form.linkSessionId, ['authenticating', 'challenge', 'verifying'])).toBe(
      'completed',
    )
  })

  it('waits as long as the provider asks', async () => {
    const form = await challenged()
    const headers = { 'retry-after': '45' }
    await world.sandbox.fault(key(), { method: 'GET' }, { kind: 'status', status: 429, headers }, 10)
    world.clock.advance(11_000)
    await poll()
    await world.sandbox.clearFaults(key())
    world.clock.advance(40_000)
    expect(await poll()).toBe(0)
    world.clock.advance(6_000)
    expect(await poll()).toBe(1)
    expect((await row(form)).state).toBe('challenge')
  })
})

it('while a code is on its way nobody asks, and a reading from before it is not believed', async () => {
  const form = await challenged()
  await world.sandbox.fault(key(), { method: 'GET' }, { kind: 'delay', ms: 700 }, 1)
  world.clock.advance(11_000)
  const reading = poll()
  while ((await row(form)).polls === 0 || (await reads()) === 0)
    await new Promise((resolve) => setTimeout(resolve, 20))
  // What an answer writes that the provider only queued.
  const answered = world.clock.now()
  await world.db.admin`update link_sessions set answered_at = ${answered} where id = ${form.linkSessionId}`
  expect(await reading).toBe(1)
  expect((await row(form)).answeredAt).toEqual(answered)
  await world.db
    .admin`update link_sessions set answering_until = ${new Date(world.clock.now().getTime() + 60_000)}
    where id = ${form.linkSessionId}`
  world.clock.advance(30_000)
  expect(await poll()).toBe(0)
})

it('a challenge that nobody answers ends after a quarter of an hour, and its links are gone', async () => {
  const form = await challenged()
  const { expiresAt } = await row(form)
  expect(expiresAt.getTime() - world.clock.now().getTime()).toBeLessThan(15 * 60_000)
  world.clock.advance(15 * 60_000 + 1_000)
  await poll()
  expect(await row(form)).toMatchObject({
    state: 'expired',
    outcomeCode: 'session_expired',
    linksSealed: null,
    nextPollAt: null,
  })
  expect(await poll()).toBe(0)
})
