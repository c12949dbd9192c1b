import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meReply, type Poll, pollReply } from './api-types'
import { connectedAccount, maskedAddress, toCounts, toProfile, toReading } from './mapper'
import { ACCOUNT, BASE, DEEPLINK, fixture } from './testing/fake'
import { KNOWN_PROGRESS, KNOWN_STATES } from './vocabulary'

const poll = (body: unknown): Poll => pollReply.parse(body)
const attempt = (over: object = {}) => ({ completed_at: null, success: false, needs_otp: false, ...over })
const read = (body: unknown, kept: string | null = null) => toReading(poll(body), kept, BASE)
const ended = (over: object = {}) => ({
  state: 'unauthenticated',
  lastAttempt: attempt({ completed_at: '2026-03-01T11:59:44.000000Z', ...over }),
})

describe('an attempt that is connected', () => {
  const account = { id: ACCOUNT }
  it.each([
    ['by its state', { account, state: 'authenticated' }, ACCOUNT],
    ['by its success', { account, state: 'odd', lastAttempt: attempt({ success: true }) }, ACCOUNT],
    ['not by its end', { account, ...ended() }, null],
    ['not by progress', { account, state: 'authenticating', progress: 'signed_in' }, null],
    ['not without an account', { state: 'authenticated' }, null],
    ['not with an odd account', { account: { id: '../me' }, state: 'authenticated' }, null],
  ])('%s', (_name, body, expected) => {
    expect(connectedAccount(poll(body))).toBe(expected)
  })
})

describe('the order of decision', () => {
  const everything = {
    state: 'needs-otp',
    twoFactorPending: true,
    mobile_auth_session_deeplink: DEEPLINK,
    lastAttempt: attempt({
      completed_at: 'x',
      needs_otp: true,
      needs_face_otp: true,
      face_otp_verification_url: 'https://face.example.test/1',
    }),
  }
  const without = (keys: string[]) => ({
    ...everything,
    state: 'authenticating',
    twoFactorPending: !keys.includes('otp'),
    lastAttempt: attempt({ completed_at: 'x', needs_otp: !keys.includes('otp') }),
    ...(keys.includes('deeplink') ? { mobile_auth_session_deeplink: null } : {}),
  })

  it('is face, code, app, failure, progress', () => {
    expect(read(everything)).toMatchObject({ challenge: { kinds: ['face'] } })
    expect(read(without([]))).toMatchObject({
      challenge: { kinds: [], actions: ['enter_code', 'email_creator'] },
    })
    expect(read(without(['otp']))).toMatchObject({ challenge: { kinds: ['mobile_app'] } })
    expect(read(without(['otp', 'deeplink']))).toEqual({ state: 'failed', code: null })
    expect(read({ state: 'authenticating', progress: 'filling_out_login' })).toEqual({
      state: 'authenticating',
      lastError: null,
      progress: 'filling_out_login',
    })
  })
})

describe('challenges', () => {
  it('a code by SMS, wrong once', () => {
    const body = {
      state: 'needs-otp',
      progress: 'waiting_for_otp',
      lastAttempt: attempt({ needs_otp: true, otp_phone_ending: '42', error_message: 'Wrong code' }),
    }
    expect(read(body)).toEqual({
      state: 'challenge',
      links: null,
      challenge: {
        kinds: ['sms'],
        hint: '42',
        actions: ['enter_code', 'email_creator'],
        attemptsLeft: null,
        expiresAt: null,
        resendAt: null,
        sendsLeft: null,
        faceTriesLeft: null,
        rejected: true,
      },
    })
  })

  it.each([
    [
      { state: 'needs-app-otp', lastAttempt: attempt({ needs_otp: true, otp_phone_ending: '42' }) },
      'app',
      null,
    ],
    [{ state: 'authenticating', progress: 'needs-app-otp' }, 'app', null],
    [{ state: 'authenticating', progress: 'needs-otp' }, null, null],
    [{ state: 'needs_otp' }, null, null],
    [{ state: 'needs-something-new' }, null, null],
    [{ state: 'x', twoFactorPending: true }, null, null],
    [{ state: 'x', lastAttempt: attempt({ needs_otp: true, otp_phone_ending: 'a@b.c' }) }, null, null],
    [{ state: 'needs-face-otp' }, 'face', null],
    [{ state: 'needs_face_otp' }, 'face', null],
    [{ state: 'needs-selfie' }, 'face', null],
    [{ state: 'x', lastAttempt: attempt({ needs_face_otp: true }) }, 'face', null],
  ])('%j is %s', (body, kind, hint) => {
    const kinds = kind ? [kind] : []
    expect(read(body)).toMatchObject({ state: 'challenge', challenge: { kinds, hint }, links: null })
  })

  it('shows a face link of https or of the provider, and no other', () => {
    const face = (url: unknown) =>
      read({ state: 'x', lastAttempt: attempt({ needs_face_otp: true, face_otp_verification_url: url }) })
    for (const url of ['https://face.example.test/a', `${BASE}/face/a`]) {
      expect(face(url)).toMatchObject({
        links: { face: url, mobileApp: null, page: null },
        challenge: { actions: ['open_link', 'confirm_selfie', 'email_creator'] },
      })
    }
    for (const url of [
      'http://face.example.test/a',
      'https://a:b@face.example.test/',
      'javascript:alert(1)',
      'x',
      7,
      '',
    ]) {
      expect(face(url)).toMatchObject({
        links: null,
        challenge: { actions: ['confirm_selfie', 'email_creator'] },
      })
    }
  })

  it('keeps the app link that only the first answer had', () => {
    const pending = { state: 'authenticating', progress: 'started' }
    const expected = {
      challenge: { kinds: ['mobile_app'], actions: ['open_link'] },
      links: { mobileApp: DEEPLINK },
    }
    expect(read({ ...pending, mobile_auth_session_deeplink: DEEPLINK })).toMatchObject(expected)
    expect(read(pending, DEEPLINK)).toMatchObject(expected)
    expect(read(ended(), DEEPLINK)).toMatchObject({ state: 'failed' })
    expect(read({ ...pending, progress: 'checking' }, DEEPLINK)).toMatchObject({ progress: 'checking' })
    expect(read({ ...pending, progress: 'a_new_word' }, DEEPLINK)).toMatchObject(expected)
    expect(read({ ...pending, mobile_auth_session_deeplink: 'javascript:alert(1)' })).toMatchObject({
      state: 'authenticating',
    })
  })
})

