import { describe, expect, it } from 'vitest'
import {
  ACCOUNT,
  ATTEMPT,
  attempt,
  done,
  driver,
  KEY,
  LOGIN,
  paths,
  problem,
  SESSION,
  self,
  setUp,
} from './testing/fake'

const identity = { id: '48213377', username: 'marawinter', name: 'Mara Winter', avatarUrl: null }
const completed = { state: 'completed', connectionId: ACCOUNT, identity }
const working = { state: 'authenticating', lastError: null, progress: null }

describe('a login', () => {
  it('sends what is documented and nothing else, once', async () => {
    const { adapter, seen } = setUp({ [paths.start]: attempt('needs_otp') })
    const begun = await driver(adapter).begin({
      ...LOGIN,
      rememberCredentials: true,
      connectionId: ACCOUNT,
      geolocation: { country: 'US' },
    })
    expect(begun).toMatchObject({ clientSecret: ATTEMPT, expiresAt: null, reading: { state: 'challenge' } })
    const { email, password } = LOGIN.credentials ?? {}
    expect(seen.map((each) => each.body)).toEqual([{ email, password, remember_credentials: true }])
    expect(seen[0]?.headers.get('authorization')).toBe(`Bearer ${KEY}`)
  })

  it('keeps the attempt, whatever becomes of the look at its account', async () => {
    const begun = async (self: unknown) =>
      driver(setUp({ [paths.start]: done, [paths.self]: self }).adapter).begin(LOGIN)
    expect(await begun(self)).toEqual({ clientSecret: ATTEMPT, expiresAt: null, reading: completed })
    for (const odd of [problem(500), problem(401), problem(410), { id: 'x' }]) {
      expect(await begun(odd)).toEqual({ clientSecret: ATTEMPT, expiresAt: null, reading: working })
    }
  })

  it('is refused by OnlyFans, by the request, by the plan, by the hour', async () => {
    const refused = (reply: Response) => driver(setUp({ [paths.start]: reply }).adapter).begin(LOGIN)
    const credentials = { code: 'credentials-rejected', title: 'OnlyFans rejected the credentials' }
    await expect(refused(problem(400, credentials))).rejects.toMatchObject({ detail: 'invalid_credentials' })
    for (const ours of [
      { title: 'Invalid request, or OnlyFans rejected the credentials' },
      { title: 'Invalid request', detail: 'email and password are required.' },
    ]) {
      await expect(refused(problem(400, ours))).rejects.toMatchObject({ kind: 'rejected', detail: null })
    }
    await expect(refused(problem(402))).rejects.toMatchObject({ kind: 'limit_reached', detail: 'plan' })
    await expect(refused(problem(429, { retryAfterSec: 1800 }))).rejects.toMatchObject({
      kind: 'rate_limited',
      retryAfter: 1800,
      byOnlyFans: false,
    })
    await expect(refused(problem(429, { code: 'upstream/rate-limited' }))).rejects.toMatchObject({
      kind: 'rate_limited',
      byOnlyFans: true,
    })
  })

  it('names the scope that a key lacks, and no text of the provider', async () => {
    const { adapter } = setUp({ [paths.start]: problem(403, { detail: 'CANARY lacks accounts:write' }) })
    const error = await driver(adapter)
      .begin(LOGIN)
      .catch((each: Error) => each)
    expect(error).toMatchObject({ kind: 'rejected', detail: 'scope_missing' })
    expect((error as Error).message).toMatch(/lacks accounts:write$/)
    expect((error as Error).message).not.toContain('CANARY')
  })

  it('takes a code, tells a wrong one, and never sends one that is too long', async () => {
    const wrong = attempt('wrong_2fa_code_retry', { otp_channel: 'sms' })
    const { adapter, seen } = setUp({ [paths.answer]: wrong })
    const login = driver(adapter)
    expect(await login.submitCode(SESSION, '000000')).toMatchObject({
      challenge: { kinds: ['sms'], rejected: true },
    })
    for (const code of ['', '1'.repeat(17)]) {
      await expect(login.submitCode(SESSION, code)).rejects.toMatchObject({ detail: 'wrong_code' })
    }
    expect(seen.map((each) => each.body)).toEqual([{ code: '000000' }])
  })

  it('has the e-mail sent without a body, and lets the next reading tell', async () => {
    for (const reply of [attempt('needs_email'), new Response(null, { status: 204 }), new Response('ok')]) {
      const { adapter, seen } = setUp({ [paths.email]: reply })
      expect(await driver(adapter).sendCode(SESSION, 'email')).toBeNull()
      expect(seen.map((each) => each.body)).toEqual([undefined])
    }
  })

  it('confirms a selfie where that is switched on', async () => {
    const { adapter, seen } = setUp({ [paths.answer]: attempt('pending') }, { selfie: true })
    expect(await driver(adapter).confirmSelfie(SESSION)).toEqual(working)
    expect(seen[0]?.body).toEqual({ selfie_verification_completed: true })
    const upcoming = setUp({ [paths.answer]: problem(400, { code: 'not-supported' }) }, { selfie: true })
    await expect(driver(upcoming.adapter).confirmSelfie(SESSION)).rejects.toMatchObject({
      detail: 'method_not_supported',
    })
  })

  it('repairs with what was kept: at once, by a challenge, or not at all', async () => {
    const repaired = (reply: unknown) =>
      driver(setUp({ [paths.reauthenticate]: reply, [paths.self]: self }).adapter).reauthenticate(ACCOUNT)
    expect(await repaired(done)).toMatchObject({ clientSecret: ATTEMPT, reading: completed })
    expect(await repaired(attempt('needs_app_otp'))).toMatchObject({ reading: { state: 'challenge' } })
    await expect(repaired(problem(412))).rejects.toMatchObject({ detail: 'no_stored_credentials' })
  })
})
