import { expect, it } from 'vitest'
import { mayReset, resetState } from './reset-states'

const NOW = new Date('2026-03-01T12:00:00Z')
const before = new Date(NOW.getTime() - 1)
const after = new Date(NOW.getTime() + 1)

it.each([
  ['open', { usedAt: null, revokedAt: null, expiresAt: after }],
  ['expired', { usedAt: null, revokedAt: null, expiresAt: NOW }],
  ['revoked', { usedAt: null, revokedAt: before, expiresAt: after }],
  ['revoked', { usedAt: null, revokedAt: before, expiresAt: before }],
  ['used', { usedAt: before, revokedAt: null, expiresAt: after }],
  ['used', { usedAt: before, revokedAt: before, expiresAt: before }],
])('%s', (state, times) => expect(resetState(times, NOW)).toBe(state))

it('owners may for the whole team, admins for all but owners, others for nobody, and nobody for a creator', () => {
  const roles = ['owner', 'admin', 'staff', 'creator'] as const
  const allowed = roles.flatMap((issuer) =>
    roles.filter((target) => mayReset(issuer, target)).map((target) => `${issuer} ${target}`),
  )
  expect(allowed).toEqual(['owner owner', 'owner admin', 'owner staff', 'admin admin', 'admin staff'])
})
