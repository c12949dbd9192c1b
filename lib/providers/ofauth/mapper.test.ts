import { describe, expect, it } from 'vitest'
import { NOW } from '../testing/fake-api'
import { parseInstant } from '../wire'
import { connection, countsReply, earningsReply, linkInitReply, selfReply, twoFactorData } from './api-types'
import { toCounts, toEarnings, toProfile, toReading, toRemoteConnection, toStartedSession } from './mapper'
import { KNOWN_PERMISSIONS, permissionWords } from './permissions'
import { fixture } from './testing/fake'

const ORIGINS = ['https://link.example.test']
const hosted = (over: Record<string, unknown>) =>
  linkInitReply.parse({ ...(fixture('link-init-hosted') as object), ...over })
const started = (over: Record<string, unknown>) => toStartedSession(hosted(over), ORIGINS, NOW)

describe('parseInstant', () => {
  it('reads ISO times, and takes one without a zone as UTC', () => {
    expect(parseInstant('2026-03-01T12:00:00.125Z')?.getTime()).toBe(NOW.getTime() + 125)
    expect(parseInstant('2026-03-01T14:00:00+02:00')).toEqual(NOW)
    expect(parseInstant('2026-03-01 12:00')).toEqual(NOW)
    for (const odd of [null, 0, '', 'now', '2026-13-01', '1772366400000', '2026-03-01T99:00Z', {}]) {
      expect(parseInstant(odd)).toBeNull()
    }
  })
})

describe('toStartedSession', () => {
  it('takes the secret from the last segment, whatever stands before it', () => {
    const expected = { clientSecret: 'cs_7kq2m9x4', expiresAt: new Date('2026-03-01T13:00:00Z') }
    expect(started({})).toMatchObject({ ...expected, url: 'https://link.example.test/cs_7kq2m9x4' })
    expect(started({ url: 'https://link.example.test/s/cs_7kq2m9x4/?a=1' })).toMatchObject(expected)
  })

  it.each([
    'https://link.example.test.evil.test/cs_1',
    'http://link.example.test/cs_1',
    'https://link.example.test:8443/cs_1',
    'https://evil.test@link.example.test/cs_1',
    'https://link.example.test/as_1',
    'https://link.example.test/cs_1/next',
    'https://link.example.test/cs_%2f',
    'https://link.example.test/',
    'javascript:alert(1)//cs_1',
    '/cs_1',
    '',
  ])('refuses %s', (url) => {
    expect(() => started({ url })).toThrowError(expect.objectContaining({ kind: 'invalid_response' }))
  })

  it('refuses an expiry that is past or unreadable, and holds none for longer than a day', () => {
    for (const expiresAt of ['2026-03-01T12:00:00Z', '2020-01-01', 'later', null, 1772370000]) {
      expect(() => started({ expiresAt })).toThrowError(expect.objectContaining({ kind: 'invalid_response' }))
    }
    expect(started({ expiresAt: '9999-01-01T00:00:00Z' }).expiresAt).toEqual(new Date('2026-03-02T12:00:00Z'))
  })

  it('refuses a whitelabel answer', () => {
    const answer = linkInitReply.parse(fixture('link-init-whitelabel'))
    expect(() => toStartedSession(answer, ORIGINS, NOW)).toThrowError(
      expect.objectContaining({ kind: 'invalid_response' }),
    )
    expect(linkInitReply.safeParse({ mode: 'holographic', url: 'x' }).success).toBe(false)
  })
})

