import { describe, expect, it } from 'vitest'
import { createAdapter } from '../registry'
import { fakeApi, json, NOW } from '../testing/fake-api'
import type { ProofRequest, SessionRef } from '../types'
import { ACCOUNT, ATTEMPT, config, embedded, fixture, polling, USER } from './testing/fake'

type World = { poll?: unknown; list?: unknown; me?: unknown }
const ME = fixture('me')
const DONE = fixture('poll-authenticated')
const LIST = fixture('accounts') as Record<string, unknown>[]
const OURS = LIST[0] ?? {}

function setUp(world: World) {
  const { deps, seen } = fakeApi({
    [`GET /api/authenticate/${ATTEMPT}`]: world.poll,
    'GET /api/accounts': world.list,
    [`GET /api/${ACCOUNT}/me`]: world.me,
  })
  return { adapter: createAdapter('onlyfansapi', config(), deps), seen }
}

function prove(session: SessionRef, world: World, over: Partial<ProofRequest> = {}) {
  const { adapter, seen } = setUp(world)
  const request: ProofRequest = {
    ...session,
    purpose: 'connect',
    startedAt: NOW,
    expected: null,
    deadline: new Date(NOW.getTime() + 5_000),
    ...over,
  }
  return { outcome: adapter.prove(request).catch((error: unknown) => error), seen }
}

const read = (session: SessionRef, world: World) => setUp(world).adapter.readSession(session)
const identity = {
  id: USER,
  username: 'marawinter',
  name: 'Mara Winter',
  avatarUrl: 'https://cdn.example.test/mara.jpg',
}
const proven = (over: object) => ({
  result: 'proven',
  connectionId: ACCOUNT,
  identity,
  permissions: [],
  ...over,
})
const expired = () => json({ error: 'SESSION_EXPIRED:NEEDS_REAUTHENTICATION' }, 401)
const gone = () => json({ code: 'account_not_found' }, 404)
const other = { data: { ...(ME as { data: object }).data, id: 9 } }
const nameless = { account: { id: ACCOUNT, onlyfans_data: null }, state: 'authenticated' }

describe('an attempt of our own form', () => {
  const byAttempt = proven({ referenceId: null, method: 'session_status' })

  it('is read, and proven by a read with its account', async () => {
    expect(await read(polling(), { poll: DONE })).toEqual({
      state: 'completed',
      connectionId: ACCOUNT,
      identity,
    })
    const { outcome, seen } = prove(polling(), { poll: DONE, me: ME })
    expect(await outcome).toEqual(byAttempt)
    expect(seen.map((each) => each.path)).toEqual([`/api/authenticate/${ATTEMPT}`, `/api/${ACCOUNT}/me`])
  })

  it('takes the user from the read where the attempt names none', async () => {
    const world = { poll: nameless, me: ME }
    expect(await read(polling(), world)).toEqual({ state: 'completed', connectionId: ACCOUNT, identity })
    expect(await prove(polling(), world).outcome).toEqual(byAttempt)
    expect(await read(polling(), { ...world, me: { data: { isAuth: false } } })).toMatchObject({
      state: 'authenticating',
    })
  })

  it('is pending until it is done, and gone when nobody knows it', async () => {
    const poll = { state: 'needs-otp', lastAttempt: { needs_otp: true } }
    expect(await prove(polling(), { poll }).outcome).toMatchObject({
      result: 'pending',
      reading: { state: 'challenge' },
    })
    expect(await read(polling(), {})).toEqual({ state: 'gone' })
    expect(await prove(polling(), {}).outcome).toEqual({ result: 'pending', reading: { state: 'gone' } })
  })

  it('a repair is proven the same way; the caller compares the account', async () => {
    const expected = { connectionId: 'acct_another', referenceId: null }
    expect(
      await prove(polling(), { poll: DONE, me: ME }, { purpose: 'reconnect', expected }).outcome,
    ).toEqual(byAttempt)
  })
})

