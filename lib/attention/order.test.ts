import { expect, it } from 'vitest'
import type { AttentionGroup, AttentionItem } from './items'
import { byUrgency, inOrder, mostUrgent } from './order'
import { ATTENTION_CAUSES, type AttentionCause, GROUPS } from './words'

const item = (key: string, hour: number, high = false) =>
  ({ key, since: new Date(Date.UTC(2030, 0, 1, hour)), high }) as AttentionItem
const group = (cause: AttentionCause, ...items: AttentionItem[]): AttentionGroup => ({
  cause,
  count: items.length,
  items,
})

it('orders by priority, then by age, and never depends on the order that it is given', () => {
  const sorted = [item('a', 5, true), item('b', 9, true), item('c', 1), item('d', 3), item('e', 3)]
  for (const shuffled of [sorted.toReversed(), [sorted[2], sorted[4], sorted[0], sorted[3], sorted[1]]])
    expect((shuffled as AttentionItem[]).toSorted(byUrgency).map((one) => one.key)).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
    ])
})

it('orders groups by tier, then by their most urgent item, and leaves out empty ones', () => {
  const groups = inOrder([
    group('orphan', item('1', 0)),
    group('renewal_due', item('2', 1, true)),
    group('signed_out', item('3', 8), item('4', 2)),
    group('session_expired', item('5', 5), item('6', 9, true)),
    group('review'),
    group('unavailable', item('7', 23)),
  ])
  expect(groups.map((one) => one.cause)).toEqual([
    'unavailable',
    'session_expired',
    'signed_out',
    'renewal_due',
    'orphan',
  ])
  expect(groups[2]?.items.map((one) => one.key)).toEqual(['4', '3'])
})

it('picks the most urgent of all groups, whatever group they are in', () => {
  const groups = [
    group('signed_out', item('1', 2), item('2', 8)),
    group('session_expired', item('3', 9, true), item('4', 5)),
    group('renewal_due', item('5', 0, true)),
    group('unavailable', item('6', 23)),
  ]
  expect(mostUrgent(groups, 5).map((one) => one.key)).toEqual(['6', '3', '1', '4', '2'])
})

it('every cause has words', () => {
  for (const cause of ATTENTION_CAUSES) {
    expect(GROUPS[cause].title, cause).toMatch(/^[A-Z]/)
    expect(GROUPS[cause].description, cause).toMatch(/\.$/)
  }
})