describe('toReading', () => {
  it('says each status in our words', () => {
    const state = (
      status: 'initialized' | 'pending' | 'denied' | 'invalid_credentials' | 'failed' | 'not_found',
    ) => toReading({ status }, false)
    expect(state('initialized')).toEqual({ state: 'open' })
    expect(state('pending')).toEqual({ state: 'authenticating', lastError: null, progress: null })
    expect(state('invalid_credentials')).toEqual({
      state: 'authenticating',
      lastError: 'invalid_credentials',
      progress: null,
    })
    expect(state('denied')).toEqual({ state: 'denied' })
    expect(state('failed')).toEqual({ state: 'failed', code: null })
    expect(state('not_found')).toEqual({ state: 'gone' })
    expect(toReading({ status: 'unknown', word: 'x' }, false)).toBeNull()
    expect(toReading({ status: 'completed', completed: null }, false)).toBeNull()
  })

  it('reads a challenge and drops options that it does not know', () => {
    const { data } = fixture('link-status-2fa') as { data: unknown }
    const twoFactor = twoFactorData.parse(data)
    const none = {
      kinds: [],
      hint: null,
      actions: [],
      attemptsLeft: null,
      expiresAt: null,
      resendAt: null,
      sendsLeft: null,
      faceTriesLeft: null,
      rejected: false,
    }
    const told = {
      ...none,
      kinds: ['sms', 'app', 'forced_face'],
      hint: '0417',
      attemptsLeft: 4,
      expiresAt: '2026-03-01T12:10:00.000Z',
      sendsLeft: 2,
    }
    const challenge = (state: typeof twoFactor | null, isOurs: boolean) =>
      toReading({ status: 'awaiting_2fa', twoFactor: state }, isOurs)
    expect(challenge(twoFactor, false)).toEqual({ state: 'challenge', challenge: told, links: null })
    // One of five tries is used up, so the last code was wrong.
    expect(challenge(twoFactor, true)).toMatchObject({
      challenge: { actions: ['enter_code', 'send_code'], rejected: true },
    })
    expect(challenge(null, false)).toEqual({ state: 'challenge', challenge: none, links: null })
    expect(challenge(null, true)).toMatchObject({ challenge: { actions: ['enter_code'] } })
  })

  it('says in a white-label session what can be done: no send without sends, nothing about a face', () => {
    const actions = (state: object) => {
      const twoFactor = twoFactorData.parse({ twoFactorState: state })
      const reading = toReading({ status: 'awaiting_2fa', twoFactor }, true)
      return reading?.state === 'challenge' ? reading.challenge : null
    }
    expect(actions({ options: ['phone'], phoneCode: { requestAttemptsLeft: 0 } })).toMatchObject({
      actions: ['enter_code'],
      sendsLeft: 0,
    })
    expect(actions({ options: ['face'], faceCode: { requestAttemptsLeft: 2 } })).toMatchObject({
      kinds: ['face'],
      actions: [],
      faceTriesLeft: 2,
    })
    const sent = { lastSentDate: '2026-03-01T12:00:00Z', expirationSeconds: 300 }
    expect(actions({ options: ['phone'], phoneCode: sent })?.expiresAt).toBe('2026-03-01T12:05:00.000Z')
    const absurd = { ...sent, expirationSeconds: Number.MAX_SAFE_INTEGER }
    expect(actions({ options: ['phone'], phoneCode: absurd })?.expiresAt).toBeNull()
  })

  it('is never just open in a white-label session, and shows a word that it does not know', () => {
    const progress = { state: 'authenticating', lastError: null, progress: null }
    expect(toReading({ status: 'initialized' }, true)).toEqual(progress)
    const odd = toReading({ status: 'unknown', word: 'solving_captcha' }, true)
    expect(odd).toEqual({ ...progress, progress: 'solving_captcha' })
  })

  it('gives a connection id only where it has the form of one', () => {
    const userData = { id: '7', name: '', username: '', avatar: null }
    const idOf = (id: string) => {
      const reading = toReading({ status: 'completed', completed: { id, userData } }, false)
      return reading?.state === 'completed' ? reading.connectionId : 'none'
    }
    expect(idOf('conn_a1')).toBe('conn_a1')
    for (const odd of ['as_x', '', 'conn_', 'conn_../x', ' conn_a']) expect(idOf(odd)).toBeNull()
  })
})

