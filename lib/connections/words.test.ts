import { expect, it } from 'vitest'
import { CONNECTION_STATUSES, isBroken, REASONS, reasonWords, STATUS_LABELS, WHO_LABELS } from './words'

it('every status has a label of its own', () => {
  expect(new Set(CONNECTION_STATUSES.map((status) => STATUS_LABELS[status])).size).toBe(
    CONNECTION_STATUSES.length,
  )
})

it.each(Object.entries(REASONS))('reason %s says why and who must act', (code, reason) => {
  expect(reason.label.length).toBeGreaterThan(3)
  expect(reason.detail).toMatch(/^[A-Z].*\.$/)
  expect(Object.keys(WHO_LABELS)).toContain(reason.who)
  expect(reasonWords(code)).toEqual(reason)
})

it('a reason of a newer version is shown as it is', () => {
  for (const code of ['brand_new', 'constructor', '__proto__', 'toString']) {
    const words = reasonWords(code)
    expect(words.label).toBe(code)
    expect(words.detail).toMatch(/\.$/)
  }
})

it('broken is what delivers no data and has not ended', () => {
  expect(CONNECTION_STATUSES.filter(isBroken)).toEqual(['needs_reauth', 'awaiting_2fa', 'needs_review'])
})
