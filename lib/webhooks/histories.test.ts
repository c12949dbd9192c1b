import fc from 'fast-check'
import { expect, it } from 'vitest'
import { booksOf, expectedOf, Model, type Step } from './testing/model'

const HISTORIES = 5_000
const account = fc.nat(2)

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('log_in', 'callback', 'poll', 'fault'), of: account }),
  fc.record({ do: fc.constantFrom('end', 'renew'), of: account }),
  // Lost: never chosen. Twice: chosen again. Late, or before an earlier one: the choice is free.
  fc.record({ do: fc.constant('deliver' as const), of: account, which: fc.nat(9) }),
  fc.constant({ do: 'list' as const }),
  fc.record({ do: fc.constant('wait' as const), seconds: fc.constantFrom(1, 10, 25, 40, 900) }),
)
/** All three are connected and at rest. */
const CONNECTED: Step[] = [
  ...[0, 1, 2].flatMap((of): Step[] => [
    { do: 'log_in', of },
    { do: 'callback', of },
  ]),
  { do: 'wait', seconds: 900 },
]
const history = fc
  .tuple(fc.boolean(), fc.array(step, { minLength: 4, maxLength: 30, size: 'max' }))
  .map(([connected, steps]) => [...(connected ? CONNECTED : []), ...steps])

it('callback, webhook, poll and list end in what is true, in every order, with loss and repetition', () => {
  let steps = 0
  let told = 0
  fc.assert(
    fc.property(history, (chosen) => {
      const model = new Model(3)
      for (const one of chosen) model.play(one)
      model.settle()
      steps += chosen.length
      for (const one of model.accounts) {
        told += one.told
        expect(booksOf(one)).toEqual(expectedOf(one))
        // Told at most once for each time that the login did end, whoever noticed it.
        expect(one.told).toBeLessThanOrEqual(one.endings)
        if (one.done && one.works) expect(['completed', 'needs_review']).toContain(one.session)
        if (one.done && one.works && one.returned) expect(one.session).toBe('completed')
      }
    }),
    { numRuns: HISTORIES },
  )
  expect(steps).toBeGreaterThan(HISTORIES * 8)
  // They are not all histories in which nothing happens.
  expect(told).toBeGreaterThan(HISTORIES / 2)
})
