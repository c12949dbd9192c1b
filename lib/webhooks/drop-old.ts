import 'server-only'
import { lt } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { webhookDeliveries, webhookRefusals, webhookSecrets } from '@/db/schema/webhooks'

const DAY = 86_400_000
/** Received webhooks and counts of refused ones are kept for a month. */
const KEPT_MS = 30 * DAY
/** A secret that ended can open nothing any more; its line stays for a week, so that one sees that it was replaced. */
const ENDED_MS = 7 * DAY

/** Forgets what is old, of all agencies. */
export async function dropOldWebhooks(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS)
  await db.delete(webhookDeliveries).where(lt(webhookDeliveries.receivedAt, before))
  await db.delete(webhookRefusals).where(lt(webhookRefusals.day, before.toISOString().slice(0, 10)))
  await db.delete(webhookSecrets).where(lt(webhookSecrets.endsAt, new Date(now.getTime() - ENDED_MS)))
}
