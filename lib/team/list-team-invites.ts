import 'server-only'
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { mails } from '@/db/schema/mails'
import { teamInvites } from '@/db/schema/team-invites'
import { users } from '@/db/schema/users'
import { type Ctx, inAgency } from '../auth/context'
import { may, requirePermission } from '../auth/permissions'
import { teamInviteState } from './states'
import type { TeamInviteState, TeamRole } from './words'

export type TeamInviteItem = {
  id: string
  role: TeamRole
  assignedOnly: boolean
  email: string | null
  state: TeamInviteState
  invitedBy: string | null
  createdAt: Date
  expiresAt: Date
  /** The newest mail of it; null when none was sent. */
  mail: { status: 'queued' | 'sent' | 'failed' | 'dropped'; problem: string | null; at: Date } | null
  /** Owners' invitations are for owners alone. */
  mayManage: boolean
}

const DAY = 86_400_000
const SHOWN_AFTER_EXPIRY = 30 * DAY

/** Invitations that wait to be accepted, and those that ran out within the last month, newest first. */
export async function listTeamInvites(ctx: Ctx): Promise<TeamInviteItem[]> {
  requirePermission(ctx, 'team.manage')
  const now = ctx.now()
  const rows = await inAgency(ctx, (tx) =>
    tx
      .select({
        id: teamInvites.id,
        role: teamInvites.role,
        assignedOnly: teamInvites.assignedOnly,
        email: teamInvites.email,
        invitedBy: users.name,
        createdAt: teamInvites.createdAt,
        expiresAt: teamInvites.expiresAt,
        acceptedAt: teamInvites.acceptedAt,
        revokedAt: teamInvites.revokedAt,
        mail: sql<{
          status: NonNullable<TeamInviteItem['mail']>['status']
          problem: string | null
          at: string
        } | null>`(
          select json_build_object('status', m.status, 'problem', m.problem, 'at', m.created_at) from ${mails} m
          where m.agency_id = ${teamInvites.agencyId} and m.refs @> jsonb_build_object('teamInviteId', ${teamInvites.id}::text)
          order by m.created_at desc limit 1)`,
      })
      .from(teamInvites)
      .leftJoin(users, eq(users.id, teamInvites.createdBy))
      .where(
        and(
          eq(teamInvites.agencyId, ctx.agency.id),
          isNull(teamInvites.acceptedAt),
          isNull(teamInvites.revokedAt),
          gt(teamInvites.expiresAt, new Date(now.getTime() - SHOWN_AFTER_EXPIRY)),
        ),
      )
      .orderBy(desc(teamInvites.createdAt), desc(teamInvites.id))
      .limit(200),
  )
  return rows.flatMap(({ role, mail, acceptedAt, revokedAt, ...row }) =>
    role === 'creator'
      ? []
      : [
          {
            ...row,
            role,
            state: teamInviteState({ acceptedAt, revokedAt, expiresAt: row.expiresAt }, now),
            mail: mail && { ...mail, at: new Date(mail.at) },
            mayManage: role !== 'owner' || may(ctx, 'team.manage_owners'),
          },
        ],
  )
}
