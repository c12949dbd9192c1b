import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diffConnections } from '../connections/diff-connections'
import { begin, beginAgain, comeBack, connect, connectExpired, newLogin } from '../testing/flows'
import { forgetJobs, runJobs } from '../testing/jobs'
import { connectionRow, connectionRows, deletionRows, sessionRow, timeline } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { pollSession } from './poll-session'
import { resolveReview } from './resolve-review'
import { stopLinkSession } from './revoke'

const MINUTE = 60_000
let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const state = async (id: string) => (await sessionRow(world, id)).state
const system = () => agency.ctx('system')
const fresh = async () => {
  agency = await world.newAgency()
  await forgetJobs(world)
}

describe('the tab is closed before the callback', () => {
  it('on connect: the poll finds it, the initiator confirms it', async () => {
    await fresh()
    const begun = await begin(agency)
    await begun.browser.login(begun.url, newLogin())
    await pollSession(system(), begun.linkSessionId)
    expect(await sessionRow(world, begun.linkSessionId)).toMatchObject({
      state: 'needs_review',
      reviewReason: 'browser_not_returned',
      resultConnectionId: null,
    })
    expect(await connectionRows(world, agency)).toEqual([])
    await resolveReview(agency.ctx('staff'), { linkSessionId: begun.linkSessionId, choice: 'confirm' })
    expect(await state(begun.linkSessionId)).toBe('completed')
    expect((await connectionRows(world, agency)).map((row) => row.status)).toEqual(['active'])
  })

  it('on reconnect: the poll repairs the connection, because its identity was expected', async () => {
    await fresh()
    const { connectionId, login } = await connectExpired(world, agency)
    const again = await beginAgain(agency, connectionId)
    await again.browser.login(again.url, login)
    await pollSession(system(), again.linkSessionId)
    expect(await state(again.linkSessionId)).toBe('completed')
    expect((await connectionRow(world, connectionId)).status).toBe('active')
  })

  it.each(['allowed', 'refused'] as const)(
    'the list finds it, in the right agency and once, with the status %s',
    async (hostedStatus) => {
      const other = await world.newAgency()
      await fresh()
      await world.sandbox.switch(agency.apiKey, { hostedStatus, callback: 'drop' })
      const begun = await begin(agency)
      expect(await begun.browser.login(begun.url, newLogin())).toBeNull()
      for (let i = 0; i < 2; i += 1) {
        await diffConnections(other.ctx('system'), other.accountId)
        await diffConnections(system(), agency.accountId)
      }
      await runJobs(world)
      expect(await state(begun.linkSessionId)).toBe('needs_review')
      await resolveReview(agency.ctx('staff'), { linkSessionId: begun.linkSessionId, choice: 'confirm' })
      await diffConnections(system(), agency.accountId)
      await runJobs(world)
      expect(await connectionRows(world, agency)).toHaveLength(1)
      expect(await connectionRows(world, other)).toEqual([])
      const [orphans] = await world.db.admin`select count(*)::int as n from orphans`
      expect(orphans?.n).toBe(0)
    },
  )

  it('on reconnect with the status refused: the list repairs it', async () => {
    await fresh()
    const { connectionId, login } = await connectExpired(world, agency)
    await world.sandbox.switch(agency.apiKey, { hostedStatus: 'refused', callback: 'drop' })
    const again = await beginAgain(agency, connectionId)
    await again.browser.login(again.url, login)
    await diffConnections(system(), agency.accountId)
    await runJobs(world)
    expect((await connectionRow(world, connectionId)).status).toBe('active')
    expect(await connectionRows(world, agency)).toHaveLength(1)
  })

  it('and the browser comes back after the poll: it is confirmed by that', async () => {
    await fresh()
    const begun = await begin(agency)
    const callback = await begun.browser.login(begun.url, newLogin())
    await pollSession(system(), begun.linkSessionId)
    expect(await state(begun.linkSessionId)).toBe('needs_review')
    await comeBack(world, callback, begun.browser)
    expect(await state(begun.linkSessionId)).toBe('completed')
    expect((await connectionRows(world, agency)).map((row) => row.status)).toEqual(['active'])
  })

  it('and another browser brings the callback: it still waits for its initiator', async () => {
    await fresh()
    const begun = await begin(agency)
    const elsewhere = await begin(agency, 'other')
    const callback = await elsewhere.browser.login(begun.url, newLogin())
    expect(await comeBack(world, callback, elsewhere.browser)).not.toContain(begun.linkSessionId)
    await pollSession(system(), begun.linkSessionId)
    await comeBack(world, callback, elsewhere.browser)
    expect(await state(begun.linkSessionId)).toBe('needs_review')
    expect(await connectionRows(world, agency)).toEqual([])
  })
})

