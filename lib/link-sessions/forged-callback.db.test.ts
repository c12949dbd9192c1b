import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diffConnections } from '../connections/diff-connections'
import { randomToken } from '../crypto/random'
import { TestBrowser } from '../testing/browser'
import { type Begun, begin, beginAgain, type Connected, comeBack, connect, newLogin } from '../testing/flows'
import { connectionRow, sessionRow, snapshot } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { NEUTRAL_PATH } from './handle-callback'

const RUNS_PER_FAMILY = 200

let world: World
let home: Agency
let foreign: Agency
/** Finished and unfinished sessions of both agencies: what a forger could know of and would like to use. */
let done: Connected
let foreignDone: Connected
let open: Begun
let foreignOpen: Begun
let reference: Record<'done' | 'foreignDone' | 'open' | 'foreignOpen', string>
let connectionId: Record<'home' | 'foreign', string>

beforeAll(async () => {
  world = await makeWorld()
  home = await world.newAgency()
  foreign = await world.newAgency()
  done = await connect(world, home)
  foreignDone = await connect(world, foreign)
  open = await begin(home)
  foreignOpen = await begin(foreign)
  const referenceOf = async (of: Begun) => (await sessionRow(world, of.linkSessionId)).referenceId
  reference = {
    done: await referenceOf(done),
    foreignDone: await referenceOf(foreignDone),
    open: await referenceOf(open),
    foreignOpen: await referenceOf(foreignOpen),
  }
  const remoteOf = async (of: Connected) => (await connectionRow(world, of.connectionId)).providerConnectionId
  connectionId = { home: await remoteOf(done), foreign: await remoteOf(foreignDone) }
}, 60_000)
afterAll(() => world.close())

const everything = () =>
  snapshot(world, ['connections', 'link_sessions', 'events', 'audit_log', 'orphans', 'provider_deletions'])

type Forged = { query: [string, string][]; browser: string | null }

const word = fc.stringMatching(/^[A-Za-z0-9_-]{1,60}$/)
const status = fc.constantFrom('success', 'cancelled', 'error')
/** Never the cookie of a browser that started something. */
const stranger = fc.option(
  fc.constant(null).map(() => randomToken()),
  { nil: null, freq: 2 },
)
const anyReference = () => fc.constantFrom(...Object.values(reference))
const anyConnection = () => fc.constantFrom(...Object.values(connectionId))

const query = (parts: Record<string, fc.Arbitrary<string>>) =>
  fc.record(parts).map((values): [string, string][] => Object.entries(values))

const from = (pairs: fc.Arbitrary<[string, string][]>, browser: fc.Arbitrary<string | null> = stranger) =>
  fc.record({ query: pairs, browser })

const genuine = () =>
  query({
    status: fc.constant('success'),
    connection_id: anyConnection(),
    client_reference_id: anyReference(),
  })

/** One value of a genuine callback, spoiled in some way. */
const spoiled = (spoil: fc.Arbitrary<(value: string) => string>) =>
  from(
    fc
      .tuple(genuine(), fc.nat(2), spoil)
      .map(([pairs, at, change]) =>
        pairs.map(([name, value], i) => [name, i === at ? change(value) : value]),
      ),
  )

const insert = (text: fc.Arbitrary<string>) =>
  fc.tuple(text, fc.nat(20)).map(
    ([part, at]) =>
      (value: string) =>
        value.slice(0, at) + part + value.slice(at),
  )

