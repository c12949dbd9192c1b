import { describe, expect, it } from 'vitest'
import { createAdapter } from '../registry'
import type { ProofRequest } from '../types'
import { config, fakeApi, fixture, json, NOW, SECRET } from './testing/fake'

const OURS = 'reference-of-the-attempt'
const OLD = 'reference-of-the-first-time'
const ID = 'conn_expected'
const ACTIVE = '2026-03-01T11:59:00.000Z'
const STARTED = new Date('2026-03-01T11:58:00.000Z')

const user = (id = '48213377') => ({ id, name: 'Mara', username: 'mara', avatar: null })
const item = (over: Record<string, unknown> = {}) => ({
  ...((fixture('connections') as { list: object[] }).list[0] as object),
  id: ID,
  userData: user(),
  clientReferenceId: OURS,
  updatedAt: ACTIVE,
  ...over,
})
const completed = (id: unknown = ID, userId?: string) => ({
  status: 'completed',
  data: { id, userData: user(userId) },
})
const self = { ...(fixture('self') as object) }
const FORBIDDEN = () => json({ error: 'x', type: 'FORBIDDEN' }, 403)
const GONE = () => json({ error: 'Session not found' }, 404)
const fail =
  (type: string, status = 401) =>
  () =>
    json({ error: 'x', type }, status)

type World = { status?: unknown; list?: unknown; self?: unknown }

function run(world: World, over: Partial<ProofRequest> = {}) {
  const list = Array.isArray(world.list) ? { list: world.list, hasMore: false } : world.list
  const { deps, seen } = fakeApi({
    [`GET /v2/link/${SECRET}`]: world.status ?? GONE,
    'GET /v2/account/connections': list ?? { list: [], hasMore: false },
    'GET /v2/access/self': world.self ?? self,
  })
  const request: ProofRequest = {
    purpose: 'connect',
    clientSecret: SECRET,
    referenceId: OURS,
    startedAt: STARTED,
    expected: null,
    deadline: new Date(NOW.getTime() + 5_000),
    ...over,
  }
  const outcome = createAdapter('ofauth', config(), deps)
    .prove(request)
    .catch((error: unknown) => error)
  return { outcome, seen }
}
const prove = (world: World, over: Partial<ProofRequest> = {}) => run(world, over).outcome
const reconnect = (over: Partial<ProofRequest> = {}): Partial<ProofRequest> => ({
  purpose: 'reconnect',
  expected: { connectionId: ID, referenceId: OLD },
  ...over,
})

const proven = (over: object = {}) => ({ result: 'proven', connectionId: ID, ...over })
const pending = (state: string) => ({ result: 'pending', reading: { state } })

describe('(a) the status of this session', () => {
  it('proves with id, user, and the list for permissions', async () => {
    expect(await prove({ status: completed(), list: [item()] })).toEqual({
      result: 'proven',
      connectionId: ID,
      identity: { id: '48213377', username: 'mara', name: 'Mara', avatarUrl: null },
      permissions: ['profile:read', 'earnings:read'],
      referenceId: OURS,
      method: 'session_status',
    })
  })

  it.each([
    ['initialized', 'open'],
    ['pending', 'authenticating'],
    ['invalid_credentials', 'authenticating'],
    ['awaiting_2fa', 'challenge'],
    ['denied', 'denied'],
    ['failed', 'failed'],
  ])('%s proves nothing, whatever the list holds', async (status, state) => {
    const { outcome, seen } = run({ status: { status }, list: [item()] })
    expect(await outcome).toMatchObject(pending(state))
    expect(seen).toHaveLength(1)
  })

  it('proves without the list when that can not be read or does not hold the item', async () => {
    const bare = proven({ permissions: null, referenceId: null, method: 'session_status' })
    expect(await prove({ status: completed(), list: [] })).toMatchObject(bare)
    expect(await prove({ status: completed(), list: fail('UNKNOWN_ERROR', 500) })).toMatchObject(bare)
    expect(await prove({ status: completed(), list: { odd: true } })).toMatchObject(bare)
    expect(await prove({ status: completed(), list: () => json({ error: 'scope' }, 403) })).toMatchObject(
      bare,
    )
  })

  it('proves nothing when status and list contradict each other', async () => {
    const contradiction = { kind: 'invalid_response' }
    const status = completed()
    expect(await prove({ status, list: [item({ userData: user('9') })] })).toMatchObject(contradiction)
    expect(await prove({ status, list: [item({ id: 'conn_other' })] })).toMatchObject(contradiction)
    const asId = completed('as_1', '9')
    expect(await prove({ status: asId, list: [item()], self: FORBIDDEN })).toMatchObject(contradiction)
  })

  it('finds the connection by reference when the id is not one', async () => {
    const world = {
      status: completed('as_123'),
      list: [item({ id: 'conn_x', clientReferenceId: 'y' }), item()],
    }
    expect(await prove(world)).toMatchObject(proven({ method: 'session_status' }))
    expect(await prove({ ...world, list: [] })).toMatchObject({
      result: 'pending',
      reading: { state: 'completed', connectionId: null },
    })
    const kept = [item({ clientReferenceId: OLD })]
    expect(await prove({ ...world, list: kept })).toMatchObject(pending('completed'))
    expect(await prove({ ...world, list: kept }, reconnect())).toMatchObject(proven())
    const other = [item({ clientReferenceId: OLD, userData: user('9') })]
    expect(await prove({ ...world, list: other }, reconnect())).toMatchObject(pending('completed'))
  })

  it('names another connection or user than expected, for the caller to compare', async () => {
    const swapped = { status: completed('conn_new', '9'), list: [], self: { ...self, id: 9 } }
    expect(await prove(swapped, reconnect())).toMatchObject({
      result: 'proven',
      connectionId: 'conn_new',
      identity: { id: '9' },
    })
  })
})

