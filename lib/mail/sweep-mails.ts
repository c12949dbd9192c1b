import 'server-only'
import { and, asc, eq, inArray, lt } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { mails } from '@/db/schema/mails'
import { enqueue } from '../jobs/enqueue'

/** A mail that is due for so long has lost its job, or waits behind many others. */
const LOST_MS = 5 * 60_000
const MOST = 500

/**
 * Gives a new job to each mail that is due and that nobody sends. Its time is moved on, so that the next sweep does not
 * do it again at once.
 */
export async function reviveMails(db: Db, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const lost = await tx
      .select({ id: mails.id, agencyId: mails.agencyId })
      .from(mails)
      .where(and(eq(mails.status, 'queued'), lt(mails.nextAttemptAt, new Date(now.getTime() - LOST_MS))))
      .orderBy(asc(mails.nextAttemptAt))
      .limit(MOST)
      .for('update', { skipLocked: true })
    if (lost.length === 0) return 0
    const ids = lost.map((one) => one.id)
    await tx.update(mails).set({ nextAttemptAt: now }).where(inArray(mails.id, ids))
    for (const { id, agencyId } of lost) await enqueue(tx, 'mail.send', { agencyId, mailId: id })
    return lost.length
  })
}
