import 'server-only'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { assignments } from '@/db/schema/assignments'
import { connections } from '@/db/schema/connections'
import { memberships } from '@/db/schema/memberships'
import { users } from '@/db/schema/users'
import { actorId, type Ctx, inAgency } from '../auth/context'
import { may, requirePermission } from '../auth/permissions'
import { systemDb } from '../system/db'
import { findMemberSigns } from '../system/find-member-signs'
import { TEAM_ROLES, type TeamRole } from './words'

export type MemberItem = {
  userId: string
  name: string
  email: string
  role: TeamRole
  assignedOnly: boolean
  /** How many creators are assigned; counts for limited people only. */
  assigned: number
  /** Live connections that they look after. */
  connections: number
  joinedAt: Date
  deactivatedAt: Date | null
  /** The account itself is switched off, in every agency. */
  disabled: boolean
  isMe: boolean
  /** When they last used Patchbay and whether they have a second factor; null for those who may not know. */
  signs: { lastSeenAt: Date | null; secondFactor: boolean } | null
}

const MOST = 500

/** The people of the team: active ones by role and name, then those who left. */
export async function listMembers(ctx: Ctx): Promise<MemberItem[]> {
  requirePermission(ctx, 'team.read')
  return readMembers(ctx)
}

/** One person of the team, as the list has them; null when there is none. */
export async function getMember(ctx: Ctx, userId: string): Promise<MemberItem | null> {
  requirePermission(ctx, 'team.read')
  return (await readMembers(ctx, userId))[0] ?? null
}

async function readMembers(ctx: Ctx, only?: string): Promise<MemberItem[]> {
  const rows = await inAgency(ctx, (tx) =>
    tx
      .select({
        userId: memberships.userId,
        name: users.name,
        email: users.email,
        role: memberships.role,
        assignedOnly: memberships.assignedOnly,
        joinedAt: memberships.createdAt,
        deactivatedAt: memberships.deactivatedAt,
        disabled: sql<boolean>`${users.disabledAt} is not null`,
        assigned: tx.$count(
          assignments,
          and(eq(assignments.agencyId, memberships.agencyId), eq(assignments.userId, memberships.userId)),
        ),
        connections: tx.$count(
          connections,
          and(
            eq(connections.agencyId, memberships.agencyId),
            eq(connections.ownerId, memberships.userId),
            isNull(connections.endedAt),
          ),
        ),
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(
        and(
          eq(memberships.agencyId, ctx.agency.id),
          inArray(memberships.role, TEAM_ROLES),
          only ? eq(memberships.userId, only) : undefined,
        ),
      )
      .orderBy(
        sql`${memberships.deactivatedAt} is not null`,
        sql`array_position(array['owner','admin','staff'], ${memberships.role}::text)`,
        sql`lower(${users.name})`,
        memberships.userId,
      )
      .limit(MOST),
  )
  const signs = may(ctx, 'team.manage')
    ? await findMemberSigns(
        systemDb(),
        rows.filter((row) => !row.deactivatedAt).map((row) => row.userId),
      )
    : null
  return rows.flatMap(({ role, ...row }) =>
    role === 'creator'
      ? []
      : [{ ...row, role, isMe: row.userId === actorId(ctx), signs: signs?.get(row.userId) ?? null }],
  )
}
