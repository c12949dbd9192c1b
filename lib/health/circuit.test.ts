import { describe, expect, it } from 'vitest'
import { CONNECTION_STATUSES, isBroken } from '../connections/words'
import { PROVIDER_FAILURES } from '../providers/types'
import { isHeld, isTooMany, mostAtOnce } from './circuit'
import { isUntold } from './due-probes'
import { CONFIRM_MS, isStrike, judgeBroken } from './suspicion'

const now = new Date('2030-01-01T12:00:00Z')
const ago = (ms: number) => new Date(now.getTime() - ms)

describe('the circuit', () => {
  it('lets a tenth end at once, and three whatever their number', () => {
    for (const [working, most] of [
      [0, 3],
      [5, 3],
      [39, 3],
      [40, 4],
      [100, 10],
      [109, 10],
      [10_000, 1_000],
    ] as const) {
      expect(mostAtOnce(working)).toBe(most)
      expect([isTooMany(most, working), isTooMany(most + 1, working)]).toEqual([false, true])
    }
  })

  it('is open until somebody lets it go on, and then for a while', () => {
    expect(isHeld({ heldSince: null, heldReleasedUntil: null }, now)).toBe(false)
    expect(isHeld({ heldSince: ago(1), heldReleasedUntil: null }, now)).toBe(true)
    expect(isHeld({ heldSince: ago(1), heldReleasedUntil: ago(1) }, now)).toBe(true)
    expect(isHeld({ heldSince: ago(1), heldReleasedUntil: ago(-1) }, now)).toBe(false)
  })
})

describe('a read that says the login ended', () => {
  it('decides at once for a person, and by itself with the second look after twenty seconds', () => {
    for (const status of CONNECTION_STATUSES) {
      const judge = (suspectSince: Date | null) => judgeBroken({ status, suspectSince }, 'patchbay', now)
      expect(judgeBroken({ status, suspectSince: null }, 'person', now)).toBe('broken')
      if (isBroken(status)) expect(judge(null)).toBe('broken')
      else
        expect([judge(null), judge(ago(CONFIRM_MS - 1)), judge(ago(CONFIRM_MS))]).toEqual([
          'suspect',
          'wait',
          'broken',
        ])
    }
  })
})

it('a refused key and a limit are no strike against a connection', () => {
  const strikes = PROVIDER_FAILURES.filter(isStrike)
  expect(strikes).toEqual(['limit_reached', 'rejected', 'not_found', 'unavailable', 'invalid_response'])
})

it('an account is looked at when nobody tells of it, or nobody has for a week', () => {
  const day = 86_400_000
  expect(isUntold({ lastWebhookAt: ago(1) }, false, now)).toBe(true)
  expect(isUntold({ lastWebhookAt: null }, true, now)).toBe(true)
  expect(isUntold({ lastWebhookAt: ago(8 * day) }, true, now)).toBe(true)
  expect(isUntold({ lastWebhookAt: ago(6 * day) }, true, now)).toBe(false)
})