describe('(b) the list, where the status does not help', () => {
  const silent: [string, unknown][] = [
    ['404', GONE],
    ['not_found', { status: 'not_found' }],
    ['403', () => json({ error: 'not for hosted sessions' }, 403)],
    ['400', () => json({ error: 'x', type: 'BAD_REQUEST' }, 400)],
    ['410', () => json({}, 410)],
    ['an unlisted word', { status: 'finalised' }],
    ['completed without a user', { status: 'completed', data: { id: ID } }],
  ]

  it.each(silent)('connect: %s, and our reference in the list', async (_name, status) => {
    expect(
      await prove({ status, list: [item({ id: 'conn_1', clientReferenceId: OLD }), item()] }),
    ).toMatchObject(
      proven({
        method: 'connection_list',
        referenceId: OURS,
        permissions: ['profile:read', 'earnings:read'],
      }),
    )
    expect(await prove({ status, list: [item({ clientReferenceId: OLD })] })).toMatchObject(pending('gone'))
    expect(await prove({ status, list: [item({ status: 'expired' })] })).toMatchObject(pending('gone'))
  })

  const START_MINUS = (ms: number) => new Date(STARTED.getTime() - ms).toISOString()
  const table: [string, Record<string, unknown>, boolean][] = [
    ['renewed, new reference', {}, true],
    ['renewed, old reference', { clientReferenceId: OLD }, true],
    ['renewed within the skew', { updatedAt: START_MINUS(4_900) }, true],
    ['updated before we began', { updatedAt: START_MINUS(5_100) }, false],
    ['updated before, though with our reference', { updatedAt: START_MINUS(60_000) }, false],
    ['never updated', { updatedAt: null }, false],
    ['expired', { status: 'expired' }, false],
    ['waiting for a factor', { status: 'awaiting_2fa' }, false],
    ['of unknown status', { status: 'napping' }, false],
    ['with a third reference', { clientReferenceId: 'somebody-else' }, false],
    ['without a reference', { clientReferenceId: null }, false],
    ['another connection, old reference', { id: 'conn_other', clientReferenceId: OLD }, false],
  ]
  it.each(table)('reconnect: an item %s', async (_name, over, isProof) => {
    const outcome = await prove({ list: [item(over)] }, reconnect())
    expect(outcome).toMatchObject(isProof ? proven({ method: 'connection_list' }) : pending('gone'))
  })

  it('reconnect: a connection that never had a reference may still have none', async () => {
    const expected = { connectionId: ID, referenceId: null }
    expect(await prove({ list: [item({ clientReferenceId: null })] }, reconnect({ expected }))).toMatchObject(
      proven({ referenceId: null }),
    )
  })

  it('reconnect: our reference at another connection wins over the old one at ours', async () => {
    const list = [item({ clientReferenceId: OLD }), item({ id: 'conn_new' })]
    expect(await prove({ list }, reconnect())).toMatchObject(proven({ connectionId: 'conn_new' }))
    expect(await prove({ list: list.toReversed() }, reconnect())).toMatchObject(
      proven({ connectionId: 'conn_new' }),
    )
  })

  it('connect: does not take a connection for renewed', async () => {
    const expected = { connectionId: ID, referenceId: OLD }
    expect(await prove({ list: [item({ clientReferenceId: OLD })] }, { expected })).toMatchObject(
      pending('gone'),
    )
  })

  it('reads on over pages, drops repeats, and stops at a page that only repeats', async () => {
    const page = (n: number) =>
      Array.from({ length: 100 }, (_, at) => item({ id: `conn_${n}_${at}`, clientReferenceId: null }))
    const paged = (url: URL) => {
      const offset = Number(url.searchParams.get('offset'))
      return { list: offset === 200 ? [...page(0).slice(1), item()] : page(offset / 100), hasMore: true }
    }
    const { outcome, seen } = run({ list: paged })
    expect(await outcome).toMatchObject(proven())
    expect(seen.filter((each) => each.path.includes('connections')).map((each) => each.path)).toEqual(
      [0, 100, 200].map((offset) => `/v2/account/connections?limit=100&offset=${offset}`),
    )
    const repeating = run({ list: { list: page(0), hasMore: true } })
    expect(await repeating.outcome).toMatchObject(pending('gone'))
    expect(repeating.seen).toHaveLength(3)
    const endless = run({
      list: (url: URL) => ({ list: page(Number(url.searchParams.get('offset'))), hasMore: true }),
    })
    expect(await endless.outcome).toMatchObject(pending('gone'))
    expect(endless.seen).toHaveLength(21)
  })
})

