import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listInput } from './list-input'
import { parsePosition, positionText } from './list-position'

const ID = '0d5a5b9e-3f0a-4a51-9a47-6e0b9d3c1f22'
const raw = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('a position in the list', () => {
  it.each([
    ['name', 'Zoë "Ångström"'],
    ['name', ''],
    ['newest', '2026-11-22 00:13:34.265123+00'],
    ['proven', '1970-01-01 01:00:00+01'],
    ['broken', '2024-02-29 23:59:59.9+05:45'],
    ['broken', 'infinity'],
  ] as const)('by %s is read back: %s', (sort, key) => {
    expect(parsePosition(sort, positionText(sort, { key, id: ID }))).toEqual({ key, id: ID })
  })

  it.each([
    ['another order', 'name', raw(['newest', '2026-11-22 00:13:34+00', ID])],
    ['a name with NUL', 'name', raw(['name', 'a\0b', ID])],
    ['no such day', 'newest', raw(['newest', '2026-02-30 00:00:00+00', ID])],
    ['no such month', 'newest', raw(['newest', '2026-13-01 00:00:00+00', ID])],
    ['no such hour', 'newest', raw(['newest', '2026-01-01 24:00:00+00', ID])],
    ['digits and dashes', 'newest', raw(['newest', '99-99', ID])],
    ['SQL', 'newest', raw(['newest', "2026-01-01'; --", ID])],
    ['an id that is none', 'name', raw(['name', 'a', '-'.repeat(36)])],
    ['too few parts', 'name', raw(['name', 'a'])],
    ['an object', 'name', raw({ 0: 'name' })],
  ] as const)('%s is none', (_, sort, text) => {
    expect(parsePosition(sort, text)).toBeNull()
  })

  it('anything else is none, and never an error', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => Buffer.from(json).toString('base64url')),
        ),
        (text) => {
          expect(parsePosition('newest', text)).toBeNull()
        },
      ),
    )
  })
})

describe('what the address says', () => {
  it('words that nothing can contain are left out', () => {
    expect(listInput.parse({ q: 'a\0b', tag: '\u0007' })).toEqual({})
    expect(listInput.parse({ q: 'Zoë 50%' })).toEqual({ q: 'Zoë 50%' })
  })
})
