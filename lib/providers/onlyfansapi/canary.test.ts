import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AdapterConfig, AdapterDeps } from '../adapter-types'
import { createAdapter } from '../registry'
import { fakeApi, NOW } from '../testing/fake-api'
import { survivesAnyBody } from '../testing/fault-suite'
import { account, meReply, type Poll, pollReply } from './api-types'
import { ACCOUNT, ATTEMPT, config, embedded, fixture, polling } from './testing/fake'
import { METHODS } from './testing/methods'

/** All that a profile of OnlyFans may bring along: some secret, some private, all not asked for. */
const EXTRA = [
  'csrf',
  'wsAuthToken',
  'wsUrl',
  'ip',
  'email',
  'cookie',
  'cookies',
  'x-bc',
  'xbc',
  'auth_id',
  'user_agent',
  'about',
  'location',
  'website',
  'wishlist',
  'watermarkText',
  'upload',
  'ageVerificationSession',
  'creditBalance',
  'faceIdRegular',
  'connectedOfAccounts',
  'onlyfans_email',
  'display_name',
  'password',
]

const poison = (object: object): object => ({
  ...Object.fromEntries(EXTRA.map((key) => [key, `CANARY-${key}`])),
  ...object,
  ...Object.fromEntries(EXTRA.slice(0, 5).map((key) => [key, { deep: [`CANARY-${key}`] }])),
})

const done = fixture('poll-authenticated') as { account: { onlyfans_data: object } }
const me = fixture('me') as { data: object }
const list = fixture('accounts') as { onlyfans_user_data?: object }[]
const POLL = poison({
  ...done,
  account: poison({ ...done.account, onlyfans_data: poison(done.account.onlyfans_data) }),
})
const ME = poison({ data: poison(me.data) })
const LIST = list.map((item) =>
  poison({ ...item, onlyfans_user_data: poison(item.onlyfans_user_data ?? {}) }),
)

describe('what OnlyFans tells of an account', () => {
  const routes = {
    [`GET /api/authenticate/${ATTEMPT}`]: POLL,
    'GET /api/accounts': LIST,
    [`GET /api/${ACCOUNT}/me`]: ME,
    'GET /api/whoami': fixture('whoami'),
    [`POST /api/authenticate/${ATTEMPT}/send-email-to-creator`]: poison({
      message: 'E-mail sent to jane-CANARY-private@gmail.com',
    }),
  }

  it('is dropped while it is read', () => {
    expect(JSON.stringify([POLL, ME, LIST])).toContain('CANARY-wsAuthToken')
    const read = [pollReply.parse(POLL), meReply.parse(ME), LIST.map((item) => account.parse(item))]
    expect(JSON.stringify(read)).not.toMatch(/CANARY|csrf|wsAuthToken|email|"ip"/i)
  })

  it('is in nothing that the adapter gives', async () => {
    const { deps } = fakeApi(routes)
    const adapter = createAdapter('onlyfansapi', config(), deps)
    const request = {
      purpose: 'connect',
      startedAt: NOW,
      expected: null,
      deadline: new Date(NOW.getTime() + 5_000),
    } as const
    const given = [
      await adapter.readSession(polling()),
      await adapter.readSession(embedded()),
      await adapter.prove({ ...polling(), ...request }),
      await adapter.prove({ ...embedded(), ...request }),
      await adapter.listConnections({ offset: 0, limit: 100 }),
      await adapter.access.profile(ACCOUNT),
      await adapter.access.counts(ACCOUNT),
      await adapter.checkKey(),
      await adapter.login?.emailCreator(polling()),
    ]
    expect(given[2]).toMatchObject({ result: 'proven' })
    expect(given[3]).toMatchObject({ result: 'proven' })
    expect(JSON.stringify(given)).not.toMatch(/CANARY/)
  })

  it('is not in the error when the rest is unreadable', async () => {
    const { deps } = fakeApi({ [`GET /api/${ACCOUNT}/me`]: { data: poison({ id: 'CANARY-ID' }) } })
    const error = await createAdapter('onlyfansapi', config(), deps)
      .access.profile(ACCOUNT)
      .catch((each: unknown) => each)
    expect(error).toMatchObject({ kind: 'invalid_response' })
    expect(`${JSON.stringify(error)} ${(error as Error).stack}`).not.toMatch(/CANARY/)
  })

  it('has no place in the type of a poll', () => {
    type KeysOf<T> = T extends object ? keyof T | { [K in keyof T]: KeysOf<T[K]> }[keyof T] : never
    type Raw = 'session' | 'cookie' | 'x-bc' | 'csrf' | 'wsAuthToken' | 'ip' | 'email'
    // The compiler refuses this line as soon as one of these keys can be reached in a poll.
    const unreachable: Extract<KeysOf<Poll>, Raw> extends never ? true : false = true
    expect(unreachable).toBe(true)
  })
})

describe('whatever OnlyFansAPI answers', () => {
  const id = fc.oneof(fc.constantFrom(ACCOUNT, 'auth_a1', '..', ''), fc.jsonValue())
  const user = fc.record({
    id: fc.oneof(fc.integer(), fc.jsonValue()),
    username: fc.jsonValue(),
    avatar: fc.jsonValue(),
  })
  const fields = {
    attempt_id: id,
    polling_url: fc.oneof(fc.webUrl(), fc.jsonValue()),
    state: fc.oneof(fc.constantFrom('authenticated', 'needs-otp', 'x'), fc.jsonValue()),
    progress: fc.jsonValue(),
    account: fc.oneof(fc.record({ id, onlyfans_data: user }), fc.jsonValue()),
    lastAttempt: fc.oneof(
      fc.record({
        success: fc.jsonValue(),
        completed_at: fc.jsonValue(),
        face_otp_verification_url: fc.jsonValue(),
      }),
      fc.jsonValue(),
    ),
    data: fc.oneof(user, fc.record({ token: fc.jsonValue(), isAuth: fc.jsonValue() }), fc.jsonValue()),
    team: fc.record({ name: fc.jsonValue(), slug: fc.jsonValue() }),
    error: fc.oneof(fc.constantFrom('SESSION_EXPIRED', '__proto__', null), fc.jsonValue()),
    code: fc.oneof(fc.constantFrom('account_not_found', 'constructor', null), fc.jsonValue()),
    errors: fc.jsonValue(),
  }
  const item = fc.oneof(
    fc.jsonValue(),
    fc.record({ id, onlyfans_id: fc.jsonValue(), is_authenticated: fc.jsonValue() }),
  )
  const anyBody = fc.oneof(
    fc.string(),
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.array(item).map((value) => JSON.stringify(value)),
    fc.record(fields, { requiredKeys: [] }).map((value) => JSON.stringify(value)),
  )

  const adapter = (over: Partial<AdapterConfig>, deps: AdapterDeps) =>
    createAdapter('onlyfansapi', config(over), deps)
  survivesAnyBody({ methods: METHODS, adapter }, anyBody)
})
