import { describe, expect, it } from 'vitest'
import { json } from '../testing/fake-api'

import {
  completed,
  FORBIDDEN,
  fail,
  GONE,
  ID,
  item,
  OLD,
  OURS,
  pending,
  prove,
  proven,
  reconnect,
  run,
  STARTED,
  self,
  user,
} from './testing/proof'

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
