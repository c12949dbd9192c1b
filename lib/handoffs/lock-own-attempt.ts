import 'server-only'
import type { Tx } from '@/db/client'
import { actorId, type Ctx } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { notFound } from '../errors'
import { isBoundTo } from '../link-sessions/browser'
import { type LinkSessionRow, lockLinkSession } from '../link-sessions/move'

/**
 * The attempt of the member of the team who began it, locked: in the browser that it is bound to, and by that person.
 * Throws `not_found` for everybody else: a link to it lets somebody answer.
 */
export async function lockOwnAttempt(
  tx: Tx,
  ctx: Ctx,
  input: { linkSessionId: string; browser: string | null },
): Promise<LinkSessionRow> {
  requirePermission(ctx, 'connections.connect')
  const row = await lockLinkSession(tx, ctx, input.linkSessionId)
  const isOwn =
    row !== null &&
    row.initiatedBy !== null &&
    row.initiatedBy === actorId(ctx) &&
    isBoundTo(input.browser, { linkSessionId: row.id, browserHash: row.browserHash })
  if (!isOwn) throw notFound('attempt')
  return row
}
