import { expect, it } from 'vitest'
import { BULK_KINDS, BULK_RESULTS, ITEM_STATES, jobTitle, resultWords } from './words'

it.each(Object.entries(BULK_RESULTS))('result %s says in a sentence what came of it', (code, result) => {
  expect(result.words).toMatch(/^[A-Z].*\.$/)
  expect(ITEM_STATES).toContain(result.state)
  expect(resultWords(code)).toBe(result.words)
})

it('a result of a newer version is shown as it is, and none as nothing', () => {
  for (const code of ['brand_new', 'constructor', '__proto__']) expect(resultWords(code)).toBe(code)
  expect(resultWords(null)).toBe('')
})

it.each(BULK_KINDS)('a job %s is named with how many it is about', (kind) => {
  expect(jobTitle(kind, 1)).toMatch(/\b1\b/)
  expect(jobTitle(kind, 2_000)).toContain('2,000 connections')
})
