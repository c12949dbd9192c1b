import { expect } from 'vitest'
import type { Ctx } from '../../auth/context'
import type { Agency } from '../../testing/world'
import { COUNT_CAP, countAttention } from '../count-attention'
import { type Attention, listAttention } from '../list-attention'

/** The agency's staff member, limited to assigned creators. */
export function limited(agency: Agency): Ctx {
  const ctx = agency.ctx('staff')
  return ctx.actor.kind === 'user' ? { ...ctx, actor: { ...ctx.actor, assignedOnly: true } } : ctx
}

/** The queue, after it was seen to be of one mind with the number in the navigation. */
export async function readQueue(ctx: Ctx): Promise<Attention> {
  const attention = await listAttention(ctx)
  expect(await countAttention(ctx)).toBe(Math.min(COUNT_CAP, attention.total))
  for (const group of attention.groups) {
    expect(group.count).toBeGreaterThanOrEqual(group.items.length)
    expect(group.items.length).toBeGreaterThan(0)
  }
  return attention
}
