import { expect, it } from 'vitest'
import { ATTENTION_CAUSES, CONNECTION_CAUSES } from '@/lib/attention/words'
import { listInput } from '@/lib/connections/list-input'
import { showAllHref } from './show-all'

it('every group of connections leads to a list that understands the filter', () => {
  for (const cause of CONNECTION_CAUSES) {
    const href = showAllHref('north', cause)
    const query = Object.fromEntries(new URL(href ?? '', 'http://localhost').searchParams)
    expect(listInput.parse(query), cause).toEqual(query)
    expect(query.status).toBeDefined()
  }
})

it('the other groups have no such list', () => {
  for (const cause of ATTENTION_CAUSES)
    if (!CONNECTION_CAUSES.some((known) => known === cause)) expect(showAllHref('north', cause)).toBeNull()
})
