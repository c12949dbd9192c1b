import type { TeamInviteState } from './words'

type Row = { acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date }

/** Where an invitation stands at this moment. One that was accepted stays so, whatever came later. */
export function teamInviteState(row: Row, now: Date): TeamInviteState {
  if (row.acceptedAt) return 'accepted'
  if (row.revokedAt) return 'revoked'
  return row.expiresAt.getTime() <= now.getTime() ? 'expired' : 'pending'
}
