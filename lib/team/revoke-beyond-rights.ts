import 'server-only'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { teamInvites } from '@/db/schema/team-invites'
import type { Ctx } from '../auth/context'
import type { MemberRow } from './lock-team'
import { TEAM_ROLES, type TeamRole } from './words'

type Inviter = Pick<MemberRow, 'userId' | 'role' | 'deactivatedAt'>

/** The roles into which somebody with this standing may invite. */
export function mayInviteAs(inviter: Pick<Inviter, 'role' | 'deactivatedAt'>): readonly TeamRole[] {
  if (inviter.deactivatedAt) return []
  if (inviter.role === 'owner') return TEAM_ROLES
  return inviter.role === 'admin' ? ['admin', 'staff'] : []
}

/**
 * Revokes the open invitations of somebody that they could not give any more: a link that was copied earlier must not bring
 * back what was taken. @returns how many
 */
export async function revokeBeyondRights(tx: Tx, ctx: Ctx, inviter: Inviter): Promise<number> {
  const allowed = mayInviteAs(inviter)
  const beyond = TEAM_ROLES.filter((role) => !allowed.includes(role))
  if (beyond.length === 0) return 0
  const revoked = await tx
    .update(teamInvites)
    .set({ revokedAt: ctx.now() })
    .where(
      and(
        eq(teamInvites.agencyId, ctx.agency.id),
        eq(teamInvites.createdBy, inviter.userId),
        inArray(teamInvites.role, beyond),
        isNull(teamInvites.acceptedAt),
        isNull(teamInvites.revokedAt),
      ),
    )
    .returning({ id: teamInvites.id })
  return revoked.length
}
