import { afterAll, beforeAll, expect, it } from 'vitest'
import { begin, beginAgain, comeBack, connectExpired, newLogin } from '../testing/flows'
import { audited, connectionRow, connectionRows, sessionRow, timeline } from '../testing/rows'
import { makeWorld, type World } from '../testing/world'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const count = (kinds: string[], kind: string) => kinds.filter((each) => each === kind).length

it('a hundred callbacks at once make one connection and one line', async () => {
  const agency = await world.newAgency()
  const begun = await begin(agency)
  const callback = await begun.browser.login(begun.url, newLogin())
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => comeBack(world, callback, begun.browser)),
  )
  expect(new Set(answers)).toEqual(new Set([`/a/${agency.slug}/link-sessions/${begun.linkSessionId}`]))
  const rows = await connectionRows(world, agency)
  expect(rows).toHaveLength(1)
  const session = await sessionRow(world, begun.linkSessionId)
  expect(session).toMatchObject({ state: 'completed', resultConnectionId: rows[0]?.id })
  const lines = await timeline(world, { linkSessionId: session.id })
  for (const kind of ['session.completed', 'connection.created', 'session.verifying'])
    expect(count(lines, kind), kind).toBe(1)
  expect(await audited(world, 'link_session.complete', session.id)).toBe(1)
  expect(await audited(world, 'connection.created', rows[0]?.id ?? '')).toBe(1)
}, 90_000)

it('a hundred callbacks of a reconnect renew once', async () => {
  const agency = await world.newAgency()
  const { connectionId, login } = await connectExpired(world, agency)
  const again = await beginAgain(agency, connectionId)
  const callback = await again.browser.login(again.url, login)
  await Promise.all(Array.from({ length: 100 }, () => comeBack(world, callback, again.browser)))
  expect(await connectionRows(world, agency)).toHaveLength(1)
  expect((await connectionRow(world, connectionId)).status).toBe('active')
  const lines = await timeline(world, { linkSessionId: again.linkSessionId })
  expect(count(lines, 'connection.reconnected')).toBe(1)
  expect(await audited(world, 'link_session.complete', again.linkSessionId)).toBe(1)
}, 90_000)

it('sessions that prove the same OnlyFans user at once end in one row', async () => {
  const agency = await world.newAgency()
  const login = newLogin()
  const all = await Promise.all(Array.from({ length: 4 }, () => begin(agency)))
  const callbacks = await Promise.all(all.map((one) => one.browser.login(one.url, login)))
  await Promise.all(all.map((one, i) => comeBack(world, callbacks[i] ?? null, one.browser)))
  // Whoever lost the race is asked again, as the worker would.
  for (const [i, one] of all.entries()) await comeBack(world, callbacks[i] ?? null, one.browser)
  const rows = await connectionRows(world, agency)
  expect(rows).toHaveLength(1)
  for (const one of all)
    expect(await sessionRow(world, one.linkSessionId)).toMatchObject({
      state: 'completed',
      resultConnectionId: rows[0]?.id,
    })
}, 60_000)

it('a replay after expiry, in the right browser, shows the result and changes nothing', async () => {
  const agency = await world.newAgency()
  const begun = await begin(agency)
  const callback = await begun.browser.login(begun.url, newLogin())
  await comeBack(world, callback, begun.browser)
  const before = await sessionRow(world, begun.linkSessionId)
  world.clock.advance(5 * 3_600_000)
  expect(await comeBack(world, callback, begun.browser)).toContain(begun.linkSessionId)
  world.clock.reset()
  expect(await sessionRow(world, begun.linkSessionId)).toEqual(before)
})
