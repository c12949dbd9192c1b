import { describe, expect, it } from 'vitest'
import { PROVIDER_FAILURES, ProviderError } from '../providers/types'
import { challengeEnd, loginEnd } from './deadlines'
import { codeInput, loginInput } from './input'
import { startFailure } from './outcome-of'
import { nextPollIn } from './poll-times'

const NOW = new Date('2026-01-01T12:00:00Z')
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)
const id = '8b9c2d8e-5d0c-4c3a-9d5e-0a1b2c3d4e5f'

describe('deadlines', () => {
  it('a login ends within the hour, or earlier when the provider says so', () => {
    expect(loginEnd(null, NOW)).toEqual(later(60))
    expect(loginEnd(later(20), NOW)).toEqual(later(20))
    expect(loginEnd(later(600), NOW)).toEqual(later(60))
  })

  it('a challenge at a polling provider lasts a quarter of an hour from its beginning, or longer', () => {
    const row = {
      mode: 'polling' as const,
      state: 'authenticating',
      createdAt: later(-10),
      expiresAt: later(50),
    }
    expect(challengeEnd(row, { expiresAt: null }, NOW)).toEqual(later(15))
    const begun = { ...row, state: 'challenge', expiresAt: later(9) }
    expect(challengeEnd(begun, { expiresAt: null }, NOW)).toEqual(later(9))
    expect(challengeEnd(begun, { expiresAt: later(2).toISOString() }, NOW)).toEqual(later(9))
    expect(challengeEnd(begun, { expiresAt: later(30).toISOString() }, NOW)).toEqual(later(30))
    expect(challengeEnd(begun, { expiresAt: later(900).toISOString() }, NOW)).toEqual(later(110))
    expect(challengeEnd(begun, { expiresAt: 'soon' }, NOW)).toEqual(later(9))
  })

  it('the other modes keep their own end', () => {
    const row = { mode: 'redirect' as const, state: 'open', createdAt: NOW, expiresAt: later(44) }
    expect(challengeEnd(row, { expiresAt: later(1).toISOString() }, NOW)).toEqual(later(44))
  })
})

describe('when an attempt is asked for next', () => {
  const facts = { state: 'challenge' as const, polls: 0, failed: false, retryAfter: null }

  it('every two seconds at first, ever slower while a person must act, never slower than ten', () => {
    expect(nextPollIn(facts)).toBe(2_000)
    expect(nextPollIn({ ...facts, polls: 4 })).toBe(4_000)
    expect(nextPollIn({ ...facts, polls: 500 })).toBe(10_000)
    expect(nextPollIn({ ...facts, state: 'authenticating', polls: 10 })).toBe(3_000)
  })

  it('as late as the provider asks, up to two minutes, and later after a failure', () => {
    expect(nextPollIn({ ...facts, failed: true })).toBe(5_000)
    expect(nextPollIn({ ...facts, failed: true, retryAfter: 30 })).toBe(30_000)
    expect(nextPollIn({ ...facts, failed: true, retryAfter: 9_999 })).toBe(120_000)
  })
})

describe('what a failed start means', () => {
  it.each(PROVIDER_FAILURES)('%s', (kind) => {
    const isLost = kind === 'unavailable' || kind === 'invalid_response'
    expect(startFailure(new ProviderError(kind, 'x', { retryAfter: 90 }))).toEqual({
      next: isLost ? 'end' : 'ask_again',
      code: kind,
      reached: !['unauthorized_key', 'limit_reached', 'rate_limited'].includes(kind),
      retryAfter: kind === 'rate_limited' ? 90 : null,
    })
  })

  it('a limit of OnlyFans itself means that it saw the login', () => {
    expect(startFailure(new ProviderError('rate_limited', 'x', { byOnlyFans: true })).reached).toBe(true)
  })

  it('the detail says more, and two of them end it', () => {
    const rejected = (detail: 'invalid_credentials' | 'already_connected' | 'already_authenticated') =>
      startFailure(new ProviderError('rejected', 'x', { detail }))
    const told = { retryAfter: null, reached: true }
    expect(rejected('invalid_credentials')).toEqual({
      ...told,
      next: 'ask_again',
      code: 'invalid_credentials',
    })
    expect(rejected('already_connected')).toEqual({ ...told, next: 'end', code: 'already_connected' })
    expect(rejected('already_authenticated')).toEqual({
      ...told,
      next: 'end',
      code: 'already_authenticated',
      reached: false,
    })
  })

  it('what no adapter threw leaves nothing known', () => {
    expect(startFailure(new TypeError('x'))).toEqual({
      next: 'end',
      code: 'internal',
      reached: true,
      retryAfter: null,
    })
  })
})

describe('input', () => {
  it.each([
    ['123 456', '123456'],
    [' 12-34-56 ', '123456'],
    ['a1b2c', 'a1b2c'],
    ['12345\n', '12345'],
  ])('a code is taken as it is pasted: %j', (typed, code) => {
    expect(codeInput.parse({ linkSessionId: id, code: typed }).code).toBe(code)
  })

  it.each(['', '12', '1'.repeat(17), '12 3<', "123'"])('is no code: %j', (code) => {
    expect(codeInput.safeParse({ linkSessionId: id, code }).success).toBe(false)
  })

  it('a box of a plain form counts only when it is ticked', () => {
    const form = { linkSessionId: id, method: 'password', email: 'a@b.cd', password: 'x' }
    expect(loginInput.parse({ ...form, remember: 'on' })).toMatchObject({ remember: true })
    expect(loginInput.parse(form)).toMatchObject({ remember: false })
    expect(loginInput.safeParse({ ...form, remember: 'yes' }).success).toBe(false)
    expect(loginInput.safeParse({ ...form, state: 'open' }).success).toBe(false)
  })
})
