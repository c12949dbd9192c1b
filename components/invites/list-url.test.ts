import { expect, it } from 'vitest'
import { inviteListInput } from '@/lib/invites/input'
import { inviteListHref, isNarrowed } from './list-url'

const CREATOR = '0d5a5b9e-3f0a-4a51-9a47-6e0b9d3c1f22'

it('writes what the page reads back', () => {
  const input = inviteListInput.parse({ q: 'jane & co', state: 'open', creatorId: CREATOR })
  const { searchParams } = new URL(inviteListHref('n', input, { cursor: 'abc' }), 'http://x')
  expect(inviteListInput.parse(Object.fromEntries(searchParams))).toEqual({ ...input, cursor: 'abc' })
})

it('a change goes back to the first page, and nothing leaves nothing behind', () => {
  const input = inviteListInput.parse({ q: 'jane', cursor: 'abc' })
  expect(inviteListHref('n', input, { state: 'paused' })).toBe('/a/n/invites?q=jane&state=paused')
  expect(inviteListHref('n', input, { q: undefined })).toBe('/a/n/invites')
})

it('a position alone narrows nothing down', () => {
  expect(isNarrowed(inviteListInput.parse({ cursor: 'abc' }))).toBe(false)
  for (const one of [{ q: 'x' }, { state: 'open' }, { creatorId: CREATOR }])
    expect(isNarrowed(inviteListInput.parse(one))).toBe(true)
})
