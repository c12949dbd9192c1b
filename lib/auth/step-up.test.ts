import { expect, it } from 'vitest'
import type { AppError } from '../errors'
import type { Actor } from './context'
import { isSteppedUp, requireStepUp } from './step-up'

const NOW = new Date('2026-03-01T12:00:00Z')
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000)

it.each([
  ['never', null, false],
  ['just now', ago(0), true],
  ['ten minutes ago', ago(600), true],
  ['a second longer ago', ago(601), false],
  ['in the future', ago(-1), false],
])('proven %s', (_name, at, fresh) => expect(isSteppedUp(at, NOW)).toBe(fresh))

it('is asked of users and creators, and of the system never', () => {
  const code = (actor: Actor) => {
    try {
      requireStepUp({ actor, now: () => NOW })
      return 'fine'
    } catch (error) {
      return (error as AppError).code
    }
  }
  const user = { kind: 'user', userId: 'u', role: 'owner', assignedOnly: false } as const
  expect([
    code({ kind: 'system' }),
    code({ ...user, steppedUpAt: ago(60) }),
    code({ ...user, steppedUpAt: ago(3_600) }),
    code({ ...user, steppedUpAt: null }),
    code({ kind: 'creator', creatorId: 'c' }),
  ]).toEqual(['fine', 'fine', 'step_up_required', 'step_up_required', 'step_up_required'])
})
