import { describe, expect, it } from 'vitest'
import { NOTHING, type Picked, pageState, toggle, togglePage } from './pick'

const PAGE = ['a', 'b', 'c', 'd', 'e']
const ids = (picked: Picked) => [...picked.ids].sort().join('')
const pick = (...clicks: (string | { shift: string })[]) =>
  clicks.reduce<Picked>(
    (picked, click) =>
      typeof click === 'string'
        ? toggle(picked, PAGE, click, false)
        : toggle(picked, PAGE, click.shift, true),
    NOTHING,
  )

describe('rows', () => {
  it('are switched on and off', () => {
    expect(ids(pick('b'))).toBe('b')
    expect(ids(pick('b', 'd', 'b'))).toBe('d')
  })

  it('are taken as a range, up and down, on and off', () => {
    expect(ids(pick('b', { shift: 'd' }))).toBe('bcd')
    expect(ids(pick('d', { shift: 'a' }))).toBe('abcd')
    expect(ids(pick('a', { shift: 'e' }, 'd', { shift: 'b' }))).toBe('ae')
  })

  it('without a row to go on from are one', () => {
    expect(ids(pick({ shift: 'c' }))).toBe('c')
    expect(ids(toggle({ ...NOTHING, anchor: 'elsewhere' }, PAGE, 'c', true))).toBe('c')
  })
})

describe('a page', () => {
  it('is switched on and off as a whole, and leaves other pages alone', () => {
    const other = { ...NOTHING, ids: new Set(['z']) }
    const on = togglePage(other, PAGE)
    expect(ids(on)).toBe('abcdez')
    expect(ids(togglePage(on, PAGE))).toBe('z')
    expect(ids(togglePage(pick('b'), PAGE))).toBe('abcde')
  })

  it('says whether all, some or none of it is on', () => {
    expect(pageState(NOTHING, PAGE)).toBe('none')
    expect(pageState(pick('b'), PAGE)).toBe('some')
    expect(pageState(togglePage(NOTHING, PAGE), PAGE)).toBe('all')
    expect(pageState({ ...NOTHING, all: true }, PAGE)).toBe('all')
  })
})

it('one row taken out of all leaves the rest of the page', () => {
  expect(toggle({ ...NOTHING, all: true }, PAGE, 'c', false)).toMatchObject({ all: false })
  expect(ids(toggle({ ...NOTHING, all: true }, PAGE, 'c', false))).toBe('abde')
  expect(togglePage({ ...NOTHING, all: true }, PAGE)).toEqual(NOTHING)
})
