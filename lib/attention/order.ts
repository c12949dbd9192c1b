import type { AttentionGroup, AttentionItem } from './items'
import { GROUPS } from './words'

type Ranked = Pick<AttentionItem, 'high' | 'since' | 'key'>

/** High priority first, then what needs somebody longest. */
export function byUrgency(a: Ranked, b: Ranked): number {
  if (a.high !== b.high) return a.high ? -1 : 1
  return a.since.getTime() - b.since.getTime() || (a.key < b.key ? -1 : 1)
}

/** Groups that have items: by tier, then as their most urgent item. */
export function inOrder(groups: AttentionGroup[]): AttentionGroup[] {
  return groups
    .filter((group) => group.count > 0)
    .map((group) => ({ ...group, items: group.items.toSorted(byUrgency) }))
    .sort((a, b) => {
      const tiers = GROUPS[a.cause].tier - GROUPS[b.cause].tier
      const [first, second] = [a.items[0], b.items[0]]
      return tiers || (first && second ? byUrgency(first, second) : 0)
    })
}

/** The most urgent items of all groups together: by tier, then by priority and age. */
export function mostUrgent(groups: AttentionGroup[], most: number): AttentionItem[] {
  return groups
    .flatMap(({ cause, items }) => items.map((item) => ({ item, tier: GROUPS[cause].tier })))
    .sort((a, b) => a.tier - b.tier || byUrgency(a.item, b.item))
    .slice(0, most)
    .map(({ item }) => item)
}
