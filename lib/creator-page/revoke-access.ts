import 'server-only'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { linkSessions } from '@/db/schema/link-sessions'
import { providerDeletions } from '@/db/schema/provider-deletions'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { confirmDeletion } from '../connections/confirm-deletion'
import { endConnection } from '../connections/end-connection'
import { lockConnection } from '../connections/rows'
import { AppError, notFound } from '../errors'
import { type LinkSessionRow, lockLinkSession } from '../link-sessions/move'
import { endUpstream, revokeInTx } from '../link-sessions/revoke'
import { LIVE_STATES } from '../link-sessions/states'
import { logger } from '../logger'
import type { ProviderId } from '../providers/types'
import { creatorOf } from './creator-context'

export const revokeInput = z.strictObject({ connectionId: z.uuid() })

/**
 * Takes back what she granted: the connection ends here at once, its attempts are stopped, and the provider is asked
 * to delete it while she waits. `confirmed`: the provider says that it is gone; otherwise a job goes on asking.
 * Needs nobody at the agency. Throws `not_found`, `conflict` when it is disconnected already.
 */
export async function revokeAccess(
  ctx: Ctx,
  input: z.infer<typeof revokeInput>,
): Promise<{ confirmed: boolean; username: string; provider: ProviderId }> {
  const creatorId = creatorOf(ctx)
  const { row, stopped } = await inAgency(ctx, async (tx) => {
    const live = await tx
      .select({ id: linkSessions.id })
      .from(linkSessions)
      .where(
        and(
          eq(linkSessions.agencyId, ctx.agency.id),
          eq(linkSessions.connectionId, input.connectionId),
          inArray(linkSessions.state, [...LIVE_STATES]),
        ),
      )
    const ended: LinkSessionRow[] = []
    for (const { id } of live) {
      const session = await lockLinkSession(tx, ctx, id)
      if (session && (await revokeInTx(tx, ctx, session, 'stopped'))) ended.push(session)
    }
    // Sessions first, as everywhere: two orders of the same locks would wait for each other.
    const row = await lockConnection(tx, ctx, input.connectionId)
    if (!row || row.creatorId !== creatorId) throw notFound('connection')
    if (row.endedAt) throw new AppError('conflict', 'This connection is disconnected already.')
    await endConnection(tx, ctx, row, 'by_creator')
    await audit(tx, ctx, {
      action: 'connection.revoke',
      targetType: 'connection',
      targetId: row.id,
      before: { username: row.username, ofUserId: row.ofUserId },
    })
    return { row, stopped: ended }
  })
  for (const session of stopped) await endUpstream(ctx, session)
  const confirmed = await confirmNow(ctx, input.connectionId)
  return { confirmed, username: row.username, provider: row.provider }
}

/** One try while she looks; the job has the deletion as well and goes on. */
async function confirmNow(ctx: Ctx, connectionId: string): Promise<boolean> {
  const owed = await inAgency(ctx, (tx) =>
    tx
      .select({ id: providerDeletions.id })
      .from(providerDeletions)
      .where(
        and(
          eq(providerDeletions.agencyId, ctx.agency.id),
          eq(providerDeletions.connectionId, connectionId),
          isNull(providerDeletions.confirmedAt),
        ),
      ),
  )
  try {
    const results = await Promise.all(owed.map(({ id }) => confirmDeletion(ctx, id)))
    return results.every(Boolean)
  } catch (error) {
    logger.warn({ err: error, connectionId, requestId: ctx.requestId }, 'revoked, not confirmed yet')
    return false
  }
}
