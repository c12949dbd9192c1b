import { createCipheriv, randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type KeyRing, needsReseal, SealError, type SealPlace, seal, unseal } from './seal'

const ring: KeyRing = [
  { id: 'k2', key: randomBytes(32) },
  { id: 'k1', key: randomBytes(32) },
]
const place: SealPlace = { table: 't', column: 'c', agencyId: 'a', rowId: 'r' }
const open = (sealed: string, where = place, keys = ring) => unseal(keys, where, sealed).reveal()

it('opens what it sealed, whatever it is, and never seals the same way twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      const sealed = seal(ring, place, value)
      expect(open(sealed)).toBe(value)
      expect(seal(ring, place, value)).not.toBe(sealed)
      if (value.length > 3) expect(sealed).not.toContain(value)
    }),
  )
})

describe('does not open', () => {
  const sealed = seal(ring, place, 'sk_sandbox_abcdefgh')

  it.each(['table', 'column', 'agencyId', 'rowId'] as const)('in another %s', (part) => {
    expect(() => open(sealed, { ...place, [part]: 'x' })).toThrow(SealError)
  })

  it('in a place whose parts run together differently', () => {
    const tight = seal(ring, { table: 'a', column: 'bc', agencyId: '', rowId: '' }, 'x')
    expect(() => open(tight, { table: 'ab', column: 'c', agencyId: '', rowId: '' })).toThrow(SealError)
  })

  it('with any flipped bit', () => {
    const [version = '', id = '', wrapped = '', body = ''] = sealed.split('.')
    for (const [at, part] of [wrapped, body].entries()) {
      const bytes = Buffer.from(part, 'base64url')
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const spoiled = Buffer.from(bytes)
        spoiled[bit >> 3] = (spoiled[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const parts = [wrapped, body]
        parts[at] = spoiled.toString('base64url')
        expect(() => open([version, id, ...parts].join('.'))).toThrow(SealError)
      }
    }
  })

  it('cut off anywhere, with a tag of four bytes, or with something added', () => {
    const [version = '', id = '', wrapped = '', body = ''] = sealed.split('.')
    const bytes = Buffer.from(body, 'base64url')
    for (let length = 0; length < bytes.length; length += 1)
      expect(() =>
        open([version, id, wrapped, bytes.subarray(0, length).toString('base64url')].join('.')),
      ).toThrow(SealError)
    for (const text of [
      '',
      'v1',
      'v2.k1.a.b',
      `${sealed}.x`,
      sealed.replace('v1', 'v0'),
      'sk_sandbox_abcdefgh',
    ])
      expect(() => open(text)).toThrow(SealError)
  })

  it('with a tag that was cut down to four bytes, which Node alone would take', () => {
    const dataKey = randomBytes(32)
    const additional = Buffer.from(JSON.stringify(['t', 'c', 'a', 'r']))
    const forge = (key: Buffer, plain: Buffer, tagLength: number) => {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength })
      cipher.setAAD(additional)
      const text = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')
    }
    const key = ring[0]?.key ?? randomBytes(32)
    const good = ['v1', 'k2', forge(key, dataKey, 16), forge(dataKey, Buffer.from('value'), 16)].join('.')
    expect(open(good)).toBe('value')
    const short = ['v1', 'k2', forge(key, dataKey, 16), forge(dataKey, Buffer.from('value'), 4)].join('.')
    expect(() => open(short)).toThrow(SealError)
  })

  it('without its key, or with another of that name; and says nothing of its contents', () => {
    expect(() => open(sealed, place, ring.slice(1))).toThrow(/key is not configured/)
    try {
      open(sealed, place, [{ id: 'k2', key: randomBytes(32) }])
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(SealError)
      expect(inspect(error)).not.toContain('abcdefgh')
    }
    expect(() => seal([], place, 'x')).toThrow(SealError)
  })
})

it('an older key still opens, and the value is due to be sealed anew', () => {
  const old = seal(ring.slice(1), place, 'value')
  expect([open(old), needsReseal(ring, old), needsReseal(ring, seal(ring, place, 'x'))]).toEqual([
    'value',
    true,
    false,
  ])
})

it('what was opened prints as [secret] however it is looked at', () => {
  const secret = unseal(ring, place, seal(ring, place, 'sk_sandbox_abcdefgh'))
  const shown = [
    String(secret),
    `${secret}`,
    JSON.stringify({ secret }),
    inspect(secret),
    inspect({ a: [secret] }),
  ]
  expect(shown.join()).not.toContain('abcdefgh')
  expect(Object.keys(secret)).toEqual([])
  expect(secret.reveal()).toBe('sk_sandbox_abcdefgh')
})