describe('(c) a read with the connection', () => {
  const ways: [string, World][] = [
    ['status', { status: completed(), list: [item()] }],
    ['list', { list: [item()] }],
  ]
  it.each(ways)('by %s: nobody signed in is not proven', async (_way, world) => {
    for (const reply of [
      { isAuth: false },
      fail('SESSION_EXPIRED'),
      fail('SESSION_NOT_PROVIDED'),
      fail('CONNECTION_NOT_FOUND', 404),
      fail('RESOURCE_NOT_FOUND', 404),
    ]) {
      expect(await prove({ ...world, self: reply })).toMatchObject({ result: 'pending' })
    }
  })

  it.each(ways)('by %s: a missing permission is no failure', async (_way, world) => {
    expect(await prove({ ...world, self: FORBIDDEN })).toMatchObject(proven())
  })

  it.each(ways)('by %s: another user is a contradiction', async (_way, world) => {
    expect(await prove({ ...world, self: { ...self, id: 9 } })).toMatchObject({ kind: 'invalid_response' })
  })

  it.each(ways)('by %s: a 403 that names no permission is not a missing one', async (_way, world) => {
    expect(await prove({ ...world, self: () => json({ error: 'blocked' }, 403) })).toMatchObject({
      kind: 'rejected',
    })
    const page = () => new Response('<html>blocked</html>', { status: 403 })
    expect(await prove({ ...world, self: page })).toMatchObject({ kind: 'unavailable' })
  })

  it('fills up what the list left empty', async () => {
    const list = [item({ userData: { id: '48213377' } })]
    expect(await prove({ list })).toMatchObject({ identity: { username: 'marawinter', name: 'Mara Winter' } })
  })
})

describe('failures', () => {
  const good: Required<World> = { status: completed(), list: [item()], self }
  const errors: [string, () => Response][] = [
    ['unauthorized_key', fail('UNAUTHORIZED')],
    ['unavailable', fail('UNKNOWN_ERROR', 503)],
    ['unavailable', fail('RULES_OUTDATED')],
    ['rate_limited', fail('RATE_LIMIT_EXCEEDED', 429)],
  ]
  it.each(errors)('%s goes through from every needed call', async (kind, reply) => {
    expect(await prove({ ...good, status: reply })).toMatchObject({ kind })
    expect(await prove({ ...good, self: reply })).toMatchObject({ kind })
    expect(await prove({ self, list: reply })).toMatchObject({ kind })
  })

  it('a refused key is told even where the list was only an extra', async () => {
    expect(await prove({ ...good, list: fail('UNAUTHORIZED') })).toMatchObject({ kind: 'unauthorized_key' })
  })

  it('does nothing when the deadline is past or no time', async () => {
    for (const deadline of [NOW, new Date(0), new Date(Number.NaN)]) {
      const { outcome, seen } = run(good, { deadline })
      expect(await outcome).toMatchObject({ kind: 'unavailable' })
      expect(seen).toHaveLength(0)
    }
  })

  it('keeps the deadline over all calls, even when a call never ends', async () => {
    const never = () => new Promise(() => {})
    const deadline = new Date(NOW.getTime() + 60)
    for (const world of [{ status: never }, { list: never }, { list: [item()], self: never }]) {
      const began = performance.now()
      expect(await prove({ self, ...world }, { deadline })).toMatchObject({ kind: 'unavailable' })
      expect(performance.now() - began).toBeLessThan(1_000)
    }
    expect(await prove({ ...good, list: never }, { deadline })).toMatchObject(proven({ permissions: null }))
  })
})
