import fc from 'fast-check'
import { expect, it } from 'vitest'
import { returnPath } from './return-path'
import { slugOf } from './slug'

it.each([
  ['Northlight Agency', 'northlight-agency'],
  ['  Léa & Co. ', 'lea-co'],
  ['東京', 'agency'],
  [`${'x'.repeat(39)} y`, 'x'.repeat(39)],
])('%s', (name, slug) => {
  expect(slugOf(name)).toBe(slug)
})

it('always makes an address that a sign-in can lead back to', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => returnPath(`/a/${slugOf(name)}`) !== '/'))
})