describe('failures', () => {
  it.each([
    ['Wrong email or password', 'WRONG_CREDENTIALS', 'invalid_credentials'],
    ['Wrong email or password', null, 'invalid_credentials'],
    [null, 'WRONG_2FA', '2fa_failed'],
    ['The code was wrong too often', null, '2fa_failed'],
    ['The face check failed', null, 'face_failed'],
    ['Your account is locked', null, 'account_locked'],
    ['Too many login attempts', null, 'account_locked'],
    ['Too many wrong attempts', 'TOO_MANY_ATTEMPTS', null],
    ['The attempt timed out', null, 'session_expired'],
    ['It took too long', 'TIMED_OUT', 'session_expired'],
    ['This account is already connected', null, 'already_connected'],
    ['Something odd', 'E_77', null],
    [null, null, null],
  ])('%s, %s is %s', (error_message, error_code, code) => {
    expect(read(ended({ error_message, error_code }))).toEqual({ state: 'failed', code })
  })

  it('an end without "not a success" is none', () => {
    expect(read(ended({ success: null }))).toMatchObject({ state: 'authenticating' })
  })
})

describe('progress', () => {
  const shown = (body: object) => (read(body) as { progress: string | null }).progress
  it('shows an unknown state, else the progress, else the state', () => {
    expect(shown({ state: 'doing-magic', progress: 'checking' })).toBe('doing-magic')
    expect(shown({ state: 'authenticating', progress: 'thinking_hard' })).toBe('thinking_hard')
    expect(shown({ state: 'authenticating', progress: null })).toBe('authenticating')
    expect(shown({ state: null, progress: 'Still on it', lastAttempt: attempt() })).toBe('Still_on_it')
    expect(shown({ state: 'a@b.c <script>', progress: 'x'.repeat(41), lastAttempt: attempt() })).toBeNull()
  })
})

describe('the vocabulary', () => {
  it('is all that leaves for what is known', () => {
    for (const state of KNOWN_STATES)
      for (const progress of [...KNOWN_PROGRESS, null]) {
        const reading = read({ state, progress })
        if (reading.state === 'authenticating') expect(KNOWN_PROGRESS).toContain(reading.progress)
      }
  })

  it('any poll is read as one of four states, and its progress is one word', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom(...KNOWN_STATES, ...KNOWN_PROGRESS), fc.constant(null))
    const flag = fc.oneof(fc.boolean(), fc.jsonValue())
    const body = fc.record(
      {
        account: fc.oneof(fc.jsonValue(), fc.record({ id: text, onlyfans_data: fc.jsonValue() })),
        state: text,
        progress: text,
        twoFactorPending: flag,
        mobile_auth_session_deeplink: text,
        lastAttempt: fc.record(
          { completed_at: text, success: flag, needs_otp: flag, error_message: text, error_code: text },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: ['lastAttempt'] },
    )
    fc.assert(
      fc.property(body, (value) => {
        const reading = read(value)
        expect(['authenticating', 'challenge', 'failed']).toContain(reading.state)
        if (reading.state === 'authenticating' && reading.progress !== null)
          expect(reading.progress).toMatch(/^[A-Za-z0-9_-]{1,40}$/)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('a profile', () => {
  const me = meReply.parse(fixture('me')).data
  it('is the allow-list', () => {
    expect(toProfile(me)).toEqual({
      id: '48213377',
      username: 'marawinter',
      name: 'Mara Winter',
      avatarUrl: 'https://cdn.example.test/mara.jpg',
      isVerified: true,
      subscribersCount: 1240,
      postsCount: 311,
      photosCount: 902,
      videosCount: 57,
    })
    expect(toCounts(me)).toEqual({
      subscribers: { active: 1240, expired: null, all: null, online: null },
      subscriptions: { active: 12, expired: null, all: null },
      bookmarks: null,
    })
  })

  it('is none when nobody is signed in', () => {
    const nobody = meReply.parse({ data: { isAuth: false } }).data
    for (const map of [toProfile, toCounts])
      expect(() => map(nobody)).toThrow(expect.objectContaining({ detail: 'signed_out' }))
    expect(meReply.safeParse({ data: { isAuth: true } }).success).toBe(false)
    expect(meReply.safeParse(fixture('whoami')).success).toBe(false)
  })
})

describe('the address of a mail', () => {
  it.each([
    ['E-mail sent to creator-123@gmail.com', 'c•••@gmail.com'],
    ['Sent to <x@mail.example.test>.', 'x•••@mail.example.test'],
    ['Sent', null],
    ['', null],
    ['a@b', null],
  ])('%s is shown as %s', (sentence, shown) => {
    expect(maskedAddress(sentence)).toBe(shown)
  })
})
