import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getConnection } from '../connections/get-connection'
import { getDiagnosis } from '../diagnosis/get-diagnosis'
import { TestBrowser } from '../testing/browser'
import { beginAgain, comeBack, connectExpired } from '../testing/flows'
import { forgetJobs, runJobs } from '../testing/jobs'
import { connectionRow, sessionRow } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { stopLinkSession } from './revoke'
import { startReconnect } from './start-reconnect'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  agency = await world.newAgency()
})
afterAll(() => world.close())

const seen = async (connectionId: string, who: 'staff' | 'other' = 'staff') => {
  const { liveReconnect } = await getConnection(agency.ctx(who), connectionId)
  const { live } = await getDiagnosis(agency.ctx(who), connectionId)
  expect(live).toEqual(liveReconnect)
  return liveReconnect
}
const tryAgain = (connectionId: string, who: 'staff' | 'other' = 'other') =>
  startReconnect(agency.ctx(who), {
    idempotencyKey: crypto.randomUUID(),
    connectionId,
    takeOver: false,
    browser: new TestBrowser().cookie,
  })

describe('a live reconnect', () => {
  it('is seen by everybody with who is at it, and holds up a second one', async () => {
    const { connectionId } = await connectExpired(world, agency)
    const { linkSessionId } = await beginAgain(agency, connectionId)
    expect(await seen(connectionId)).toMatchObject({ linkSessionId, startedBy: 'The staff', mine: true })
    const theirs = await seen(connectionId, 'other')
    expect(theirs).toMatchObject({ startedBy: 'The staff', mine: false, byCreator: false })
    expect(await tryAgain(connectionId)).toEqual({ kind: 'live', ...theirs })
  })

  it.each(['stopped', 'done', 'out of time'])('is free again when it is %s', async (end) => {
    const { connectionId, login } = await connectExpired(world, agency)
    const begun = await beginAgain(agency, connectionId)
    if (end === 'stopped') await stopLinkSession(agency.ctx(), begun)
    if (end === 'done') await comeBack(world, await begun.browser.login(begun.url, login), begun.browser)
    // The sweep has not come by: its row is still live.
    if (end === 'out of time')
      await world.db.admin`update link_sessions set expires_at = now() - interval '1 second'
        where id = ${begun.linkSessionId}`
    expect(await seen(connectionId)).toBeNull()
    expect((await tryAgain(connectionId)).kind).toBe('started')
  })

  it('that ran out is not stopped: a late success counts, once nobody else is at it', async () => {
    const { connectionId, login } = await connectExpired(world, agency)
    const begun = await beginAgain(agency, connectionId)
    await world.db.admin`update link_sessions set expires_at = now() - interval '1 second'
      where id = ${begun.linkSessionId}`
    const next = await tryAgain(connectionId)
    expect((await sessionRow(world, begun.linkSessionId)).state).toBe('expired')
    await forgetJobs(world)
    await comeBack(world, await begun.browser.login(begun.url, login), begun.browser)
    expect((await sessionRow(world, begun.linkSessionId)).state).toBe('expired')
    expect((await sessionRow(world, next.linkSessionId)).state).toBe('open')
    await runJobs(world, 'connection.verify', 1, agency)
    expect((await connectionRow(world, connectionId)).status).toBe('active')
    await stopLinkSession(agency.ctx(), next)
    await runJobs(world, 'link-session.finish', 1, agency)
    expect(await sessionRow(world, begun.linkSessionId)).toMatchObject({
      state: 'completed',
      resultConnectionId: connectionId,
    })
  })
})
