import { createHmac, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NOW } from '../testing/fake-api'
import type { WebhookInput } from '../webhook-types'
import { onlyfansapiWebhooks } from './webhooks'

const { check, read } = onlyfansapiWebhooks
const SECRET = 'whsec of the agency'
const EVENT = 'evt_0123456789abcdef0123456789abcdef01234567'
const BODY = {
  event: 'accounts.connected',
  account_id: 'acct_123',
  payload: {
    client_reference_id: 'reference-of-the-attempt',
    state: 'authenticated',
    progress: 'started',
    latestAuthAttempt: {
      started_at: '2026-03-01T11:58:09.000000Z',
      completed_at: null,
      success: false,
      error_message: 'CANARY',
      needs_otp: false,
      needs_face_otp: false,
      otp_phone_ending: null,
    },
  },
}

const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const sign = (raw: Uint8Array, secret = SECRET) => createHmac('sha256', secret).update(raw).digest('hex')
const RAW = bytes(BODY)

function input(over: Partial<WebhookInput> = {}, headers: Record<string, string> = {}): WebhookInput {
  const raw = over.raw ?? RAW
  return {
    raw,
    headers: { signature: sign(raw), 'x-ofapi-idempotency-key': EVENT, ...headers },
    scheme: 'onlyfansapi_signature',
    secrets: [SECRET],
    now: NOW,
    ...over,
  }
}
const reason = (over: Partial<WebhookInput> = {}, headers: Record<string, string> = {}) => {
  const result = check(input(over, headers))
  return result.ok ? 'ok' : result.reason
}

describe('a delivery', () => {
  it('is believed with a signature of any valid secret', () => {
    expect(check(input())).toEqual({ ok: true, key: EVENT })
    expect(reason({ secrets: ['the next one', SECRET] })).toBe('ok')
    expect(reason({ secrets: [SECRET, 'the last one'] })).toBe('ok')
    // Header names come in lower case.
    expect(reason({ headers: { Signature: sign(RAW) } })).toBe('no_signature')
  })

  it('is refused, and says why', () => {
    const signature = sign(RAW)
    expect(reason({ secrets: [] })).toBe('not_set_up')
    expect(reason({ secrets: [''], headers: { signature: sign(RAW, '') } })).toBe('not_set_up')
    expect(reason({ scheme: 'svix' })).toBe('not_set_up')
    expect(reason({ scheme: 'ofauth_signature' })).toBe('not_set_up')
    expect(reason({ headers: {} })).toBe('no_signature')
    expect(reason({}, { signature: '' })).toBe('no_signature')
    for (const odd of [
      signature.toUpperCase(),
      `sha256=${signature}`,
      `v1=${signature}`,
      signature.slice(1),
      `${signature}0`,
      `${signature} `,
      `${signature},${signature}`,
      'g'.repeat(64),
    ])
      expect(reason({}, { signature: odd }), odd).toBe('bad_signature_form')
    expect(reason({}, { signature: '0'.repeat(64) })).toBe('wrong_signature')
    expect(reason({ secrets: ['another'] })).toBe('wrong_signature')
    expect(reason({ raw: RAW }, { signature: sign(bytes('')) })).toBe('wrong_signature')
    expect(reason({ raw: bytes(JSON.stringify(BODY, null, 1)) }, { signature })).toBe('wrong_signature')
    expect(reason({ raw: bytes('{"event":') })).toBe('not_json')
    expect(reason({ raw: bytes('') })).toBe('not_json')
    expect(reason({ raw: new Uint8Array([0x22, 0xff, 0x22]) })).toBe('not_json')
    expect(reason({ raw: bytes(`"${'x'.repeat(65_535)}"`) })).toBe('too_large')
    expect(reason({ raw: bytes(`"${'x'.repeat(65_534)}"`) })).toBe('ok')
  })

  it('has one key, with and without the header', () => {
    const keyOf = (headers: Record<string, string>, raw = RAW) => {
      const result = check(input({ raw }, headers))
      return result.ok ? result.key : null
    }
    const none = { 'x-ofapi-idempotency-key': '' }
    expect(keyOf(none)).toMatch(/^sha256_[0-9a-f]{64}$/)
    expect(keyOf(none)).toBe(keyOf({ 'x-ofapi-idempotency-key': 'evt_../x' }))
    expect(keyOf(none)).not.toBe(keyOf(none, bytes({ ...BODY, account_id: 'acct_124' })))
  })
})

