import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { inviteTokens } from '@/db/schema/invite-tokens'
import type { Ctx } from '../auth/context'
import type { InviteRow } from './rows'

/**
 * True when the link that a session was opened with, at first or anew, leads nowhere for good: it was revoked, or there is
 * a newer one.
 */
export async function isShut(
  tx: Tx,
  ctx: Ctx,
  invite: InviteRow,
  session: { createdAt: Date; openedAt: Date | null },
): Promise<boolean> {
  if (invite.revokedAt || invite.rotation === 0) return invite.revokedAt !== null
  const [link] = await tx
    .select({ since: inviteTokens.createdAt })
    .from(inviteTokens)
    .where(
      and(
        eq(inviteTokens.agencyId, ctx.agency.id),
        eq(inviteTokens.inviteId, invite.id),
        eq(inviteTokens.rotation, invite.rotation),
      ),
    )
  return link !== undefined && (session.openedAt ?? session.createdAt) < link.since
}
