import { describe, expect, it } from 'vitest'
import { CONNECTION_STATUSES, REASONS } from '../connections/words'
import { isTold, noticeWords, TOLD_STATUSES } from './words'

const facts = { kind: 'broken', reason: 'session_expired', username: 'jane' } as const

describe.each([...TOLD_STATUSES, 'disconnected'])('a notice of %s', (status) => {
  it.each(Object.keys(REASONS))('names account, cause, effect and one button: %s', (reason) => {
    const words = noticeWords({ ...facts, status, reason })
    expect(words.title).toMatch(/^@jane .+: [a-z0-9]/)
    for (const sentence of [words.cause, words.effect]) expect(sentence).toMatch(/^[A-Z].*\.$/)
    expect(words.button).not.toBe('')
  })
})

it('a recovery says that nothing is left to do', () => {
  const words = noticeWords({ ...facts, kind: 'recovered', status: 'active' })
  expect(words.title).toBe('@jane works again')
  expect(words.effect).toContain('nothing left to do')
})

it('a status of a newer version still says something true', () => {
  for (const status of ['brand_new', 'constructor', '__proto__'])
    expect(noticeWords({ ...facts, status }).title).toContain('@jane stopped working')
})

it('what works and what was disconnected is not told as broken', () => {
  expect(CONNECTION_STATUSES.filter((status) => !isTold(status))).toEqual(['active', 'disconnected'])
})
