import fc from 'fast-check'
import { expect, it } from 'vitest'
import { INVITE_STATE_LABELS, INVITE_STATES, type InviteFacts, inviteState } from './states'

const NOW = new Date('2025-06-01T12:00:00Z')
const later = new Date(NOW.getTime() + 1)
const base: InviteFacts = { revokedAt: null, pausedAt: null, expiresAt: later, uses: 0, maxUses: 1 }

it.each([
  ['open', {}],
  ['paused', { pausedAt: NOW }],
  ['expired', { expiresAt: NOW }],
  ['expired', { expiresAt: NOW, pausedAt: NOW }],
  ['used_up', { uses: 1 }],
  ['used_up', { uses: 1, expiresAt: NOW, pausedAt: NOW }],
  ['revoked', { revokedAt: NOW }],
  ['revoked', { revokedAt: NOW, uses: 1, expiresAt: NOW, pausedAt: NOW }],
  ['revoked', { connectionEndedAt: NOW }],
  ['open', { connectionEndedAt: null }],
  ['open', { uses: 2, maxUses: 3 }],
] as const)('is %s with %j', (state, over) => {
  expect(inviteState({ ...base, ...over }, NOW)).toBe(state)
})

it('is open only when nothing stands against it', () => {
  const date = fc.constantFrom(null, NOW)
  const facts = fc.record({
    revokedAt: date,
    pausedAt: date,
    connectionEndedAt: date,
    expiresAt: fc.constantFrom(NOW, later),
    uses: fc.nat(3),
    maxUses: fc.integer({ min: 1, max: 3 }),
  })
  fc.assert(
    fc.property(facts, (invite) => {
      const open = inviteState(invite, NOW) === 'open'
      const clear = !invite.revokedAt && !invite.pausedAt && !invite.connectionEndedAt
      expect(open).toBe(clear && invite.expiresAt > NOW && invite.uses < invite.maxUses)
    }),
  )
})

it('every state has a label of its own', () => {
  expect(new Set(INVITE_STATES.map((state) => INVITE_STATE_LABELS[state])).size).toBe(INVITE_STATES.length)
})
