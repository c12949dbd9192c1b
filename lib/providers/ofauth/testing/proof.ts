import { createAdapter } from '../../registry'
import { json, NOW } from '../../testing/fake-api'
import type { ProofRequest } from '../../types'
import { config, fakeApi, fixture, SECRET, sessionOf } from './fake'

export const OURS = 'reference-of-the-attempt'
export const OLD = 'reference-of-the-first-time'
export const ID = 'conn_expected'
const ACTIVE = '2026-03-01T11:59:00.000Z'
export const STARTED = new Date('2026-03-01T11:58:00.000Z')

export const user = (id = '48213377') => ({ id, name: 'Mara', username: 'mara', avatar: null })
export const item = (over: Record<string, unknown> = {}) => ({
  ...((fixture('connections') as { list: object[] }).list[0] as object),
  id: ID,
  userData: user(),
  clientReferenceId: OURS,
  updatedAt: ACTIVE,
  ...over,
})
export const completed = (id: unknown = ID, userId?: string) => ({
  status: 'completed',
  data: { id, userData: user(userId) },
})
export const self = { ...(fixture('self') as object) }
export const FORBIDDEN = () => json({ error: 'x', type: 'FORBIDDEN' }, 403)
export const GONE = () => json({ error: 'Session not found' }, 404)
export const fail =
  (type: string, status = 401) =>
  () =>
    json({ error: 'x', type }, status)

export type World = { status?: unknown; list?: unknown; self?: unknown }

export function run(world: World, over: Partial<ProofRequest> = {}) {
  const list = Array.isArray(world.list) ? { list: world.list, hasMore: false } : world.list
  const { deps, seen } = fakeApi({
    [`GET /v2/link/${SECRET}`]: world.status ?? GONE,
    'GET /v2/account/connections': list ?? { list: [], hasMore: false },
    'GET /v2/access/self': world.self ?? self,
  })
  const request: ProofRequest = {
    ...sessionOf(SECRET),
    purpose: 'connect',
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
export const prove = (world: World, over: Partial<ProofRequest> = {}) => run(world, over).outcome
export const reconnect = (over: Partial<ProofRequest> = {}): Partial<ProofRequest> => ({
  purpose: 'reconnect',
  expected: { connectionId: ID, referenceId: OLD },
  ...over,
})

export const proven = (over: object = {}) => ({ result: 'proven', connectionId: ID, ...over })
export const pending = (state: string) => ({ result: 'pending', reading: { state } })
