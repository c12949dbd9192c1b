import 'server-only'
import { and, eq, gt, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { mails } from '@/db/schema/mails'
import type { Ctx } from '../auth/context'
import { AppError } from '../errors'

const PER_DAY = 5
const DAY = 86_400_000

/**
 * Throws `rate_limited` when an invite was mailed five times within a day: nobody's mailbox is to be flooded by a
 * button. What never left, because there is no mail server, does not count.
 */
export async function mailLimit(tx: Tx, ctx: Ctx, inviteId: string): Promise<void> {
  const since = new Date(ctx.now().getTime() - DAY)
  const recent = await tx
    .select({ at: mails.createdAt })
    .from(mails)
    .where(
      and(
        eq(mails.agencyId, ctx.agency.id),
        inArray(mails.kind, ['invite', 'reconnect']),
        sql`${mails.refs} @> ${JSON.stringify({ inviteId })}::jsonb`,
        gt(mails.createdAt, since),
        or(isNull(mails.problem), ne(mails.problem, 'not_configured')),
      ),
    )
    .orderBy(mails.createdAt)
    .limit(PER_DAY)
  const [first] = recent
  if (recent.length < PER_DAY || !first) return
  const wait = Math.ceil((first.at.getTime() - since.getTime()) / 1000)
  throw new AppError(
    'rate_limited',
    `This invite was mailed ${PER_DAY} times within a day. Hand its link over in another way, or try again later.`,
    { retryAfter: Math.max(1, wait) },
  )
}