describe('altered deliveries', () => {
  const flip = (raw: Uint8Array, at: number, bit: number) =>
    raw.map((byte, index) => (index === at % raw.length ? byte ^ (1 << bit) : byte))
  const inHex = (at: number, digit: string, hex: string) => {
    const place = at % hex.length
    const other = hex[place] === digit ? (digit === '0' ? '1' : '0') : digit
    return `${hex.slice(0, place)}${other}${hex.slice(place + 1)}`
  }
  const spot = fc.nat({ max: 1_000_000 })
  const signature = sign(RAW)
  const altered: fc.Arbitrary<WebhookInput> = fc.oneof(
    fc.tuple(spot, fc.nat({ max: 7 })).map(([at, bit]) => input({ raw: flip(RAW, at, bit) }, { signature })),
    fc
      .tuple(spot, fc.constantFrom(...'0123456789abcdef'))
      .map(([at, digit]) => input({}, { signature: inHex(at, digit, signature) })),
    spot.map((at) => input({ raw: RAW.slice(0, at % RAW.length) }, { signature })),
    fc
      .uint8Array({ minLength: 1, maxLength: 40 })
      .map((more) => input({ raw: new Uint8Array([...RAW, ...more]) }, { signature })),
    fc.uint8Array({ maxLength: 400 }).map((raw) => input({ raw }, { signature })),
    fc.string({ maxLength: 80 }).map((odd) => input({}, { signature: odd })),
    fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .map((mac) => input({}, { signature: Buffer.from(mac).toString('hex') })),
    fc
      .string({ minLength: 1 })
      .filter((secret) => secret !== SECRET)
      .map((secret) => input({}, { signature: sign(RAW, secret) })),
    fc.constantFrom('svix', 'ofauth_signature').map((scheme) => input({ scheme })),
  )

  it('none of 10,000 is accepted, and each untouched one beside it is', () => {
    let refused = 0
    let accepted = 0
    fc.assert(
      fc.property(altered, (delivery) => {
        expect(check(delivery).ok).toBe(false)
        refused += 1
        const raw = bytes({ ...BODY, nonce: randomBytes(8).toString('hex') })
        expect(check(input({ raw })).ok).toBe(true)
        accepted += 1
      }),
      { numRuns: 10_000 },
    )
    expect([refused, accepted]).toEqual([10_000, 10_000])
  })
})

describe('an event', () => {
  it.each([
    ['accounts.connected', 'connected'],
    ['accounts.reconnected', 'connected'],
    ['accounts.disconnected', 'removed'],
    ['accounts.session_expired', 'lost'],
    ['accounts.authentication_failed', 'login_failed'],
    ['accounts.otp_code_required', 'challenge'],
    ['accounts.face_otp_required', 'challenge'],
    ['messages.received', 'other'],
    ['test-event', 'other'],
    ['constructor', 'other'],
  ])('%s is %s, whatever its payload says', (event, kind) => {
    expect(read(bytes({ ...BODY, event }))).toEqual({
      type: event,
      kind,
      connectionId: 'acct_123',
      referenceId: 'reference-of-the-attempt',
      occurredAt: new Date('2026-03-01T11:58:09Z'),
    })
  })

  it('happened when it was disconnected, else completed, else started', () => {
    const at = (payload: unknown) => read(bytes({ ...BODY, payload }))?.occurredAt?.toISOString() ?? null
    const latestAuthAttempt = {
      started_at: '2026-03-01T10:00:00Z',
      completed_at: '2026-03-01T10:01:35.000000Z',
    }
    const disconnected_at = '2026-03-01 10:05:00+00:00'
    expect(at({ latestAuthAttempt, disconnected_at })).toBe('2026-03-01T10:05:00.000Z')
    expect(at({ latestAuthAttempt })).toBe('2026-03-01T10:01:35.000Z')
    expect(at({ lastAttempt: latestAuthAttempt })).toBe('2026-03-01T10:01:35.000Z')
    expect(at({ latestAuthAttempt: { ...latestAuthAttempt, completed_at: 'soon' } })).toBe(
      '2026-03-01T10:00:00.000Z',
    )
    for (const payload of [{}, null, 'x', [], { disconnected_at: 7 }]) expect(at(payload)).toBeNull()
  })

  it('names an account wherever it stands, if it has the form of one', () => {
    const idOf = (account_id: unknown, payload: unknown = {}) =>
      read(bytes({ event: 'accounts.disconnected', account_id, payload }))?.connectionId
    expect(idOf('acct_1')).toBe('acct_1')
    expect(idOf(undefined, { account_id: 'acct_2' })).toBe('acct_2')
    for (const odd of ['auth_1', '../acct_1', 'acct_', 7, null]) expect(idOf(odd)).toBeNull()
  })

  it('is none without a readable name', () => {
    for (const odd of [
      {},
      { event: '' },
      { event: 'a b' },
      { event: 'x'.repeat(81) },
      { event: 7 },
      [],
      null,
      'x',
    ])
      expect(read(bytes(odd))).toBeNull()
    expect(read(bytes('{'))).toBeNull()
  })

  it('lets nothing else through', () => {
    const event = read(
      bytes({ ...BODY, payload: { ...BODY.payload, csrf: 'CANARY', onlyfans_data: 'CANARY' } }),
    )
    expect(JSON.stringify(event)).not.toContain('CANARY')
  })
})
