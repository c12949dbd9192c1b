import 'server-only'
import { and, eq, lte, sql } from 'drizzle-orm'
import { mails } from '@/db/schema/mails'
import { type Ctx, inAgency } from '../auth/context'
import { enqueue } from '../jobs/enqueue'
import type { MailRow } from './facts/loaded'

/** How long a claim holds: longer than a whole attempt takes, so that two workers never send the same mail. */
const LEASE_MS = 60_000

/**
 * Takes a mail that is due for one attempt, and counts it. Null when there is nothing to do: it is sent, waits for its
 * next attempt, or another worker has it. A worker that dies meanwhile loses it when the claim ends.
 */
export function claimMail(ctx: Ctx, mailId: string): Promise<MailRow | null> {
  const now = ctx.now()
  const mine = and(eq(mails.agencyId, ctx.agency.id), eq(mails.id, mailId), eq(mails.status, 'queued'))
  return inAgency(ctx, async (tx) => {
    const [claimed] = await tx
      .update(mails)
      .set({
        attempts: sql`${mails.attempts} + 1`,
        nextAttemptAt: new Date(now.getTime() + LEASE_MS),
      })
      .where(and(mine, lte(mails.nextAttemptAt, now)))
      .returning()
    if (claimed) return claimed
    const [waiting] = await tx.select({ at: mails.nextAttemptAt }).from(mails).where(mine)
    const wait = waiting ? waiting.at.getTime() - now.getTime() : null
    // Claimed, and perhaps by a worker that is gone: look again when the claim is over. A longer wait has its own job.
    if (wait !== null && wait <= LEASE_MS)
      await enqueue(tx, 'mail.send', { agencyId: ctx.agency.id, mailId }, Math.ceil(wait / 1000) + 1)
    return null
  })
}
