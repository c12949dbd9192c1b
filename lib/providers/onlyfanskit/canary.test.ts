import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AdapterConfig, AdapterDeps } from '../adapter-types'
import { createAdapter } from '../registry'
import { survivesAnyBody } from '../testing/fault-suite'
import { account, attempt, config, done, driver, paths, SESSION, self, setUp } from './testing/fake'
import { METHODS } from './testing/methods'

const SECRETS = /CANARY(?:COOKIE|BC|CSRF|WS|PASSWORD|KEY)|CANARY@|cookie|x-bc|csrf/i

describe('raw session material', () => {
  it('is in nothing that the adapter gives', async () => {
    const { adapter } = setUp({
      [paths.start]: done,
      [paths.poll]: done,
      [paths.answer]: done,
      [paths.reauthenticate]: done,
      [paths.list]: { accounts: [account] },
      [paths.self]: self,
      [paths.me]: { id: 'org_1', scopes: ['me:read'], key: 'ofk_CANARYKEY' },
    })
    const login = driver(adapter)
    const given = [
      await METHODS.begin.run(adapter),
      await login.reauthenticate('acc_CANARYACCOUNT'),
      await login.submitCode(SESSION, '123456'),
      await METHODS.readSession.run(adapter),
      await METHODS.prove.run(adapter),
      await METHODS.listConnections.run(adapter),
      await METHODS.profile.run(adapter),
      await METHODS.checkKey.run(adapter),
    ]
    expect(given[4]).toMatchObject({ result: 'proven' })
    expect(JSON.stringify(given)).not.toMatch(SECRETS)
  })
})

describe('whatever OnlyFansKit answers', () => {
  const text = fc.oneof(fc.string(), fc.webUrl(), fc.jsonValue())
  const anyBody = fc.oneof(
    fc.string(),
    fc.jsonValue().map((value) => JSON.stringify(value)),
    // Close to the documented shapes, so that the readers get past the first key.
    fc
      .record(
        {
          attempt_id: fc.constantFrom('att_1', '../x', ''),
          state: fc.oneof(
            fc.constantFrom('completed_success', 'needs_otp', 'wrong_2fa_code_retry', '__proto__'),
            text,
          ),
          account_id: fc.constantFrom('acc_1', '../x', null),
          phone_url: text,
          face_verification_url: text,
          otp_channel: fc.oneof(fc.constantFrom('sms', 'constructor'), text),
          email_mask: text,
          error: text,
          accounts: fc.oneof(fc.array(fc.oneof(fc.constant(account), fc.jsonValue())), fc.jsonValue()),
          id: fc.oneof(fc.integer(), fc.string()),
          onlyfans_id: fc.oneof(fc.integer(), fc.jsonValue()),
          scopes: fc.jsonValue(),
          status: fc.jsonValue(),
          created_at: fc.jsonValue(),
          type: fc.oneof(fc.constantFrom('https://onlyfanskit.dev/problems/quota-exceeded'), text),
          code: text,
          retryable: fc.jsonValue(),
          retryAfterSec: fc.oneof(fc.double(), fc.jsonValue()),
        },
        { requiredKeys: [] },
      )
      .map((value) => JSON.stringify(value)),
  )

  const adapter = (over: Partial<AdapterConfig>, deps: AdapterDeps) =>
    createAdapter('onlyfanskit', config({ selfie: true, ...over }), deps)
  survivesAnyBody({ methods: METHODS, adapter }, anyBody)

  it('a link is never anything but https, or http at the base URL', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.webUrl(), fc.string(), fc.constantFrom('javascript:alert(1)', 'http://x.test')),
        async (link) => {
          const { adapter } = setUp({ [paths.poll]: attempt('awaiting_mobile_session', { phone_url: link }) })
          const reading = await adapter.readSession(SESSION)
          const given = reading.state === 'challenge' ? reading.links?.mobileApp : undefined
          if (given) expect(given).toMatch(/^https:\/\/[^@/]*(\/|$)/)
        },
      ),
    )
  })
})