const FAMILIES: Record<string, () => fc.Arbitrary<Forged>> = {
  'random ids and references': () => from(query({ status, connection_id: word, client_reference_id: word })),
  'a real connection, no reference': () => from(query({ status, connection_id: anyConnection() })),
  'a real connection, an invented reference': () =>
    from(query({ status, connection_id: anyConnection(), client_reference_id: word })),
  'a genuine callback in another browser': () => from(genuine()),
  'no browser at all': () => from(genuine(), fc.constant(null)),
  'connection and reference of different sessions': () =>
    from(query({ status, connection_id: anyConnection(), client_reference_id: anyReference() })),
  'the reference in another case': () =>
    spoiled(
      fc.constantFrom(
        (value: string) => value.toUpperCase(),
        (value: string) => value.toLowerCase(),
      ),
    ),
  'a name twice': () =>
    from(
      fc
        .tuple(genuine(), fc.nat(2))
        .map(([pairs, at]) => [...pairs, pairs[at] ?? ['status', 'success']] as [string, string][]),
    ),
  'arrays and objects': () =>
    from(
      fc
        .tuple(genuine(), fc.constantFrom('[]', '[0]', '[$ne]', '.x', '%5B%5D'))
        .map(([pairs, suffix]) => pairs.map(([name, value]) => [name + suffix, value])),
    ),
  'ten kilobytes': () => spoiled(fc.constant((value: string) => value.padEnd(10_000, 'x'))),
  'CR, LF and tabs': () => spoiled(insert(fc.constantFrom('\r\n', '\n', '\r', '\t', '\r\nSet-Cookie: a=b'))),
  NUL: () => spoiled(insert(fc.constantFrom('\0', '%00', '\u0000x'))),
  emoji: () => spoiled(insert(fc.constantFrom('😀', '👩‍👩‍👧', '🏴‍☠️'))),
  'right-to-left and invisible characters': () =>
    spoiled(insert(fc.constantFrom('\u202e', '\u200f', '\u200b', '\ufeff', 'א'))),
  'lone surrogates and other text': () =>
    spoiled(insert(fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }))),
  'look-alike letters': () => spoiled(insert(fc.constantFrom('а', 'ｓ', '–', 'ı'))),
  'markup and statements': () =>
    spoiled(insert(fc.constantFrom('<script>', "' or 1=1--", '#{x}', '{{x}}', '../..', '; drop table'))),
  'an unknown status': () =>
    from(
      query({
        status: fc.constantFrom('SUCCESS', 'ok', 'Success', 'done', ''),
        client_reference_id: anyReference(),
      }),
    ),
  'nothing that was asked for': () =>
    from(fc.array(fc.tuple(word, fc.string({ maxLength: 20 })), { maxLength: 30 })),
  'unknown steps and codes': () =>
    from(query({ status, step: word, error_code: word, client_reference_id: anyReference() })),
}

describe('a forged callback', () => {
  const seen = new Set<string>()
  let forged = 0

  it.each(Object.keys(FAMILIES))(
    '%s: is answered neutrally and changes nothing',
    async (name) => {
      const before = await everything()
      const family = FAMILIES[name]
      if (!family) throw new Error('no such family')
      await fc.assert(
        fc.asyncProperty(family(), async ({ query: pairs, browser }) => {
          forged += 1
          seen.add(await comeBack(world, new URLSearchParams(pairs), browser))
        }),
        { numRuns: RUNS_PER_FAMILY },
      )
      expect(await everything()).toBe(before)
      expect([...seen]).toEqual([NEUTRAL_PATH])
    },
    120_000,
  )

  it('came thousands of times, in many shapes, and was counted', async () => {
    const [row] = await world.db.admin`select sum(count)::int as n from security_counters`
    expect(Object.keys(FAMILIES).length).toBeGreaterThanOrEqual(15)
    expect(forged).toBeGreaterThanOrEqual(3_000)
    expect(row?.n).toBe(forged)
    process.stdout.write(
      `forged callbacks: ${forged} in ${Object.keys(FAMILIES).length} families, 0 accepted\n`,
    )
  })

  it('while the genuine one, in its browser, is accepted', async () => {
    const callback = await open.browser.login(open.url, newLogin())
    expect(callback?.searchParams.get('client_reference_id')).toBe(reference.open)
    expect(await comeBack(world, callback, open.browser)).toContain(open.linkSessionId)
    expect((await sessionRow(world, open.linkSessionId)).state).toBe('completed')
  })
})

