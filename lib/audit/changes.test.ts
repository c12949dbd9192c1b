import { expect, it } from 'vitest'
import { changesOf, idsOf } from './changes'

const NAMES = new Map([['u1', 'Ana']])

it('says what was and what is, and leaves out what stayed', () => {
  const before = { ownerId: null, tags: ['vip'], note: 'x', assignedOnly: false }
  const after = { ownerId: 'u1', tags: ['vip', 'new'], note: 'x', assignedOnly: true }
  expect(changesOf(before, after, NAMES)).toEqual([
    { field: 'looked after by', before: null, after: 'Ana' },
    { field: 'tags', before: 'vip', after: 'vip, new' },
    { field: 'assigned creators only', before: 'no', after: 'yes' },
  ])
})

it('shows times, numbers, lists of nothing and whole objects', () => {
  const after = { expiresAt: '2026-03-01T12:34:56.000Z', maxUses: 3, tags: [], input: { a: 1 }, code: '' }
  expect(changesOf(null, after, NAMES)).toEqual([
    { field: 'ends', before: null, after: '2026-03-01 12:34 UTC' },
    { field: 'uses', before: null, after: '3' },
    { field: 'input', before: null, after: '{"a":1}' },
  ])
  expect(changesOf({ role: 'staff' }, null, NAMES)).toEqual([{ field: 'role', before: 'staff', after: null }])
})

it('finds the ids that have a name', () => {
  expect(idsOf({ before: { ownerId: 'u1' }, after: { ids: ['a', 'b'], n: 1 } })).toEqual(['u1', 'a', 'b'])
})
