import 'server-only'
import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { linkSessions } from '@/db/schema/link-sessions'
import type { Ctx } from '../auth/context'
import type { Locale } from '../i18n/locales'
import { queueMail } from './queue-mail'

/**
 * Queues the receipt of her latest proven attempt with one OnlyFans user, for an address that she has just confirmed:
 * when the attempt was proven, nobody knew yet where to send it. Each attempt has one receipt.
 */
export async function queueReceipt(
  tx: Tx,
  ctx: Ctx,
  hers: { creatorId: string; ofUserId: string; email: string; language: Locale },
): Promise<void> {
  const [session] = await tx
    .select({ id: linkSessions.id })
    .from(linkSessions)
    .innerJoin(
      connections,
      and(
        eq(connections.agencyId, linkSessions.agencyId),
        eq(connections.id, linkSessions.resultConnectionId),
      ),
    )
    .where(
      and(
        eq(linkSessions.agencyId, ctx.agency.id),
        eq(linkSessions.creatorId, hers.creatorId),
        eq(linkSessions.state, 'completed'),
        eq(connections.ofUserId, hers.ofUserId),
        isNull(connections.endedAt),
      ),
    )
    .orderBy(desc(linkSessions.stateChangedAt))
    .limit(1)
  if (!session) return
  await queueMail(tx, ctx, {
    kind: 'receipt',
    to: hers.email,
    language: hers.language,
    refs: { linkSessionId: session.id },
    dedupeKey: `receipt:${session.id}`,
  })
}
