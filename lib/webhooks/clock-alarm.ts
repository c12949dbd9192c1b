import 'server-only'
import { and, eq, inArray, max, or, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { webhookRefusals } from '@/db/schema/webhooks'
import type { Ctx } from '../auth/context'
import type { WebhookRefusal } from '../providers/webhook-types'

/** Causes that only a delivery with a good signature is refused for. */
const BY_TIME: WebhookRefusal[] = ['too_old', 'from_the_future']
/** The account's row notes to the minute when a webhook was last taken. */
const TAKEN_TO_MS = 60_000
/** After a day without any it is no news; the counts stay on the page of webhooks. */
const NEWS_MS = 86_400_000

/**
 * For a query of provider accounts: when a well-signed delivery was last refused for its time, if none was taken since. One
 * that is taken tells that the clocks agree, and that the refused one was only a late retry. Null when there is no alarm.
 */
export function clockAlarm(tx: Tx, ctx: Ctx): SQL<Date | null> {
  const { lastAt } = webhookRefusals
  const since = new Date(ctx.now().getTime() - NEWS_MS).toISOString()
  const newest = tx
    .select({ at: max(lastAt) })
    .from(webhookRefusals)
    .where(
      and(
        eq(webhookRefusals.agencyId, providerAccounts.agencyId),
        eq(webhookRefusals.providerAccountId, providerAccounts.id),
        inArray(webhookRefusals.reason, BY_TIME),
        // What our clock noted before it was set back says nothing of the clock as it is now.
        sql`${lastAt} between ${since}::timestamptz and ${ctx.now().toISOString()}::timestamptz`,
        or(
          sql`${providerAccounts.lastWebhookAt} is null`,
          sql`${lastAt} > ${providerAccounts.lastWebhookAt} + ${`${TAKEN_TO_MS} milliseconds`}::interval`,
        ),
      ),
    )
  return sql<Date | null>`(${newest})`
}
