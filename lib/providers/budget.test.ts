import { describe, expect, it } from 'vitest'
import { untilAborted, withBudget } from './budget'

const frozen = () => new Date('2026-03-01T12:00:00Z')
const never = () => new Promise<never>(() => {})

describe('withBudget', () => {
  it('ends what is inside with what is around it, even where the clock is set back', async () => {
    let at = frozen()
    const outcome = withBudget(
      () => at,
      40,
      undefined,
      (outer) => {
        at = new Date(at.getTime() - 60_000)
        return withBudget(
          () => at,
          30_000,
          outer,
          (inner) => untilAborted(never(), inner.signal),
        )
      },
    )
    await expect(outcome).rejects.toThrow('out of time')
  }, 5_000)

  it('gives an inner one no more than the outer one has left', async () => {
    const [inner, spent] = await withBudget(frozen, 50, undefined, async (outer) => [
      await withBudget(frozen, 8_000, outer, async (budget) => budget.remainingMs()),
      await withBudget(frozen, -1, outer, async (budget) => budget.remainingMs()),
    ])
    expect([inner, spent]).toEqual([50, 0])
  })

  it('has nothing left once it was given up', async () => {
    await withBudget(frozen, 1, undefined, async (budget) => {
      await untilAborted(never(), budget.signal).catch(() => {})
      expect(budget.remainingMs()).toBe(0)
      await expect(untilAborted(never(), budget.signal)).rejects.toThrow('out of time')
    })
  })
})
