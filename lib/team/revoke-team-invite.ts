import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { teamInvites } from '@/db/schema/team-invites'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import type { teamInviteIdInput } from './invite-input'
import { lockTeamInvite } from './lock-team-invite'

/** Makes an invitation unusable for good. */
export async function revokeTeamInvite(ctx: Ctx, input: z.infer<typeof teamInviteIdInput>): Promise<void> {
  requirePermission(ctx, 'team.manage')
  await inAgency(ctx, async (tx) => {
    const row = await lockTeamInvite(tx, ctx, input.teamInviteId)
    await tx
      .update(teamInvites)
      .set({ revokedAt: ctx.now() })
      .where(and(eq(teamInvites.agencyId, ctx.agency.id), eq(teamInvites.id, row.id)))
    await audit(tx, ctx, {
      action: 'team_invite.revoke',
      targetType: 'team_invite',
      targetId: row.id,
      before: { role: row.role, email: row.email },
    })
  })
}
