import type { Tx } from '@/db/client'
import type { Ctx } from '../auth/context'
import { AppError } from '../errors'
import type { InviteRow } from '../invites/rows'
import { holdsConnection } from '../link-sessions/live-reconnect'
import { type LinkSessionRow, lockLinkSession } from '../link-sessions/move'
import { expire } from '../link-sessions/renew'
import { revokeInTx } from '../link-sessions/revoke'
import { liveSessions } from './sessions'

/**
 * Clears the way for a session of this browser: ends the live ones of the invite and of its connection, whoever began
 * them, and tells those people. One that is being proven is not taken away from her: it keeps its use, and on reconnect
 * its connection. The invite's row is locked. Throws `conflict` when there is no room beside it.
 * @returns what was ended here and has to be ended at the provider
 */
export async function takeOver(
  tx: Tx,
  ctx: Ctx,
  invite: InviteRow,
  ownId: string | null,
): Promise<LinkSessionRow[]> {
  const ended: LinkSessionRow[] = []
  let proving = 0
  for (const { id } of await liveSessions(tx, ctx, invite)) {
    const row = id === ownId ? null : await lockLinkSession(tx, ctx, id)
    if (!row) continue
    if (row.state === 'verifying') proving += 1
    else if (!holdsConnection(row, ctx.now())) await expire(tx, ctx, row)
    else if (await revokeInTx(tx, ctx, row, row.inviteId ? 'taken_over' : 'taken_over_by_creator'))
      ended.push(row)
  }
  const isBusy = invite.connectionId ? proving > 0 : invite.uses + proving >= invite.maxUses
  if (isBusy) throw new AppError('conflict', 'This is just being finished on another device. Wait a moment.')
  return ended
}
