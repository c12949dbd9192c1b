import { describe, expect, it } from 'vitest'
import { budgetView, type CountedLogin, countLogins, LOGIN_WINDOW_MS } from './count-logins'
import { MOST_LOGINS } from './words'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute))
const logins = (...users: (string | null)[]): CountedLogin[] =>
  users.map((ofUserId, index) => ({ at: at(index), ofUserId }))
const minutes = (times: Date[]) => times.map((time) => time.getUTCMinutes())

describe('which logins count', () => {
  it('of a known account: its own, and those of which nobody knows the account', () => {
    expect(minutes(countLogins(logins('a', 'b', null, 'a'), 'a'))).toEqual([0, 2, 3])
    expect(minutes(countLogins(logins('b', 'b'), 'a'))).toEqual([])
  })

  it('of an unknown account: those without one, and those of the account with the most', () => {
    expect(minutes(countLogins(logins('a', 'b', 'b', null), null))).toEqual([1, 2, 3])
    expect(countLogins([], null)).toEqual([])
  })

  it('ten accounts connected one after the other do not use the budget up', () => {
    const ten = logins(...Array.from({ length: 10 }, (_, index) => `user${index}`))
    expect(countLogins(ten, null)).toHaveLength(1)
  })
})

describe('the budget', () => {
  it.each([0, MOST_LOGINS - 1])('with %i used has some left', (used) => {
    expect(
      budgetView(
        Array.from({ length: used }, (_, index) => at(index)),
        false,
      ),
    ).toEqual({
      used,
      most: 8,
      freeAt: null,
      overridden: false,
    })
  })

  it.each([
    [MOST_LOGINS, 0],
    [MOST_LOGINS + 3, 3],
  ])('with %i used is free again when the one that is in the way has left the window', (used, index) => {
    const times = Array.from({ length: used }, (_, minute) => at(minute))
    expect(budgetView(times, true)).toEqual({
      used,
      most: 8,
      freeAt: new Date(at(index).getTime() + LOGIN_WINDOW_MS),
      overridden: true,
    })
  })
})
