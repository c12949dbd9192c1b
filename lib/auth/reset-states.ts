import type { Role } from '../system/find-memberships'

export type ResetState = 'open' | 'used' | 'revoked' | 'expired'

type ResetTimes = { usedAt: Date | null; revokedAt: Date | null; expiresAt: Date }

/** Where a reset link stands. What ended it first is what is told. */
export function resetState({ usedAt, revokedAt, expiresAt }: ResetTimes, now: Date): ResetState {
  if (usedAt) return 'used'
  if (revokedAt) return 'revoked'
  return expiresAt.getTime() <= now.getTime() ? 'expired' : 'open'
}

/**
 * Whether somebody with one role may issue a reset link for somebody with another: an owner's only an owner, and a
 * creator's nobody, since whoever sets her password could open her page.
 */
export function mayReset(issuer: Role, target: Role): boolean {
  if (target === 'creator') return false
  return issuer === 'owner' || (issuer === 'admin' && target !== 'owner')
}
