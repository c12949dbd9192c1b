import 'server-only'
import { and, eq } from 'drizzle-orm'
import { handoffs } from '@/db/schema/handoffs'
import { audit } from '../audit/audit'
import { addEvent } from '../audit/events'
import { type Ctx, inAgency } from '../auth/context'
import { lockOwnAttempt } from './lock-own-attempt'
import { handoffOf } from './rows'

/**
 * Takes an attempt back: its link opens nothing any more, and a browser that joined by it sees nothing more of it. Doing
 * it twice changes nothing. Throws `not_found`.
 */
export async function revokeHandoff(
  ctx: Ctx,
  input: { linkSessionId: string; browser: string | null },
): Promise<void> {
  await inAgency(ctx, async (tx) => {
    const row = await lockOwnAttempt(tx, ctx, input)
    const handoff = await handoffOf(tx, ctx, row.id)
    if (!handoff) return
    await tx
      .update(handoffs)
      .set({ revokedAt: ctx.now() })
      .where(and(eq(handoffs.agencyId, ctx.agency.id), eq(handoffs.id, handoff.id)))
    await addEvent(tx, ctx, {
      kind: 'session.handoff_revoked',
      linkSessionId: row.id,
      connectionId: row.connectionId,
    })
    await audit(tx, ctx, {
      action: 'handoff.revoke',
      targetType: 'link_session',
      targetId: row.id,
      after: { joined: handoff.joinedAt !== null },
    })
  })
}
