import { expect, it } from 'vitest'
import { splitTags } from './split-tags'

it('drops blanks and repetitions', () => {
  expect(splitTags(' vip, Tier  1,,VIP, ')).toEqual(['vip', 'tier 1'])
  expect(splitTags('')).toEqual([])
})
