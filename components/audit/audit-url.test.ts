import { expect, it } from 'vitest'
import { auditHref, isNarrowed, targetHref } from './audit-url'

it('equal filters have equal addresses, and empty ones none', () => {
  expect(auditHref('north', {})).toBe('/a/north/audit')
  expect(auditHref('north', { refused: '1', group: 'team' })).toBe('/a/north/audit?group=team&refused=1')
  expect(auditHref('north', { group: 'team' }, { after: 'x_1' })).toBe('/a/north/audit?group=team&after=x_1')
  expect(auditHref('north', { group: 'team' }, { file: true })).toBe('/a/north/audit/export?group=team')
  expect([isNarrowed({}), isNarrowed({ to: '2026-01-01' })]).toEqual([false, true])
})

it('leads to the page of a thing, where it has one', () => {
  expect(targetHref('north', { type: 'connection', id: '1' })).toBe('/a/north/connections/1')
  for (const type of ['orphan', 'constructor', '__proto__', ''])
    expect(targetHref('north', { type, id: '1' })).toBeNull()
})
