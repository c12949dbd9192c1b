import { expect, it } from 'vitest'
import { shortDay, summarise } from './earnings-math'

const days = (amounts: number[]) =>
  amounts.map((amount, index) => ({
    date: new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
    amount,
  }))

it('compares the last thirty days with the thirty before', () => {
  const points = days([...Array(30).fill(500), ...Array(30).fill(10), ...Array(30).fill(15)])
  expect(summarise(points)).toMatchObject({ last30: 450, change: 50, best: { amount: 500 } })
})

it('compares nothing with too few days or an empty month before', () => {
  expect(summarise(days(Array(45).fill(10))).change).toBeNull()
  expect(summarise(days([...Array(30).fill(0), ...Array(30).fill(10)])).change).toBeNull()
  expect(summarise([])).toEqual({ last30: 0, change: null, best: null })
})

it('reads a date without a zone as that day', () => {
  expect(shortDay('2026-11-01')).toBe('1 Nov')
})