describe('a callback in a browser that has a session of its own', () => {
  it('believes neither a foreign connection nor a foreign reference', async () => {
    const mine = await begin(home)
    const before = await snapshot(world, ['connections'])
    const own = (await sessionRow(world, mine.linkSessionId)).referenceId
    for (const hint of [
      `status=success&connection_id=${connectionId.foreign}&client_reference_id=${own}`,
      `status=success&connection_id=${connectionId.foreign}`,
      `status=success&connection_id=${connectionId.home}&client_reference_id=${own}`,
    ])
      expect(await comeBack(world, hint, mine.browser)).toContain(mine.linkSessionId)
    const query = `status=success&connection_id=${connectionId.foreign}&client_reference_id=${reference.foreignDone}`
    expect(await comeBack(world, query, mine.browser)).toBe(NEUTRAL_PATH)
    expect(await snapshot(world, ['connections'])).toBe(before)
    expect((await sessionRow(world, mine.linkSessionId)).resultConnectionId).toBeNull()
  })

  it('takes the account that this browser linked, whatever connection the address names', async () => {
    const mine = await begin(home)
    const callback = await mine.browser.login(mine.url, newLogin())
    const genuineId = callback?.searchParams.get('connection_id')
    callback?.searchParams.set('connection_id', connectionId.foreign)
    const before = await snapshot(world, ['connections'], foreign)
    await comeBack(world, callback, mine.browser)
    const { resultConnectionId } = await sessionRow(world, mine.linkSessionId)
    const row = await connectionRow(world, resultConnectionId ?? '')
    expect([row.agencyId, row.providerConnectionId]).toEqual([home.id, genuineId])
    expect(await snapshot(world, ['connections'], foreign)).toBe(before)
  })

  it('takes nothing that another agency holds, although our own key shows it', async () => {
    const mine = await begin(home)
    const callback = await mine.browser.login(mine.url, newLogin())
    const id = callback?.searchParams.get('connection_id') ?? ''
    const remote = (await world.sandbox.connections(home.apiKey)).find((row) => row.id === id)
    const held = await connect(world, foreign)
    await world.db
      .admin`update connections set provider_connection_id = ${id}, of_user_id = ${remote?.userData.id ?? ''}
      where id = ${held.connectionId}`
    const before = await snapshot(world, ['connections', 'provider_deletions', 'orphans'])
    await comeBack(world, callback, mine.browser)
    expect(await sessionRow(world, mine.linkSessionId)).toMatchObject({
      state: 'failed',
      outcomeCode: 'already_connected',
      candidate: null,
    })
    await diffConnections(home.ctx('system'), home.accountId)
    expect(await snapshot(world, ['connections', 'provider_deletions', 'orphans'])).toBe(before)
  })

  it('never lets the answer to a connect finish a reconnect', async () => {
    const repair = await beginAgain(home, done.connectionId)
    const fresh = await begin(home, 'staff', repair.browser)
    const callback = await fresh.browser.login(fresh.url, newLogin())
    callback?.searchParams.set(
      'client_reference_id',
      (await sessionRow(world, repair.linkSessionId)).referenceId,
    )
    await comeBack(world, callback, repair.browser)
    expect((await sessionRow(world, repair.linkSessionId)).state).not.toBe('completed')
    expect((await connectionRow(world, done.connectionId)).providerConnectionId).toBe(connectionId.home)
  })
})

describe('another browser', () => {
  it('that opens a genuine callback gets the neutral answer and completes nothing', async () => {
    const before = await everything()
    const callback = await foreignOpen.browser.login(foreignOpen.url, newLogin())
    for (const browser of [null, new TestBrowser(), done.browser, open.browser])
      expect(await comeBack(world, callback, browser)).toBe(NEUTRAL_PATH)
    expect(await everything()).toBe(before)
    await comeBack(world, callback, foreignOpen.browser)
    expect((await sessionRow(world, foreignOpen.linkSessionId)).state).toBe('completed')
  })
})
