import 'server-only'
import type { Db, Tx } from '@/db/client'
import { audit } from '../audit/audit'
import { findMemberships } from '../system/find-memberships'

/** Who acts on their own account, from where, and when. */
export type AccountCall = { userId: string; address: string; requestId: string; now: Date }

/**
 * Writes what somebody did to their own sign-in into the audit log of every agency that they belong to: it concerns
 * each of them. Runs as the system, in the transaction of what it tells.
 */
export async function auditAccount(
  tx: Tx,
  db: Db,
  call: AccountCall,
  action: `account.${string}`,
  after?: Record<string, unknown>,
): Promise<void> {
  for (const { agencyId, slug, agencyName, role, assignedOnly } of await findMemberships(tx, call.userId)) {
    const ctx = {
      agency: { id: agencyId, slug, name: agencyName },
      actor: { kind: 'user', userId: call.userId, role, assignedOnly, steppedUpAt: null },
      db,
      requestId: call.requestId,
      address: call.address,
      now: () => call.now,
    } as const
    await audit(tx, ctx, {
      action,
      targetType: 'user',
      targetId: call.userId,
      ...(after ? { after } : {}),
    })
  }
}
