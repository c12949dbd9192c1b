import { expect, it } from 'vitest'
import { countWords } from './count-words'

const none = {
  all: 0,
  active: 0,
  expiring: 0,
  needs_reauth: 0,
  awaiting_2fa: 0,
  needs_review: 0,
  disconnected: 0,
}

it('shows exact counts below the cap', () => {
  const words = countWords({ ...none, all: 1204, active: 1200, needs_reauth: 4 })
  expect(words).toMatchObject({ all: '1,204', active: '1,200', needs_reauth: '4', expiring: '0' })
})

it('marks every count as a lower bound once counting stopped', () => {
  const words = countWords({ ...none, all: 9_000, active: 8_990, needs_reauth: 10, disconnected: 1_000 })
  expect(words).toMatchObject({ all: '9,000+', needs_reauth: '10+', disconnected: '1,000+', expiring: '0' })
  expect(countWords({ ...none, all: 10_000, active: 10_000 }).all).toBe('10,000+')
})
