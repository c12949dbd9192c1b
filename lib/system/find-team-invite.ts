import 'server-only'
import { eq } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { agencies } from '@/db/schema/agencies'
import { teamInvites } from '@/db/schema/team-invites'
import { users } from '@/db/schema/users'

/** What the holder of an invitation's link is told before the tenant is known. */
export type TeamInviteRef = {
  teamInviteId: string
  agency: { id: string; slug: string; name: string }
  role: 'owner' | 'admin' | 'staff' | 'creator'
  assignedOnly: boolean
  email: string | null
  createdBy: string | null
  /** Who invites; null when nobody can be named. */
  inviter: string | null
  acceptedAt: Date | null
  acceptedBy: string | null
  revokedAt: Date | null
  expiresAt: Date
}

/** The invitation that a link's token names; null when there is none. */
export async function findTeamInvite(db: Db | Tx, tokenHash: string): Promise<TeamInviteRef | null> {
  const [row] = await db
    .select({
      teamInviteId: teamInvites.id,
      agency: { id: agencies.id, slug: agencies.slug, name: agencies.name },
      role: teamInvites.role,
      assignedOnly: teamInvites.assignedOnly,
      email: teamInvites.email,
      createdBy: teamInvites.createdBy,
      inviter: users.name,
      acceptedAt: teamInvites.acceptedAt,
      acceptedBy: teamInvites.acceptedBy,
      revokedAt: teamInvites.revokedAt,
      expiresAt: teamInvites.expiresAt,
    })
    .from(teamInvites)
    .innerJoin(agencies, eq(agencies.id, teamInvites.agencyId))
    .leftJoin(users, eq(users.id, teamInvites.createdBy))
    .where(eq(teamInvites.tokenHash, tokenHash))
  return row ?? null
}
