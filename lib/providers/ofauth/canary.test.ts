import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AdapterConfig, AdapterDeps } from '../adapter-types'
import { createAdapter } from '../registry'
import { NOW } from '../testing/fake-api'
import { survivesAnyBody } from '../testing/fault-suite'
import { createClient } from './client'
import type { LinkStatus } from './client-link'
import type { CodeAnswer } from './client-whitelabel'
import { config, fakeApi, fixture, SECRET, sessionOf, WHITELABEL } from './testing/fake'
import { METHODS } from './testing/methods'

const routes = {
  [`GET /v2/link/${SECRET}`]: fixture('link-status-completed'),
  'GET /v2/account/connections': fixture('connections'),
  'GET /v2/access/self': fixture('self'),
}

describe('the raw session of a completed status', () => {
  it('does not leave the client', async () => {
    const { deps } = fakeApi(routes)
    const status = await createClient(config(), deps).link.status(SECRET)
    expect(status).toMatchObject({ status: 'completed', completed: { userData: { username: 'marawinter' } } })
    expect(JSON.stringify(status)).not.toMatch(/CANARY|session|cookie|x-bc/i)
  })

  it('is in nothing that the adapter gives', async () => {
    const { deps } = fakeApi(routes)
    const adapter = createAdapter('ofauth', config(), deps)
    const given = [
      await adapter.readSession(sessionOf(SECRET)),
      await adapter.prove({
        ...sessionOf(SECRET),
        purpose: 'connect',
        referenceId: 'reference-of-the-attempt',
        startedAt: NOW,
        expected: null,
        deadline: new Date(NOW.getTime() + 5_000),
      }),
      await adapter.listConnections({ offset: 0, limit: 100 }),
      await adapter.access.profile('conn_a'),
    ]
    expect(given[1]).toMatchObject({ result: 'proven' })
    expect(JSON.stringify(given)).not.toContain('CANARY')
  })

  it('is not in the error when the rest is unreadable', async () => {
    const { data } = fixture('link-status-completed') as { data: { session: object } }
    const { deps } = fakeApi({
      [`GET /v2/link/${SECRET}`]: { status: 'completed', data: { session: data.session } },
    })
    const error = await createAdapter('ofauth', config(), deps)
      .readSession(sessionOf(SECRET))
      .catch((each: unknown) => each)
    expect(error).toMatchObject({ kind: 'invalid_response' })
    expect(`${JSON.stringify(error)} ${(error as Error).stack}`).not.toMatch(/CANARY/)
  })

  it('has no place in the type of a status', () => {
    type KeysOf<T> = T extends object ? keyof T | { [K in keyof T]: KeysOf<T[K]> }[keyof T] : never
    type Raw = 'session' | 'cookie' | 'x-bc' | 'csrf' | 'wsAuthToken' | 'user-agent'
    // The compiler refuses this line as soon as one of these keys can be reached in a status.
    const unreachable: Extract<KeysOf<LinkStatus | CodeAnswer>, Raw> extends never ? true : false = true
    expect(unreachable).toBe(true)
  })
})

describe('whatever OFAuth answers', () => {
  const anyBody = fc.oneof(
    fc.string(),
    fc.jsonValue().map((value) => JSON.stringify(value)),
    // Close to the documented shapes, so that the readers get past the first key.
    fc
      .record(
        {
          mode: fc.constantFrom('hosted', 'whitelabel', 'x'),
          url: fc.oneof(fc.webUrl(), fc.string(), fc.constant('https://link.example.test/cs_a')),
          expiresAt: fc.oneof(fc.string(), fc.integer(), fc.constant('2026-03-01T12:30:00Z')),
          status: fc.oneof(fc.constantFrom('completed', 'awaiting_2fa', 'pending'), fc.jsonValue()),
          data: fc.record(
            {
              id: fc.jsonValue(),
              userData: fc.record({
                id: fc.oneof(fc.bigInt().map(String), fc.jsonValue()),
                name: fc.jsonValue(),
              }),
              twoFactorState: fc.record({ options: fc.jsonValue(), phoneCode: fc.jsonValue() }),
            },
            { requiredKeys: [] },
          ),
          list: fc.array(
            fc.oneof(
              fc.jsonValue(),
              fc.record({
                id: fc.constantFrom('conn_a', 'conn_b', '..', ''),
                userData: fc.record({ id: fc.oneof(fc.integer(), fc.jsonValue()), avatar: fc.jsonValue() }),
                permissions: fc.jsonValue(),
                updatedAt: fc.jsonValue(),
                clientReferenceId: fc.jsonValue(),
              }),
            ),
          ),
          hasMore: fc.jsonValue(),
          nextOffset: fc.jsonValue(),
          isAuth: fc.oneof(fc.boolean(), fc.jsonValue()),
          id: fc.jsonValue(),
          chart: fc.jsonValue(),
          error: fc.jsonValue(),
          success: fc.oneof(fc.boolean(), fc.jsonValue()),
          connection: fc.jsonValue(),
          clientSecret: fc.constantFrom('cs_a', '', '../x'),
          type: fc.oneof(
            fc.constantFrom('SESSION_EXPIRED', 'FORBIDDEN', '__proto__', 'constructor'),
            fc.jsonValue(),
          ),
          retryAfter: fc.jsonValue(),
        },
        { requiredKeys: [] },
      )
      .map((value) => JSON.stringify(value)),
  )

  const adapter = (over: Partial<AdapterConfig>, deps: AdapterDeps) =>
    createAdapter('ofauth', config({ ...WHITELABEL, ...over }), deps)
  survivesAnyBody({ methods: METHODS, adapter }, anyBody)
})
