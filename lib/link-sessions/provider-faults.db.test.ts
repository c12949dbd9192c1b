import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listProviderProblems } from '../attention/list-problems'
import { failureWords } from '../auth/failure-words'
import { diffConnections } from '../connections/diff-connections'
import { verifyConnection } from '../connections/verify-connection'
import { begin, beginAgain, comeBack, connect, connectExpired, newLogin } from '../testing/flows'
import { accountRow, connectionRow, connectionRows, sessionRow, sessionRows } from '../testing/rows'
import type { Fault } from '../testing/sandbox-control'
import { type Agency, makeWorld, type World } from '../testing/world'
import { pollSession } from './poll-session'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const LONG = 30_000
/** What may go wrong with any call, and as what it must come out. A read is retried, so it fails three times. */
const FAULTS: [string, Fault, string][] = [
  ['is down', { kind: 'status', status: 503, headers: { 'retry-after': '0' } }, 'unavailable'],
  ['is too slow', { kind: 'delay', ms: LONG }, 'unavailable'],
  ['answers HTML with 502', { kind: 'html' }, 'unavailable'],
  ['answers HTML with 200', { kind: 'html', status: 200 }, 'invalid_response'],
  ['answers other JSON', { kind: 'json', status: 200, body: { hello: 1 } }, 'invalid_response'],
  ['resets the connection', { kind: 'reset' }, 'unavailable'],
  ['cuts its answer off', { kind: 'truncated' }, 'unavailable'],
  ['works and then cuts off', { kind: 'drop_after' }, 'unavailable'],
  ['asks for patience', { kind: 'status', status: 429, headers: { 'retry-after': '120' } }, 'rate_limited'],
  [
    'refuses the key',
    { kind: 'json', status: 401, body: { error: 'x', type: 'UNAUTHORIZED' } },
    'unauthorized_key',
  ],
]
const QUICK = FAULTS.filter(([, fault]) => fault.kind !== 'delay')

/** An agency of its own for each test, because they wait for retries side by side. */
async function place() {
  const agency: Agency = await world.newAgency()
  return {
    agency,
    fault: (path: string, what: Fault, method = 'GET', times = 3) =>
      world.sandbox.fault(agency.apiKey, { method, path }, what, times),
    heal: () => world.sandbox.clearFaults(agency.apiKey),
  }
}
const state = async (id: string) => (await sessionRow(world, id)).state

describe('init', () => {
  it.concurrent.each(FAULTS)(
    'that %s fails in words, leaves no open session, and can be started again',
    async (_, what, kind) => {
      const { agency, fault } = await place()
      await fault('/v2/link/init', what, 'POST', 1)
      const error = await begin(agency).then(
        () => null,
        (thrown: unknown) => thrown,
      )
      expect(error).toMatchObject({ name: 'ProviderError', kind })
      expect(failureWords(error).code).toMatch(/^provider_/)
      expect(await sessionRows(world, agency)).toMatchObject([{ state: 'failed', outcomeCode: kind }])
      expect(await world.sandbox.calls(agency.apiKey, 'POST', '/v2/link/init')).toHaveLength(
        what.kind === 'delay' ? 0 : 1,
      )
      expect(await state((await begin(agency)).linkSessionId)).toBe('open')
    },
  )
})

