import type { Role } from '../system/find-memberships'

/**
 * Whether somebody with this role must set up a second factor before anything else: owners and admins of a live
 * installation, until they have confirmed one.
 */
export function secondFactorRequired(mode: 'demo' | 'live', role: Role, confirmed: boolean): boolean {
  return mode === 'live' && (role === 'owner' || role === 'admin') && !confirmed
}
