import { describe, expect, it } from 'vitest'
import { UNTOLD } from '../challenge'
import { attempt as attemptShape } from './api-types'
import { safeLink, toReading } from './mapper'
import { attempt, BASE } from './testing/fake'
import { KNOWN_STATES } from './vocabulary'

const read = (state: string, over: Record<string, unknown> = {}, selfie = false, baseUrl = BASE) =>
  toReading(attemptShape.parse(attempt(state, over)), { selfie, baseUrl })

const challenge = (kinds: string[], actions: string[], over: object = {}, links: object | null = null) => ({
  state: 'challenge',
  challenge: { ...UNTOLD, kinds, actions, ...over },
  links,
})

describe('toReading', () => {
  it('has a reading for every documented state, and shows a word that is not one', () => {
    const working = { state: 'authenticating', lastError: null, progress: null }
    expect(read('pending')).toEqual(working)
    expect(read('needs_otp')).toEqual(challenge(['sms'], ['enter_code']))
    expect(read('needs_app_otp')).toEqual(challenge(['app'], ['enter_code']))
    expect(read('completed_success')).toEqual({ state: 'done', accountId: null })
    expect(read('completed_failed')).toEqual({ state: 'failed', code: null })
    for (const state of KNOWN_STATES) expect(read(state)).not.toHaveProperty('progress', state)
    expect(read('solving_captcha')).toEqual({ ...working, progress: 'solving_captcha' })
    expect(read('__proto__')).toEqual({ ...working, progress: '__proto__' })
  })

  it('has the e-mail sent first, then takes its code', () => {
    const asked = read('needs_email', { otp_channel: 'email', email_mask: 'c***@example.com' })
    expect(asked).toEqual(challenge(['email'], ['send_code', 'enter_code'], { hint: 'c***@example.com' }))
  })

  it('keeps the channel after a wrong code', () => {
    const again = (over: Record<string, unknown>) => read('wrong_2fa_code_retry', over)
    expect(again({ otp_channel: 'app' })).toEqual(challenge(['app'], ['enter_code'], { rejected: true }))
    expect(again({ otp_channel: 'sms' })).toMatchObject({ challenge: { kinds: ['sms'], rejected: true } })
    expect(again({ email_mask: 'c***@x' })).toMatchObject({
      challenge: { kinds: ['email'], actions: ['send_code', 'enter_code'], rejected: true },
    })
    for (const channel of [null, 'carrier_pigeon', 'constructor', 7]) {
      expect(again({ otp_channel: channel })).toEqual(challenge([], ['enter_code'], { rejected: true }))
    }
  })

  it('offers the selfie only where it is switched on', () => {
    const face = 'https://verify.example.test/face/1'
    const over = { otp_channel: 'face', face_verification_url: face }
    expect(read('needs_face_otp', over)).toEqual(challenge(['face'], []))
    const links = { face, mobileApp: null, page: null }
    expect(read('needs_face_otp', over, true)).toEqual(
      challenge(['face'], ['open_link', 'confirm_selfie'], {}, links),
    )
    expect(read('needs_face_otp', { face_verification_url: 'http://x.test' }, true)).toEqual(
      challenge(['face'], ['confirm_selfie']),
    )
  })

  it('leads to the attempt’s own page for a face check, whatever is switched on', () => {
    const page = 'https://go.example.test/v/1'
    const links = { face: null, mobileApp: null, page }
    for (const over of [{ verification_page_url: page }, { verification_page_url: 'x', embed_url: page }])
      expect(read('needs_face_otp', over)).toEqual(challenge(['face'], ['open_link'], {}, links))
  })

  it('gives the links of a mobile session, and nothing to do without one', () => {
    const phone = 'https://go.example.test/p/1'
    const page = 'https://go.example.test/v/1'
    expect(read('awaiting_mobile_session', { phone_url: phone, verification_page_url: page })).toEqual(
      challenge(['mobile_app'], ['open_link'], {}, { face: null, mobileApp: phone, page }),
    )
    expect(read('awaiting_mobile_session', { phone_url: 'ofk://x' })).toEqual(challenge(['mobile_app'], []))
  })

  it.each([
    [{ error: 'invalid_credentials' }, 'invalid_credentials'],
    [{ detail: 'Wrong password' }, 'invalid_credentials'],
    [{ error_code: '2fa_failed' }, '2fa_failed'],
    [{ error: 'face_failed' }, 'face_failed'],
    [{ reason: 'Account is locked' }, 'account_locked'],
    [{ code: 'already_connected' }, 'already_connected'],
    [{ message: 'Timed out' }, 'session_expired'],
    [{ error: { nested: 'password' } }, null],
    [{ error: 'boom' }, null],
  ])('tells why it failed, where that is said: %j', (over, code) => {
    expect(read('completed_failed', over)).toEqual({ state: 'failed', code })
  })

  it('is unreadable without an id or a state', () => {
    for (const over of [{ attempt_id: '../x' }, { attempt_id: 7 }, { state: null }, { state: 'a b' }]) {
      expect(attemptShape.safeParse({ ...attempt('pending'), ...over }).success).toBe(false)
    }
  })
})

describe('safeLink', () => {
  it.each([
    ['https://any.example.test/x', true],
    ['http://any.example.test/x', false],
    ['https://evil@any.example.test/', false],
    ['javascript:alert(1)', false],
    ['data:text/html,x', false],
    ['/relative', false],
    ['', false],
  ])('%s: %s', (link, isSafe) => {
    expect(safeLink(link, BASE) !== null).toBe(isSafe)
  })

  it('takes http at the very origin of the base URL', () => {
    const base = 'http://127.0.0.1:4110'
    expect(safeLink('http://127.0.0.1:4110/face/1', base)).toBe('http://127.0.0.1:4110/face/1')
    for (const other of [
      'http://127.0.0.1:4111/',
      'http://localhost:4110/',
      'http://127.0.0.1:4110.evil.test/',
    ]) {
      expect(safeLink(other, base)).toBeNull()
    }
    expect(safeLink(null, base)).toBeNull()
  })
})
