import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCallback } from './callback-input'
import { CALLBACK_ERROR_CODES, CANCEL_STEPS } from './words'

const parse = (query: string) => parseCallback(new URLSearchParams(query))

describe('what OFAuth sends', () => {
  it.each([
    [
      'status=success&connection_id=conn_1&client_reference_id=ref',
      { status: 'success', connectionId: 'conn_1', referenceId: 'ref', code: null },
    ],
    [
      'status=cancelled&step=login',
      { status: 'cancelled', connectionId: null, referenceId: null, code: 'login' },
    ],
    ['status=cancelled', { status: 'cancelled', connectionId: null, referenceId: null, code: 'other' }],
    [
      'status=cancelled&step=brand-new',
      { status: 'cancelled', connectionId: null, referenceId: null, code: 'other' },
    ],
    [
      'status=error&error_code=account_locked&client_reference_id=r',
      { status: 'error', connectionId: null, referenceId: 'r', code: 'account_locked' },
    ],
    [
      'status=error&error_code=unheard_of',
      { status: 'error', connectionId: null, referenceId: null, code: 'other' },
    ],
    [
      'status=success&utm_source=x&foo=bar',
      { status: 'success', connectionId: null, referenceId: null, code: null },
    ],
  ])('%s', (query, hint) => {
    expect(parse(query)).toEqual(hint)
  })

  it('a name of an object’s own is no code', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect(parse(`status=error&error_code=${name}`)?.code).toBe('other')
      expect(parse(`status=cancelled&step=${name}`)?.code).toBe('other')
    }
  })
})

describe('what is not taken apart', () => {
  it.each([
    '',
    'status=',
    'status=SUCCESS',
    'status=success&status=success',
    'status=success&connection_id=a&connection_id=a',
    'status=success&connection_id=',
    'status=success&connection_id=a%00',
    'status=success&connection_id=a%0d%0ab',
    'status=success&client_reference_id=%F0%9F%98%80',
    `status=success&client_reference_id=${'x'.repeat(257)}`,
    `status=success&${Array.from({ length: 20 }, (_, i) => `p${i}=1`).join('&')}`,
    'status[]=success',
    'status%5B0%5D=success',
  ])('%s', (query) => {
    expect(parse(query)).toBeNull()
  })
})

it('whatever comes: null, or nothing but known words and plain tokens', () => {
  const name = fc.oneof(
    fc.constantFrom('status', 'connection_id', 'client_reference_id', 'step', 'error_code'),
    fc.string(),
  )
  const value = fc.oneof(
    fc.constantFrom('success', 'cancelled', 'error', 'login', '2fa', 'account_locked'),
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[A-Za-z0-9_-]{0,300}$/),
  )
  let taken = 0
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 8 }), (pairs) => {
      const hint = parseCallback(new URLSearchParams(pairs))
      if (!hint) return
      taken += 1
      expect(['success', 'cancelled', 'error']).toContain(hint.status)
      for (const token of [hint.connectionId, hint.referenceId])
        if (token !== null) expect(token).toMatch(/^[A-Za-z0-9_-]{1,256}$/)
      const known = hint.status === 'cancelled' ? CANCEL_STEPS : CALLBACK_ERROR_CODES
      if (hint.code !== null) expect(Object.keys(known)).toContain(hint.code)
    }),
    { numRuns: 3_000 },
  )
  expect(taken).toBeGreaterThan(10)
})