describe('what the poll writes', () => {
  it('login, second factor and its end', async () => {
    await fresh()
    const begun = await begin(agency)
    await pollSession(system(), begun.linkSessionId)
    expect(await state(begun.linkSessionId)).toBe('open')
    await begun.browser.open(begun.url)
    await pollSession(system(), begun.linkSessionId)
    expect(await state(begun.linkSessionId)).toBe('authenticating')
    await begun.browser.typeLogin(begun.url, newLogin('creator-sms'))
    await pollSession(system(), begun.linkSessionId)
    const challenged = await sessionRow(world, begun.linkSessionId)
    expect(challenged.state).toBe('challenge')
    expect(challenged.challenge).toMatchObject({ kinds: ['sms'], attemptsLeft: 3 })
    expect(challenged.challenge?.hint).toMatch(/^\d{4}$/)
    await begun.browser.typeCode(begun.url, '000000')
    await pollSession(system(), begun.linkSessionId)
    expect((await sessionRow(world, begun.linkSessionId)).challenge?.attemptsLeft).toBe(2)
    for (let i = 0; i < 2; i += 1) await begun.browser.typeCode(begun.url, '000000')
    await pollSession(system(), begun.linkSessionId)
    expect(await sessionRow(world, begun.linkSessionId)).toMatchObject({
      state: 'failed',
      outcomeCode: 'provider_failed',
      challenge: null,
    })
  })

  it('a session that nobody finished expires after its time', async () => {
    await fresh()
    const begun = await begin(agency)
    world.clock.advance(61 * MINUTE)
    await pollSession(system(), begun.linkSessionId)
    expect(await state(begun.linkSessionId)).toBe('open')
    world.clock.advance(2 * MINUTE)
    await pollSession(system(), begun.linkSessionId)
    world.clock.reset()
    expect(await sessionRow(world, begun.linkSessionId)).toMatchObject({
      state: 'expired',
      outcomeCode: 'session_expired',
    })
  })

  it('an expired session that succeeded after all is found by the list', async () => {
    await fresh()
    const begun = await begin(agency)
    world.clock.advance(63 * MINUTE)
    await pollSession(system(), begun.linkSessionId)
    world.clock.reset()
    expect(await state(begun.linkSessionId)).toBe('expired')
    const callback = await begun.browser.login(begun.url, newLogin())
    await diffConnections(system(), agency.accountId)
    await runJobs(world, 'link-session.finish')
    expect(await state(begun.linkSessionId)).toBe('needs_review')
    await comeBack(world, callback, begun.browser)
    expect(await state(begun.linkSessionId)).toBe('completed')
  })

  it('a claimed success that the provider never confirms fails, and says so', async () => {
    await fresh()
    const begun = await begin(agency)
    const { referenceId } = await sessionRow(world, begun.linkSessionId)
    await comeBack(world, `status=success&client_reference_id=${referenceId}`, begun.browser)
    expect(await state(begun.linkSessionId)).toBe('verifying')
    expect(await pollSession(system(), begun.linkSessionId)).toBe('verifying')
    world.clock.advance(4 * MINUTE)
    await pollSession(system(), begun.linkSessionId)
    world.clock.reset()
    expect(await sessionRow(world, begun.linkSessionId)).toMatchObject({
      state: 'failed',
      outcomeCode: 'not_proven',
    })
    await comeBack(world, await begun.browser.login(begun.url, newLogin()), begun.browser)
    expect(await state(begun.linkSessionId)).toBe('completed')
  })

  it('a session whose start was cut off fails after a while, not at once', async () => {
    await fresh()
    const begun = await begin(agency)
    await world.db.admin`update link_sessions set state = 'created', provider_session_sealed = null
      where id = ${begun.linkSessionId}`
    await pollSession(system(), begun.linkSessionId)
    expect(await state(begun.linkSessionId)).toBe('created')
    world.clock.advance(3 * MINUTE)
    await pollSession(system(), begun.linkSessionId)
    world.clock.reset()
    expect(await sessionRow(world, begun.linkSessionId)).toMatchObject({
      state: 'failed',
      outcomeCode: 'internal',
    })
  })
})

describe('a session that was stopped', () => {
  /** Stops it in our books while the provider does not hear of it, so that the person can go on there. */
  async function stopUnheard(linkSessionId: string): Promise<void> {
    await world.sandbox.fault(agency.apiKey, { method: 'DELETE', path: '/v2/link' }, { kind: 'reset' })
    await stopLinkSession(agency.ctx('staff'), { linkSessionId })
  }

  it('is deaf to a later success, which is deleted at the provider and told', async () => {
    await fresh()
    const begun = await begin(agency)
    await stopUnheard(begun.linkSessionId)
    const callback = await begun.browser.login(begun.url, newLogin())
    expect(callback).not.toBeNull()
    await comeBack(world, callback, begun.browser)
    expect(await state(begun.linkSessionId)).toBe('revoked')
    await diffConnections(system(), agency.accountId)
    await runJobs(world)
    expect(await world.sandbox.connections(agency.apiKey)).toEqual([])
    expect(await connectionRows(world, agency)).toEqual([])
    expect(await timeline(world, { linkSessionId: begun.linkSessionId })).toEqual(
      expect.arrayContaining(['session.revoked', 'deletion.requested', 'deletion.confirmed']),
    )
  })

  it('and was a reconnect never costs the connection that works', async () => {
    await fresh()
    const { connectionId, login } = await connect(world, agency)
    const again = await beginAgain(agency, connectionId)
    await stopUnheard(again.linkSessionId)
    const callback = await again.browser.login(again.url, login)
    await comeBack(world, callback, again.browser)
    await pollSession(system(), again.linkSessionId)
    await diffConnections(system(), agency.accountId)
    await runJobs(world)
    expect(await deletionRows(world, agency)).toEqual([])
    expect((await connectionRow(world, connectionId)).status).toBe('active')
    expect(await world.sandbox.connections(agency.apiKey)).toHaveLength(1)
  })
})
