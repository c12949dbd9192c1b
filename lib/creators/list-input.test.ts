import fc from 'fast-check'
import { expect, it } from 'vitest'
import { creatorListInput, positionText } from './list-input'

const ID = '0d5a5b9e-3f0a-4a51-9a47-6e0b9d3c1f22'

it('reads its own positions back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (name) => {
      const after = positionText({ name, id: ID })
      expect(creatorListInput.parse({ after }).after).toEqual({ name, id: ID })
    }),
  )
})

it.each([
  '',
  'x',
  'bnVsbA',
  Buffer.from('["Maya"]').toString('base64url'),
  Buffer.from('["Maya","1"]').toString('base64url'),
  Buffer.from(`{"name":"Maya","id":"${ID}"}`).toString('base64url'),
  'x'.repeat(601),
])('leaves out a position that is none: %s', (after) => {
  expect(creatorListInput.parse({ after })).toEqual({ q: undefined, after: undefined })
})

it('takes the first of repeated parameters and trims the search', () => {
  expect(creatorListInput.parse({ q: [' maya ', 'x'] }).q).toBe('maya')
  expect(creatorListInput.parse({ q: '   ' }).q).toBeUndefined()
})
