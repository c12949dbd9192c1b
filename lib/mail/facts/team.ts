import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { passwordResets } from '@/db/schema/password-resets'
import { teamInvites } from '@/db/schema/team-invites'
import { users } from '@/db/schema/users'
import type { Ctx } from '../../auth/context'
import { resetState } from '../../auth/reset-states'
import { deriveToken } from '../../crypto/derive'
import { env } from '../../env'
import { linkKey } from '../../links/link-key'
import { teamToken, teamUrl } from '../../team/team-link'
import type { ResetFacts, TeamInviteFacts } from '../contents/team'
import type { Loaded, MailRow } from './loaded'
import { memberName } from './member-name'

/** An invitation into the team, while it can be accepted and is meant for this address. */
export async function teamInviteFacts(tx: Tx, ctx: Ctx, mail: MailRow): Promise<Loaded<TeamInviteFacts>> {
  const { teamInviteId } = mail.refs
  if (!teamInviteId) return { drop: 'gone' }
  const [row] = await tx
    .select()
    .from(teamInvites)
    .where(and(eq(teamInvites.agencyId, ctx.agency.id), eq(teamInvites.id, teamInviteId)))
  if (!row || row.email !== mail.toAddress) return { drop: 'gone' }
  if (row.acceptedAt || row.revokedAt || row.expiresAt <= ctx.now()) return { drop: 'link_over' }
  return {
    facts: {
      agencyName: ctx.agency.name,
      personName: await memberName(tx, ctx, row.createdBy),
      role: row.role,
      assignedOnly: row.assignedOnly,
      url: teamUrl(await teamToken(tx, ctx.agency.id, row.id, row.rotation)),
      expiresAt: row.expiresAt,
    },
  }
}

/** A link to a new password, while it works and only to the address of the person it is for. */
export async function resetFacts(tx: Tx, ctx: Ctx, mail: MailRow): Promise<Loaded<ResetFacts>> {
  const { resetId } = mail.refs
  if (!resetId) return { drop: 'gone' }
  const [row] = await tx
    .select({ reset: passwordResets, email: users.email })
    .from(passwordResets)
    .innerJoin(users, and(eq(users.id, passwordResets.userId), isNull(users.disabledAt)))
    .where(and(eq(passwordResets.agencyId, ctx.agency.id), eq(passwordResets.id, resetId)))
  if (!row || row.email !== mail.toAddress) return { drop: 'gone' }
  if (resetState(row.reset, ctx.now()) !== 'open') return { drop: 'link_over' }
  const token = deriveToken(await linkKey(tx, ctx.agency.id), 'reset', resetId, 0)
  return {
    facts: {
      agencyName: ctx.agency.name,
      personName: await memberName(tx, ctx, row.reset.createdBy),
      url: `${env().APP_ORIGIN}/reset/${token}`,
      expiresAt: row.reset.expiresAt,
      removesTotp: row.reset.removesTotp,
    },
  }
}