describe('reading of lists and user data', () => {
  const [first, second] = (fixture('connections') as { list: unknown[] }).list

  it('reads a connection as documented', () => {
    expect(toRemoteConnection(connection.parse(first))).toEqual({
      id: 'conn_a1b2c3d4e5f6g7h8i9j0k1l2',
      status: 'active',
      identity: {
        id: '48213377',
        username: 'marawinter',
        name: 'Mara Winter',
        avatarUrl: 'https://media.example.test/mara.jpg',
      },
      permissions: ['profile:read', 'earnings:read'],
      referenceId: 'reference-of-the-attempt',
      imported: false,
      createdAt: new Date('2026-01-05T09:30:00.125Z'),
      updatedAt: new Date('2026-03-01T12:04:00Z'),
      expiredAt: null,
      lastCheckedAt: null,
    })
  })

  it('tolerates an unknown status, the older user key, and what is missing', () => {
    const item = { ...(second as object), userData: { userId: 48213378, name: null, avatar: 'data:x' } }
    expect(toRemoteConnection(connection.parse(item))).toMatchObject({
      status: 'unknown',
      identity: { id: '48213378', username: '', name: '', avatarUrl: null },
      permissions: [],
      createdAt: null,
      updatedAt: null,
      imported: false,
    })
  })

  it.each([0, -1, 1.5, 2 ** 53, '', '0', '12a', ' 12', null, {}])('takes %j for no user id', (id) => {
    const item = { ...(first as object), userData: { id, name: 'x', username: 'x', avatar: null } }
    expect(connection.safeParse(item).success).toBe(false)
  })

  it('cleans shown text of control characters and of length', () => {
    const userData = { id: '1', name: `a\u0000b\n${'c'.repeat(500)}`, username: 'x\u001b[31m', avatar: null }
    const { identity } = toRemoteConnection(connection.parse({ ...(first as object), userData }))
    expect(identity.name.startsWith('a b c')).toBe(true)
    expect(identity.name).toHaveLength(200)
    expect(identity.username).toBe('x [31m')
  })

  it('lets only the listed fields of a profile out', () => {
    const profile = toProfile(selfReply.parse(fixture('self')))
    expect(profile).toEqual({
      id: '48213377',
      username: 'marawinter',
      name: 'Mara Winter',
      avatarUrl: null,
      isVerified: true,
      subscribersCount: 1240,
      postsCount: 311,
      photosCount: 902,
      videosCount: 57,
    })
    expect(() => toProfile({ isAuth: false })).toThrowError(
      expect.objectContaining({ kind: 'reauth_required', detail: 'signed_out' }),
    )
  })

  it('reads counts and earnings', () => {
    expect(toCounts(countsReply.parse(fixture('counts')))).toEqual({
      subscribers: { active: 1240, expired: 5310, all: 6557, online: 33 },
      subscriptions: { active: 3, expired: 9, all: 12 },
      bookmarks: 18,
    })
    const range = { from: '2026-02-01', to: '2026-02-03' }
    const points = [
      { date: '2026-02-01', amount: 19.9 },
      { date: '2026-02-02', amount: 40.1 },
      { date: '2026-02-03', amount: -5 },
    ]
    const chart = fixture('earnings') as object
    expect(toEarnings(earningsReply.parse(chart), range)).toEqual({ points, total: 55, ...range })
    const bare = earningsReply.parse({ ...chart, total: undefined })
    expect(toEarnings(bare, range).total).toBe(55)
    expect(earningsReply.safeParse({ chart: [{ date: '2026-02-01', count: 'much' }] }).success).toBe(false)
  })
})

describe('words', () => {
  it('has words for each of the 19 permissions, and neutral ones for any other', () => {
    expect(KNOWN_PERMISSIONS).toHaveLength(19)
    for (const each of KNOWN_PERMISSIONS) expect(permissionWords(each).access).not.toBe('unknown')
    expect(permissionWords('toString').words).toContain('“toString”')
  })
})