describe('the callback’s proof', () => {
  const CALLS = [
    ['status', '/v2/link/'],
    ['self', '/v2/access/self'],
  ] as const

  for (const [call, path] of CALLS)
    it.concurrent.each(QUICK)(`whose ${call} %s loses nothing: the job finishes it`, async (_, what) => {
      const { agency, fault, heal } = await place()
      const begun = await begin(agency)
      const callback = await begun.browser.login(begun.url, newLogin())
      await fault(path, what)
      expect(await comeBack(world, callback, begun.browser)).toContain(begun.linkSessionId)
      expect(await state(begun.linkSessionId)).toBe('verifying')
      expect(await connectionRows(world, agency)).toEqual([])
      await heal()
      await pollSession(agency.ctx('system'), begun.linkSessionId, true)
      expect(await state(begun.linkSessionId)).toBe('completed')
      expect((await connectionRows(world, agency)).map((row) => row.status)).toEqual(['active'])
      expect(await listProviderProblems(agency.ctx())).toEqual([])
    })

  it.concurrent.each(QUICK)('whose list %s needs no list, unless the status is refused', async (_, what) => {
    const { agency, fault, heal } = await place()
    const { connectionId, login } = await connectExpired(world, agency)
    const again = await beginAgain(agency, connectionId)
    const callback = await again.browser.login(again.url, login)
    await world.sandbox.switch(agency.apiKey, { hostedStatus: 'refused' })
    await fault('/v2/account/connections', what)
    await comeBack(world, callback, again.browser)
    expect(await state(again.linkSessionId)).toBe('verifying')
    expect((await connectionRow(world, connectionId)).status).toBe('needs_reauth')
    await heal()
    await pollSession(agency.ctx('system'), again.linkSessionId)
    expect(await state(again.linkSessionId)).toBe('completed')
    expect((await connectionRow(world, connectionId)).status).toBe('active')
  })

  it.concurrent('gives up after five seconds, and the job goes on', async () => {
    const { agency, fault, heal } = await place()
    const begun = await begin(agency)
    const callback = await begun.browser.login(begun.url, newLogin())
    await fault('/v2/link/', { kind: 'delay', ms: LONG })
    const since = performance.now()
    await comeBack(world, callback, begun.browser)
    expect(performance.now() - since).toBeLessThan(7_500)
    expect(await state(begun.linkSessionId)).toBe('verifying')
    await heal()
    await pollSession(agency.ctx('system'), begun.linkSessionId, true)
    expect(await state(begun.linkSessionId)).toBe('completed')
  })

  it.concurrent('whose list contradicts the status proves nothing', async () => {
    const { agency, fault } = await place()
    const { connectionId } = await connect(world, agency)
    const known = await connectionRow(world, connectionId)
    const begun = await begin(agency)
    const { referenceId } = await sessionRow(world, begun.linkSessionId)
    const callback = await begun.browser.login(begun.url, newLogin())
    const item = {
      id: known.providerConnectionId,
      status: 'active',
      userData: { id: known.ofUserId, name: 'x', username: 'x', avatar: null },
      permissions: [],
      clientReferenceId: referenceId,
    }
    const list = { list: [item], hasMore: false }
    await fault('/v2/account/connections', { kind: 'json', status: 200, body: list })
    await comeBack(world, callback, begun.browser)
    expect(await state(begun.linkSessionId)).toBe('verifying')
    expect(await connectionRow(world, connectionId)).toEqual(known)
  })
})

describe('the poll', () => {
  it.concurrent.each(QUICK)('of a provider that %s changes nothing', async (_, what) => {
    const { agency, fault, heal } = await place()
    const begun = await begin(agency)
    await begun.browser.open(begun.url)
    await fault('/v2/link/', what)
    expect(await pollSession(agency.ctx('system'), begun.linkSessionId)).toBe('open')
    expect(await state(begun.linkSessionId)).toBe('open')
    await heal()
    await pollSession(agency.ctx('system'), begun.linkSessionId)
    expect(await state(begun.linkSessionId)).toBe('authenticating')
  })

  it.concurrent('does not take "not proven" from a provider that could not be asked', async () => {
    const { agency, fault, heal } = await place()
    const begun = await begin(agency)
    await begun.browser.login(begun.url, newLogin())
    await world.db
      .admin`update link_sessions set state = 'verifying', state_changed_at = now() - interval '10 minutes'
      where id = ${begun.linkSessionId}`
    await fault('/v2/', { kind: 'status', status: 503 }, 'GET', 20)
    await pollSession(agency.ctx('system'), begun.linkSessionId)
    expect(await state(begun.linkSessionId)).toBe('verifying')
    expect((await accountRow(world, agency)).unavailableSince).not.toBeNull()
    await heal()
    await pollSession(agency.ctx('system'), begun.linkSessionId)
    expect(await state(begun.linkSessionId)).toBe('needs_review')
    expect((await accountRow(world, agency)).unavailableSince).toBeNull()
  })
})

describe('list and check', () => {
  it.concurrent.each(QUICK)('of a provider that %s change no connection', async (_, what, kind) => {
    const { agency, fault, heal } = await place()
    const { connectionId } = await connect(world, agency)
    await world.db
      .admin`update connections set updated_at = now() - interval '1 hour' where id = ${connectionId}`
    // A strike is counted; what people see of the connection stays.
    const rows = async () =>
      (await connectionRows(world, agency)).map(({ strikes, updatedAt, ...row }) => row)
    const before = await rows()
    await fault('/v2/account/connections', what)
    expect(await diffConnections(agency.ctx('system'), agency.accountId)).toEqual({
      listed: 0,
      changed: 0,
      complete: false,
    })
    await fault('/v2/access/self', what)
    await expect(verifyConnection(agency.ctx(), { connectionId })).rejects.toMatchObject({ kind })
    expect(await rows()).toEqual(before)
    await heal()
    expect((await verifyConnection(agency.ctx(), { connectionId })).status).toBe('active')
  })
})
