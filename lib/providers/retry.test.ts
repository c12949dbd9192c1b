import { describe, expect, it } from 'vitest'
import { withBudget } from './budget'
import { parseRetryAfter, withRetries } from './retry'
import { ProviderError } from './types'

const NOW = new Date('2026-03-01T12:00:00.500Z')

describe('parseRetryAfter', () => {
  it.each([
    ['0', 0],
    [' 7 ', 7],
    ['Sun, 01 Mar 2026 12:00:10 GMT', 10],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['Sun, 01 Mar 2099 11:00:00 GMT', 3600],
    ['999999999999999999999', 3600],
    ['-5', null],
    ['1.5', null],
    ['soon', null],
    ['', null],
    [null, null],
  ])('%s is %s', (value, seconds) => {
    expect(parseRetryAfter(value, NOW)).toBe(seconds)
  })
})

async function attempts(errors: unknown[], ms = 5_000) {
  const waits: number[] = []
  let calls = 0
  const outcome = await withBudget(
    () => NOW,
    ms,
    undefined,
    (budget) =>
      withRetries(
        async () => {
          const error = errors[calls]
          calls += 1
          if (error !== undefined) throw error
          return 'done'
        },
        async (wait) => void waits.push(wait),
        budget,
      ),
  ).catch((error: unknown) => error)
  return { outcome, calls, waits }
}

const unavailable = () => new ProviderError('unavailable', 'x')

describe('withRetries', () => {
  it('tries three times at most, and waits longer each time', async () => {
    const run = await attempts([unavailable(), unavailable(), unavailable(), unavailable()])
    expect(run.outcome).toBeInstanceOf(ProviderError)
    expect(run.calls).toBe(3)
    expect(run.waits[0]).toBeLessThan(run.waits[1] ?? 0)
  })

  it('ends at the first success', async () => {
    expect(await attempts([unavailable()])).toMatchObject({ outcome: 'done', calls: 2 })
  })

  it('waits as long as it is asked to, or gives up', async () => {
    const patient = new ProviderError('rate_limited', 'x', { retryAfter: 2 })
    const run = await attempts([patient])
    expect(run).toMatchObject({ outcome: 'done', waits: [2000] })
    expect(await attempts([new ProviderError('rate_limited', 'x', { retryAfter: 5 })])).toMatchObject({
      calls: 1,
    })
  })

  it('never repeats what will not change', async () => {
    for (const kind of ['rejected', 'unauthorized_key', 'reauth_required', 'invalid_response'] as const) {
      expect(await attempts([new ProviderError(kind, 'x')])).toMatchObject({ calls: 1 })
    }
    expect(await attempts([new TypeError('bug')])).toMatchObject({ calls: 1 })
  })
})
