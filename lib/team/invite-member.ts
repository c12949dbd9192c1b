import 'server-only'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { teamInvites } from '@/db/schema/team-invites'
import { audit } from '../audit/audit'
import { actorId, type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError } from '../errors'
import { queueMail } from '../mail/queue-mail'
import { systemDb } from '../system/db'
import { hitLimit } from '../system/rate-limit'
import type { teamInviteInput } from './invite-input'
import { lockTeam, underLock } from './lock-team'
import { teamToken, teamTokenHash, teamUrl } from './team-link'

/** How long an invitation can be accepted. */
export const INVITE_DAYS = 7
const LIMIT = { name: 'team-invite', max: 60, windowSeconds: 3600 }

export const inviteExpiry = (now: Date): Date => new Date(now.getTime() + INVITE_DAYS * 86_400_000)

/** Mails and links cost others something: an agency makes at most sixty an hour. */
export async function limitInvites(ctx: Ctx): Promise<void> {
  const wait = await hitLimit(systemDb(), LIMIT, ctx.agency.id, ctx.now())
  if (wait !== null)
    throw new AppError(
      'rate_limited',
      `Too many invitations. Try again in ${Math.ceil(wait / 60)} minutes.`,
      {
        retryAfter: wait,
      },
    )
}

/** Queues the mail of an invitation; each call is one more mail. */
export async function mailTeamInvite(tx: Tx, ctx: Ctx, teamInviteId: string, to: string): Promise<void> {
  await queueMail(tx, ctx, {
    kind: 'team_invite',
    to,
    language: 'en',
    refs: { teamInviteId },
    dedupeKey: `team_invite:${teamInviteId}:${randomUUID()}`,
  })
}

/**
 * Invites somebody into the team with a role, by a link to copy or by mail. Only owners invite owners.
 * @returns the link, which is derived and stored nowhere
 */
export async function inviteMember(
  ctx: Ctx,
  input: z.infer<typeof teamInviteInput>,
): Promise<{ teamInviteId: string; url: string }> {
  requirePermission(ctx, 'team.manage')
  if (input.role === 'owner') requirePermission(ctx, 'team.manage_owners')
  if (input.assignedOnly && input.role !== 'staff')
    throw new AppError('invalid_input', 'Only staff can be limited to assigned creators.', {
      fields: { assignedOnly: 'Only staff can be limited to assigned creators.' },
    })
  await limitInvites(ctx)
  return inAgency(ctx, async (tx) => {
    const team = await lockTeam(tx, ctx, 'team.manage')
    if (input.role === 'owner') requirePermission(underLock(ctx, team), 'team.manage_owners')
    const id = randomUUID()
    const token = await teamToken(tx, ctx.agency.id, id, 0)
    const now = ctx.now()
    await tx.insert(teamInvites).values({
      id,
      agencyId: ctx.agency.id,
      role: input.role,
      assignedOnly: input.assignedOnly,
      email: input.email ?? null,
      tokenHash: teamTokenHash(token),
      expiresAt: inviteExpiry(now),
      createdBy: actorId(ctx),
      createdAt: now,
    })
    if (input.email) await mailTeamInvite(tx, ctx, id, input.email)
    await audit(tx, ctx, {
      action: 'team_invite.create',
      targetType: 'team_invite',
      targetId: id,
      after: { role: input.role, assignedOnly: input.assignedOnly, email: input.email ?? null },
    })
    return { teamInviteId: id, url: teamUrl(token) }
  })
}
