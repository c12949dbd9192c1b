import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { teamInvites } from '@/db/schema/team-invites'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError } from '../errors'
import type { teamInviteIdInput } from './invite-input'
import { inviteExpiry, limitInvites, mailTeamInvite } from './invite-member'
import { lockTeamInvite, type TeamInviteRow } from './lock-team-invite'
import { teamToken, teamUrl } from './team-link'

type Input = z.infer<typeof teamInviteIdInput>

/** Gives an invitation seven days from now; its link stays the same. */
async function renew(tx: Tx, ctx: Ctx, row: TeamInviteRow, action: string): Promise<void> {
  const expiresAt = inviteExpiry(ctx.now())
  await tx
    .update(teamInvites)
    .set({ expiresAt })
    .where(and(eq(teamInvites.agencyId, ctx.agency.id), eq(teamInvites.id, row.id)))
  await audit(tx, ctx, {
    action,
    targetType: 'team_invite',
    targetId: row.id,
    before: { expiresAt: row.expiresAt.toISOString() },
    after: { expiresAt: expiresAt.toISOString(), role: row.role, email: row.email },
  })
}

/** The link of an invitation, to copy it again; it can be accepted for seven days from now. */
export async function showTeamInviteLink(ctx: Ctx, input: Input): Promise<{ url: string }> {
  requirePermission(ctx, 'team.manage')
  return inAgency(ctx, async (tx) => {
    const row = await lockTeamInvite(tx, ctx, input.teamInviteId)
    await renew(tx, ctx, row, 'team_invite.link_shown')
    return { url: teamUrl(await teamToken(tx, ctx.agency.id, row.id, row.rotation)) }
  })
}

/** Mails an invitation once more; it can be accepted for seven days from now. */
export async function resendTeamInvite(ctx: Ctx, input: Input): Promise<void> {
  requirePermission(ctx, 'team.manage')
  await limitInvites(ctx)
  await inAgency(ctx, async (tx) => {
    const row = await lockTeamInvite(tx, ctx, input.teamInviteId)
    if (!row.email)
      throw new AppError('conflict', 'This invitation has no e-mail address. Copy its link instead.')
    await renew(tx, ctx, row, 'team_invite.resend')
    await mailTeamInvite(tx, ctx, row.id, row.email)
  })
}
