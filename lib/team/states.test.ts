import { expect, it } from 'vitest'
import { teamInviteState } from './states'

const NOW = new Date('2026-03-01T12:00:00Z')
const LATER = new Date('2026-03-02T12:00:00Z')
const open = { acceptedAt: null, revokedAt: null, expiresAt: LATER }

it.each([
  ['pending', open],
  ['expired', { ...open, expiresAt: NOW }],
  ['revoked', { ...open, revokedAt: NOW }],
  ['revoked', { ...open, revokedAt: NOW, expiresAt: NOW }],
  ['accepted', { ...open, acceptedAt: NOW, expiresAt: NOW }],
  ['accepted', { ...open, acceptedAt: NOW, revokedAt: NOW }],
] as const)('is %s', (state, row) => {
  expect(teamInviteState(row, NOW)).toBe(state)
})
