import { describe, expect, it } from 'vitest'
import type { ListInput } from '@/lib/connections/list-input'
import { isFiltered, listHref } from './list-url'

const parse = (values: ListInput) => values

describe('listHref', () => {
  it('keeps the filters and goes back to the first page when one changes', () => {
    const input = parse({ q: 'ann & co', status: 'active', after: 'abc' })
    expect(listHref('north', input, { status: 'needs_reauth' })).toBe(
      '/a/north/connections?q=ann+%26+co&status=needs_reauth',
    )
  })

  it('takes a parameter out and has a bare address when none is left', () => {
    expect(listHref('north', parse({ tag: 'vip' }), { tag: undefined })).toBe('/a/north/connections')
  })

  it('moves to another page of the same list', () => {
    expect(listHref('north', parse({ mine: '1' }), { after: 'next' })).toBe(
      '/a/north/connections?mine=1&after=next',
    )
  })

  it('survives its own round trip', () => {
    const input = parse({ q: 'é"<>', sort: 'broken', mine: '1' })
    const query = new URL(listHref('north', input), 'http://localhost').searchParams
    expect(Object.fromEntries(query)).toEqual(input)
  })
})

describe('isFiltered', () => {
  it('ignores order and position', () => {
    expect(isFiltered(parse({ sort: 'broken', after: 'x' }))).toBe(false)
    expect(isFiltered(parse({ q: 'x' }))).toBe(true)
  })
})
