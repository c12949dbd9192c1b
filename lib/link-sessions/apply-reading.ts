import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { linkSessions } from '@/db/schema/link-sessions'
import type { Ctx } from '../auth/context'
import type { SessionReading } from '../providers/types'
import { type LinkSessionRow, moveLinkSession } from './move'

/**
 * Writes what the provider says about a session that is not done: logging in, second factor, refused, failed.
 * `completed` is not written here: only a proof completes a session. `gone` says nothing by itself, because a
 * provider may refuse the status of a hosted session; the session's own expiry ends it.
 */
export async function applyReading(
  tx: Tx,
  ctx: Ctx,
  row: LinkSessionRow,
  reading: SessionReading,
): Promise<void> {
  switch (reading.state) {
    case 'authenticating':
      await moveLinkSession(tx, ctx, row, 'authenticate', { challenge: null })
      return
    case 'challenge':
      if (row.state !== 'challenge')
        await moveLinkSession(tx, ctx, row, 'challenge', { challenge: reading.challenge })
      else
        await tx
          .update(linkSessions)
          .set({ challenge: reading.challenge })
          .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, row.id)))
      return
    case 'denied':
      await moveLinkSession(tx, ctx, row, 'cancel', { outcomeCode: 'authorization', challenge: null })
      return
    case 'failed':
      await moveLinkSession(tx, ctx, row, 'fail', {
        outcomeCode: row.state === 'challenge' ? '2fa_failed' : 'provider_failed',
        challenge: null,
      })
      return
    default:
      return
  }
}
