import 'server-only'
import { and, eq, gt } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { events } from '@/db/schema/events'
import { audit } from '../audit/audit'
import { addEvent } from '../audit/events'
import { actorId, type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError } from '../errors'
import { requireInvite } from './rows'
import { inviteUrl, tokenOf } from './tokens'

const HOUR_MS = 3_600_000

/**
 * The address of an invite, to copy, show as a code or paste into a chat: derived anew, stored nowhere. Who looked is
 * written down, once an hour per person. Throws `not_found`, `conflict` when it was revoked.
 */
export async function getInviteLink(ctx: Ctx, input: { inviteId: string }): Promise<{ url: string }> {
  requirePermission(ctx, 'invites.write')
  return inAgency(ctx, async (tx) => {
    const row = await requireInvite(tx, ctx, input.inviteId)
    if (row.revokedAt) throw new AppError('conflict', 'This invite was revoked. Make a new one.')
    const token = await tokenOf(tx, ctx, row)
    if (!(await lookedLately(tx, ctx, row.id))) {
      await addEvent(tx, ctx, { kind: 'invite.link_shown', inviteId: row.id })
      await audit(tx, ctx, {
        action: 'invite.link_shown',
        targetType: 'invite',
        targetId: row.id,
        after: { rotation: row.rotation },
      })
    }
    return { url: inviteUrl(token) }
  })
}

async function lookedLately(tx: Tx, ctx: Ctx, inviteId: string): Promise<boolean> {
  const userId = actorId(ctx)
  if (!userId) return false
  const [line] = await tx
    .select({ id: events.id })
    .from(events)
    .where(
      and(
        eq(events.agencyId, ctx.agency.id),
        eq(events.inviteId, inviteId),
        eq(events.kind, 'invite.link_shown'),
        eq(events.actorUserId, userId),
        gt(events.at, new Date(ctx.now().getTime() - HOUR_MS)),
      ),
    )
    .limit(1)
  return line !== undefined
}
