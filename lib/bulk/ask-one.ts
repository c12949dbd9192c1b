import 'server-only'
import { and, desc, eq, gt, isNotNull, ne, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { invites } from '@/db/schema/invites'
import { mails } from '@/db/schema/mails'
import { type Ctx, inAgency } from '../auth/context'
import { reasonWords } from '../connections/words'
import { AppError } from '../errors'
import { askCreator } from '../invites/ask-creator'
import { mailInvite } from '../invites/mail-invite'
import type { BulkResult } from './words'

/** Who was written to within this time is not written to again. */
const LATELY_MS = 86_400_000

/**
 * Asks the creator of one broken connection to log in again, by the open link or a new one, and by mail when that is
 * wanted and her address is known. Doing it twice makes no second link and no second mail.
 * @param input.since when the job began: a mail since then is the job's own
 */
export async function askOne(
  ctx: Ctx,
  input: { connectionId: string; mail: boolean; since: Date },
): Promise<BulkResult> {
  const found = await inAgency(ctx, (tx) => readConnection(tx, ctx, input.connectionId))
  if (!found) return 'no_access'
  if (found.endedAt) return 'gone'
  if (found.status === 'active') return 'not_broken'
  if (reasonWords(found.reason).who !== 'creator') return 'team_decides'
  try {
    const { inviteId, reused } = await askCreator(ctx, { connectionId: input.connectionId })
    if (!input.mail) return reused ? 'already_asked' : 'asked'
    const sent = await inAgency(ctx, (tx) => lastMail(tx, ctx, inviteId))
    if (sent) return sent >= input.since ? 'asked_by_mail' : 'already_asked'
    const mailTo = await inAgency(ctx, (tx) => addressOf(tx, ctx, found.creatorId))
    if (!mailTo) return 'no_address'
    await mailInvite(ctx, { inviteId, mailTo })
    return 'asked_by_mail'
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error.code === 'conflict' ? 'gone' : 'not_asked'
  }
}

async function readConnection(tx: Tx, ctx: Ctx, id: string) {
  const [row] = await tx
    .select({
      status: connections.status,
      reason: connections.statusReason,
      endedAt: connections.endedAt,
      creatorId: connections.creatorId,
    })
    .from(connections)
    .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, id)))
  return row ?? null
}

/** When this link was last mailed, if lately and not in vain. */
async function lastMail(tx: Tx, ctx: Ctx, inviteId: string): Promise<Date | null> {
  const [row] = await tx
    .select({ at: mails.createdAt })
    .from(mails)
    .where(
      and(
        eq(mails.agencyId, ctx.agency.id),
        sql`${mails.refs} @> ${JSON.stringify({ inviteId })}::jsonb`,
        ne(mails.status, 'failed'),
        gt(mails.createdAt, new Date(ctx.now().getTime() - LATELY_MS)),
      ),
    )
    .orderBy(desc(mails.createdAt))
    .limit(1)
  return row?.at ?? null
}

/** The address that her last link was mailed to. The one that she confirmed for her own page is not the team's to use. */
async function addressOf(tx: Tx, ctx: Ctx, creatorId: string): Promise<string | null> {
  const [last] = await tx
    .select({ mailTo: invites.mailTo })
    .from(invites)
    .where(
      and(eq(invites.agencyId, ctx.agency.id), eq(invites.creatorId, creatorId), isNotNull(invites.mailTo)),
    )
    .orderBy(desc(invites.createdAt))
    .limit(1)
  return last?.mailTo ?? null
}
