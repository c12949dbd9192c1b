import 'server-only'
import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { memberships } from '@/db/schema/memberships'
import { notices } from '@/db/schema/notices'
import { users } from '@/db/schema/users'
import { type Ctx, inAgency } from '../auth/context'
import { queueMail } from '../mail/queue-mail'
import { maySee, worksHere } from './receivers'
import type { NoticeCadence } from './words'

const DAY = 86_400_000
/** What breaks together is one mail: the first is kept back this long. */
const GATHER_MS = 30_000
/** Older than this it is no news; a worker that stood still for longer stays silent. */
const OLDEST_MS = { instant: DAY, daily: 7 * DAY }
/** Hour of the day, UTC, of the daily mail. */
export const DIGEST_HOUR = 8
/** Ids in one mail; what is left over comes with the next one. */
const MOST = 200

export type Recipient = { agencyId: string; userId: string }

/** This morning's digest time, or yesterday's when it is not yet that late. */
export function lastDigestTime(now: Date): Date {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), DIGEST_HOUR)
  return new Date(today <= now.getTime() ? today : today - DAY)
}

/** The notices before this time are due for a mail of this cadence. */
function dueBefore(cadence: NoticeCadence, now: Date): Date {
  return cadence === 'daily' ? lastDigestTime(now) : new Date(now.getTime() - GATHER_MS)
}

/** Members of all agencies for whom a mail of this cadence is due. For the worker, which sees all agencies. */
export async function findRecipients(db: Db, cadence: NoticeCadence, now: Date): Promise<Recipient[]> {
  return db
    .selectDistinct({ agencyId: notices.agencyId, userId: notices.userId })
    .from(memberships)
    .innerJoin(
      notices,
      and(eq(notices.agencyId, memberships.agencyId), eq(notices.userId, memberships.userId)),
    )
    .where(
      and(
        eq(memberships.noticeCadence, cadence),
        ne(memberships.noticeChannel, 'app'),
        isNull(memberships.deactivatedAt),
        isNull(notices.mailedAt),
        gt(notices.createdAt, new Date(now.getTime() - OLDEST_MS[cadence])),
        lt(notices.createdAt, dueBefore(cadence, now)),
      ),
    )
}

type Waiting = Pick<typeof notices.$inferSelect, 'id' | 'connectionId' | 'kind' | 'closedAt' | 'createdAt'>

/**
 * Queues one mail with all that this member has not been mailed about: at once what is open, daily also what broke
 * and works again. What they may not see any more is left out.
 * @returns the mail's id; null when there is nothing to say
 */
export async function mailNotices(ctx: Ctx, userId: string, cadence: NoticeCadence): Promise<string | null> {
  return inAgency(ctx, async (tx) => {
    const address = await addressOf(tx, ctx, userId, cadence)
    if (!address) return null
    const waiting = await waitingOf(tx, ctx, userId, cadence)
    const worth = await worthMailing(tx, ctx, userId, waiting, cadence)
    const [first] = worth
    if (!first) return null
    const about = new Set(worth.map((one) => one.connectionId))
    const day = lastDigestTime(ctx.now()).toISOString().slice(0, 10)
    const mailId = await queueMail(tx, ctx, {
      kind: cadence === 'daily' ? 'digest' : 'alert',
      to: address,
      language: 'en',
      refs: { noticeIds: worth.map((one) => one.id), userId },
      dedupeKey: cadence === 'daily' ? `digest ${userId} ${day}` : `alert ${first.id}`,
    })
    // Older causes of the same connections are told with these; alone, later, they would be old news.
    const told = waiting.filter((one) => about.has(one.connectionId)).map((one) => one.id)
    if (mailId)
      await tx
        .update(notices)
        .set({ mailedAt: ctx.now() })
        .where(and(eq(notices.agencyId, ctx.agency.id), inArray(notices.id, told)))
    return mailId
  })
}

async function addressOf(tx: Tx, ctx: Ctx, userId: string, cadence: NoticeCadence): Promise<string | null> {
  const [member] = await tx
    .select({ email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        worksHere(ctx.agency.id),
        eq(memberships.userId, userId),
        eq(memberships.noticeCadence, cadence),
        ne(memberships.noticeChannel, 'app'),
      ),
    )
  return member?.email ?? null
}

async function waitingOf(tx: Tx, ctx: Ctx, userId: string, cadence: NoticeCadence): Promise<Waiting[]> {
  const now = ctx.now()
  return tx
    .select({
      id: notices.id,
      connectionId: notices.connectionId,
      kind: notices.kind,
      closedAt: notices.closedAt,
      createdAt: notices.createdAt,
    })
    .from(notices)
    .innerJoin(
      connections,
      and(eq(connections.agencyId, notices.agencyId), eq(connections.id, notices.connectionId)),
    )
    .innerJoin(
      memberships,
      and(eq(memberships.agencyId, notices.agencyId), eq(memberships.userId, notices.userId)),
    )
    .where(
      and(
        eq(notices.agencyId, ctx.agency.id),
        eq(notices.userId, userId),
        isNull(notices.mailedAt),
        gt(notices.createdAt, new Date(now.getTime() - OLDEST_MS[cadence])),
        cadence === 'daily' ? lt(notices.createdAt, lastDigestTime(now)) : undefined,
        maySee(sql`${connections.creatorId}`),
      ),
    )
    .orderBy(asc(notices.createdAt), asc(notices.id))
    .limit(MOST)
    .for('update', { of: notices })
}

/**
 * The newest of each connection. At once: only while it is broken; what was over before anybody was called is not
 * worth a mail. That it works again is told to whom it was mailed that it broke.
 */
async function worthMailing(
  tx: Tx,
  ctx: Ctx,
  userId: string,
  waiting: Waiting[],
  cadence: NoticeCadence,
): Promise<Waiting[]> {
  const newest = new Map<string, Waiting>()
  for (const one of waiting)
    if (one.kind === 'broken' && (cadence === 'daily' || !one.closedAt)) newest.set(one.connectionId, one)
  const mailed = await tx
    .select({ connectionId: notices.connectionId, closedAt: notices.closedAt })
    .from(notices)
    .where(
      and(
        eq(notices.agencyId, ctx.agency.id),
        eq(notices.userId, userId),
        eq(notices.kind, 'broken'),
        isNotNull(notices.mailedAt),
        isNotNull(notices.closedAt),
        gt(notices.closedAt, new Date(ctx.now().getTime() - OLDEST_MS.daily)),
      ),
    )
  const closes = (one: Waiting) =>
    mailed.some(
      ({ connectionId, closedAt }) =>
        connectionId === one.connectionId && closedAt?.getTime() === one.createdAt.getTime(),
    )
  for (const one of waiting)
    if (one.kind === 'recovered' && !newest.has(one.connectionId) && closes(one))
      newest.set(one.connectionId, one)
  return [...newest.values()]
}