describe('a session of the widget', () => {
  const byList = proven({ referenceId: 'reference-of-the-attempt', method: 'connection_list' })
  const stranger = { ...OURS, client_reference_id: null }

  it('is proven by the account with our reference', async () => {
    expect(await read(embedded(), { list: LIST })).toMatchObject({
      state: 'completed',
      connectionId: ACCOUNT,
    })
    expect(await prove(embedded(), { list: LIST, me: ME }).outcome).toEqual(byList)
  })

  it('or by the one that a webhook named, if it is signed in', async () => {
    const session = embedded({ hintedConnectionId: ACCOUNT })
    expect(await prove(session, { list: [stranger], me: ME }).outcome).toEqual({
      ...byList,
      referenceId: null,
    })
    const signedOut = { ...stranger, is_authenticated: false, authentication_progress: 'checking' }
    expect(await prove(session, { list: [signedOut], me: ME }).outcome).toEqual({
      result: 'pending',
      reading: { state: 'authenticating', lastError: null, progress: 'checking' },
    })
  })

  it('prefers the account that is signed in', async () => {
    const first = {
      id: 'acct_pending',
      is_authenticated: false,
      client_reference_id: OURS.client_reference_id,
    }
    expect(await read(embedded(), { list: [first, ...LIST] })).toMatchObject({ connectionId: ACCOUNT })
  })

  it('is open while no account is ours, whatever else is listed', async () => {
    for (const list of [[], [stranger], LIST.slice(1)]) {
      const { outcome, seen } = prove(embedded(), { list, me: ME })
      expect(await outcome).toEqual({ result: 'pending', reading: { state: 'open' } })
      expect(seen).toHaveLength(1)
    }
  })
})

describe('the read with the account', () => {
  const ways: [string, SessionRef, World][] = [
    ['attempt', polling(), { poll: DONE }],
    ['list', embedded(), { list: LIST }],
  ]

  it.each(ways)('%s: nobody signed in is not proven', async (_way, session, world) => {
    for (const me of [
      { data: { isAuth: false } },
      expired(),
      gone(),
      json({}, 404),
      { error: 'SESSION_EXPIRED' },
    ])
      expect(await prove(session, { ...world, me }).outcome).toMatchObject({ result: 'pending' })
  })

  it.each(ways)('%s: another user is a contradiction', async (_way, session, world) => {
    expect(await prove(session, { ...world, me: other }).outcome).toMatchObject({ kind: 'invalid_response' })
  })

  it.each(ways)('%s: a failure goes through', async (_way, session, world) => {
    const failures: [string, Response][] = [
      ['unavailable', json({ error: 'SERVICE_UNAVAILABLE' }, 503)],
      ['unauthorized_key', json({ error: 'Unauthorized. x' }, 401)],
      ['rate_limited', json({}, 429)],
      ['limit_reached', json({}, 402)],
      ['rejected', json({}, 403)],
    ]
    for (const [kind, me] of failures)
      expect(await prove(session, { ...world, me }).outcome).toMatchObject({ kind })
  })

  it.each(ways)('%s: the deadline holds over all calls', async (_way, session, world) => {
    const never = () => new Promise(() => {})
    const deadline = new Date(NOW.getTime() + 60)
    const began = performance.now()
    expect(await prove(session, { ...world, me: never }, { deadline }).outcome).toMatchObject({
      kind: 'unavailable',
    })
    expect(await prove(session, { poll: never, list: never }, { deadline }).outcome).toMatchObject({
      kind: 'unavailable',
    })
    expect(performance.now() - began).toBeLessThan(1_000)
    for (const past of [NOW, new Date(0), new Date(Number.NaN)]) {
      const { outcome, seen } = prove(session, { ...world, me: ME }, { deadline: past })
      expect(await outcome).toMatchObject({ kind: 'unavailable' })
      expect(seen).toHaveLength(0)
    }
  })
})
