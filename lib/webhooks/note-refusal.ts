import 'server-only'
import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { webhookRefusals } from '@/db/schema/webhooks'
import { logger } from '../logger'
import type { WebhookRefusal } from '../providers/webhook-types'
import { countSecurity } from '../system/count-security'

/** So many refusals of one cause are written one by one; what follows within the window is written as one number. */
const ONE_BY_ONE = 5
const WINDOW_MS = 2_000

type Subject = { agencyId: string; providerAccountId: string } | null
type Pending = { written: number; waiting: number; lastAt: Date }

/** Counts that wait to be written, per account and cause: their number is bound by the accounts that exist. */
const pending = new Map<string, Pending>()

/**
 * Counts a delivery that was not believed: a number per account, day and cause, and nothing of its content. A flood costs
 * this process one write per cause and window. Never throws: the refusal stands whether or not it could be counted.
 * @param subject null when there is no such account
 */
export async function noteRefusal(
  db: Db,
  subject: Subject,
  reason: WebhookRefusal,
  now: Date,
): Promise<void> {
  const key = `${subject?.providerAccountId ?? ''} ${reason}`
  const entry = pending.get(key)
  if (!entry) {
    pending.set(key, { written: 1, waiting: 0, lastAt: now })
    setTimeout(() => flush(db, subject, reason, key), WINDOW_MS).unref()
    return write(db, subject, reason, 1, now)
  }
  entry.lastAt = now
  if (entry.written < ONE_BY_ONE) {
    entry.written += 1
    return write(db, subject, reason, 1, now)
  }
  entry.waiting += 1
}

async function flush(db: Db, subject: Subject, reason: WebhookRefusal, key: string): Promise<void> {
  const entry = pending.get(key)
  pending.delete(key)
  if (entry && entry.waiting > 0) await write(db, subject, reason, entry.waiting, entry.lastAt)
}

async function write(
  db: Db,
  subject: Subject,
  reason: WebhookRefusal,
  count: number,
  lastAt: Date,
): Promise<void> {
  // Two clocks that differ would make us deaf: somebody has to hear of it.
  if (subject && (reason === 'too_old' || reason === 'from_the_future'))
    logger.warn({ reason, count, ...subject }, 'webhook signed at another time: check this server’s clock')
  try {
    if (!subject) return await countSecurity(db, 'webhook.unknown_account', lastAt)
    await db
      .insert(webhookRefusals)
      .values({ ...subject, reason, day: lastAt.toISOString().slice(0, 10), count, lastAt })
      .onConflictDoUpdate({
        target: [webhookRefusals.providerAccountId, webhookRefusals.reason, webhookRefusals.day],
        set: { count: sql`${webhookRefusals.count} + excluded.count`, lastAt: sql`excluded.last_at` },
      })
  } catch (error) {
    logger.error({ err: error, reason }, 'refused webhook not counted')
  }
}
