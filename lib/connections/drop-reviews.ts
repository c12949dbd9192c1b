import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { linkSessions } from '@/db/schema/link-sessions'
import type { Ctx } from '../auth/context'
import { moveLinkSession } from '../link-sessions/move'
import type { ConnectionRow } from './rows'

/**
 * Closes the reviews of who answers with this connection: it was disconnected, or its own user is proven again,
 * so there is nothing left to decide. A decision that came later would harm what works.
 */
export async function dropReviews(tx: Tx, ctx: Ctx, row: ConnectionRow): Promise<void> {
  const waiting = await tx
    .select()
    .from(linkSessions)
    .where(
      and(
        eq(linkSessions.agencyId, ctx.agency.id),
        eq(linkSessions.connectionId, row.id),
        eq(linkSessions.state, 'needs_review'),
      ),
    )
    .for('update')
  for (const session of waiting)
    if (session.candidate?.providerConnectionId === row.providerConnectionId)
      await moveLinkSession(tx, ctx, session, 'drop')
}
