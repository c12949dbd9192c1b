import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type BuiltAction, builtActions, builtDetours, builtPaths, builtRoutes } from '../authz/build-entries'
import { Http, outcomeOf } from '../authz/http'
import { ID_KINDS, type IdKind } from '../authz/kinds'
import { ACTIONS, PATHS } from '../authz/matrix'
import {
  callAction,
  entryOf,
  tryElsewhere,
  tryEverybody,
  tryLinks,
  tryOtherPages,
  trySmuggling,
} from '../authz/run-actions'
import { tryDetours, tryPath } from '../authz/run-paths'
import { startWithoutProxy } from '../authz/without-proxy'
import { World } from '../authz/world'
import { environment } from '../fixtures/environment'
import { expect, test } from '../fixtures/test'

test.describe.configure({ timeout: 900_000 })

const buildId = () => readFileSync(path.resolve(environment.distDir, 'BUILD_ID'), 'utf8').trim()

test('the matrix has every action and every path of the build, and nothing else', () => {
  expect(
    builtActions()
      .map((action) => action.key)
      .sort(),
  ).toEqual(Object.keys(ACTIONS).sort())
  const known = Object.keys(PATHS)
  expect(
    builtPaths().filter((one) => !known.includes(one)),
    'missing in the matrix',
  ).toEqual([])
  // Next writes its own error pages or not, depending on its version.
  const stale = known.filter((one) => !builtPaths().includes(one) && PATHS[one]?.kind !== 'ownError')
  expect(stale, 'not in the build').toEqual([])
  expect(builtDetours(), 'configured redirects and rewrites').toEqual([])
})

type Round = {
  /** What is tried at an action after every principal was. */
  ways: ((http: Http, world: World, action: BuiltAction) => Promise<string[]>)[]
  kinds: readonly IdKind[]
  /** Where the turns of the detours begin. */
  turn: number
}

async function everything(http: Http, world: World, { ways, kinds, turn }: Round): Promise<string[]> {
  const surprises: string[] = []
  await world.settleAbroad()
  let abroad = await world.booksOf(world.foreign)
  for (const action of builtActions()) {
    surprises.push(...(await tryEverybody(http, world, action, kinds)))
    for (const attempt of ways) surprises.push(...(await attempt(http, world, action)))
    const after = await world.booksOf(world.foreign)
    for (const [table, rows] of Object.entries(after))
      if (rows !== abroad[table])
        surprises.push(`${action.key}: ${table} of the foreign agency changed to ${rows}`)
    abroad = after
  }
  for (const one of builtPaths()) surprises.push(...(await tryPath(http, world, one, kinds)))
  surprises.push(...(await tryDetours(http, world, buildId(), turn)))
  return surprises
}

test('everybody, with every kind of id, at every action and path', async ({ sql, people }) => {
  const ways = [tryElsewhere, trySmuggling, tryOtherPages, tryLinks]
  const round = { ways, kinds: ID_KINDS, turn: 0 }
  expect(await everything(new Http(), await World.make(sql, people), round)).toEqual([])
})

test('the same with the proxy taken out', async ({ sql, people }) => {
  const without = await startWithoutProxy()
  try {
    const http = new Http(without.origin)
    expect((await new Http().send('/sign-in')).headers['content-security-policy']).toContain('nonce-')
    const page = await http.send('/sign-in')
    expect(page.status).toBe(200)
    expect(page.headers['content-security-policy'], 'the proxy is gone').toBeUndefined()
    // Who sends what from where is the wrapper's to refuse and was tried; here it is about who may do what.
    const round: Round = { ways: [], kinds: ['own', 'foreign'], turn: 1 }
    expect(await everything(http, await World.make(sql, people), round)).toEqual([])
  } finally {
    await without.stop()
  }
})

test('routes take no other method', async () => {
  const http = new Http()
  for (const route of builtRoutes()) {
    const entry = PATHS[route]
    const open = entry?.kind === 'public' ? entry : null
    const address = open
      ? route.replace('[provider]', 'ofauth').replace('[account]', 'y')
      : route.replace('[agency]', 'x').replace('[id]', 'y')
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const { status } = await http.send(address, { method, headers: { origin: http.origin } })
      expect(status, `${method} ${address}`).toBe(method === 'POST' ? (open?.post ?? 405) : 405)
    }
  }
})

test('a role counts from the next request on', async ({ sql, people }) => {
  const http = new Http()
  const world = await World.make(sql, people)
  const action = builtActions().find((one) => one.key.endsWith('#disconnectConnectionAction'))
  if (!action) throw new Error('There is no such action.')
  const headers = await world.cookieOf('owner')
  const call = () => callAction({ http, world, action, principal: 'owner', kind: 'own', headers })
  expect(outcomeOf(await call())).toBe('ok')
  const who = sql`agency_id = ${world.home.agency.id} and user_id = ${world.userId('owner')}`
  await sql`update memberships set role = 'staff' where ${who}`
  expect(outcomeOf(await call())).toBe('forbidden')
  await sql`delete from memberships where ${who}`
  expect(outcomeOf(await call())).toBe('not_found')
  await sql`update users set disabled_at = now() where id = ${world.userId('owner')}`
  expect(outcomeOf(await call())).toBe('unauthenticated')
})

test('what cannot be undone asks who is there, and nothing else does', async ({ sql, people }) => {
  const http = new Http()
  const world = await World.make(sql, people)
  const asking: string[] = []
  for (const action of builtActions()) {
    const entry = entryOf(action)
    if (entry.kind === 'public' || entry.kind === 'creator') continue
    const headers = await world.cookieOf('owner', { stepped_up_at: new Date(Date.now() - 11 * 60_000) })
    const answer = await callAction({ http, world, action, principal: 'owner', kind: 'own', headers })
    if (outcomeOf(answer) === 'step_up_required') asking.push(action.key)
  }
  const expected = Object.entries(ACTIONS).filter(([, entry]) => 'stepUp' in entry && entry.stepUp)
  expect(asking.sort()).toEqual(expected.map(([key]) => key).sort())
})
