import 'server-only'
import { and, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { linkSessions } from '@/db/schema/link-sessions'
import { type Ctx, inAgency } from '../auth/context'
import { systemContext } from '../jobs/system-context'
import { applyReading } from '../link-sessions/apply-reading'
import { type LinkSessionRow, lockLinkSession, moveLinkSession } from '../link-sessions/move'
import { sessionRefOf } from '../link-sessions/provider-session'
import { logger } from '../logger'
import { adapterFor } from '../provider-accounts/adapter-for'
import { noteProviderHealth } from '../provider-accounts/note-health'
import { ProviderError, type SessionReading } from '../providers/types'
import { finishNow } from './begin-login'
import { nextPollIn } from './poll-times'

/** Attempts that one worker takes at a time. */
const MOST = 20
/** So long an attempt belongs to the worker that took it: longer than a reading may take. A killed worker's is free then. */
const LEASE_MS = 15_000

/**
 * Asks for every attempt that is due, each by one worker at a time, whatever the number of workers and of open pages.
 * What stands in the rows is all that it knows, so it goes on after a restart. A failure to ask never ends an attempt.
 * @returns how many were asked for
 */
export async function pollDue(db: Db, now: () => Date = () => new Date()): Promise<number> {
  const due = await claim(db, now())
  await Promise.all(
    due.map(async (row) => {
      try {
        await pollOne(db, row, now)
      } catch (error) {
        logger.error({ err: error, linkSessionId: row.id }, 'poll')
      }
    }),
  )
  return due.length
}

/** While an answer is on its way, nobody asks: the reading would be of the time before it. */
async function claim(db: Db, now: Date): Promise<LinkSessionRow[]> {
  const at = now.toISOString()
  const due = db
    .select({ id: linkSessions.id })
    .from(linkSessions)
    .where(
      and(
        sql`${linkSessions.nextPollAt} <= ${at}::timestamptz`,
        inArray(linkSessions.state, ['created', 'authenticating', 'challenge']),
        sql`(${linkSessions.answeringUntil} is null or ${linkSessions.answeringUntil} <= ${at}::timestamptz)`,
      ),
    )
    .orderBy(linkSessions.nextPollAt)
    .limit(MOST)
    .for('update', { skipLocked: true })
  return db
    .update(linkSessions)
    .set({
      nextPollAt: new Date(now.getTime() + LEASE_MS),
      polls: sql`${linkSessions.polls} + 1`,
      lastCheckedAt: now,
    })
    .where(inArray(linkSessions.id, due))
    .returning()
}

async function pollOne(db: Db, claimed: LinkSessionRow, now: () => Date): Promise<void> {
  const system = await systemContext(db, claimed.agencyId, 'poll')
  if (!system) return
  const ctx: Ctx = { ...system, now }
  const session = sessionRefOf(claimed)
  if (!session) {
    await endLost(ctx, claimed)
    return
  }
  const { account, adapter } = await adapterFor(ctx, claimed.providerAccountId)
  let reading: SessionReading | null = null
  let failure: ProviderError | null = null
  try {
    reading = await adapter.readSession(session)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    failure = error
  }
  await noteProviderHealth(ctx, account.id, failure)
  if (failure?.kind === 'rate_limited') await holdOff(ctx, claimed.providerAccountId, failure.retryAfter)
  if (reading?.state === 'completed') {
    await finishNow(ctx, claimed.id)
    return
  }
  await inAgency(ctx, async (tx) => {
    const row = await lockLinkSession(tx, ctx, claimed.id)
    if (!row || !isUnchanged(row, claimed)) return
    if (reading) await applyReading(tx, ctx, row, reading)
    if (row.state !== 'authenticating' && row.state !== 'challenge') return
    if (row.expiresAt <= ctx.now()) {
      await moveLinkSession(tx, ctx, row, 'expire', { outcomeCode: 'session_expired' })
      return
    }
    const polls = row.state === claimed.state ? row.polls : 0
    const wait = nextPollIn({
      state: row.state,
      polls,
      failed: failure !== null,
      retryAfter: failure?.retryAfter ?? null,
    })
    await tx
      .update(linkSessions)
      .set({ nextPollAt: new Date(ctx.now().getTime() + wait), polls })
      .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, row.id)))
  })
}

/** The limit is the key's: its other attempts wait as well. */
async function holdOff(ctx: Ctx, providerAccountId: string, retryAfter: number | null): Promise<void> {
  const state = 'challenge'
  const wait = nextPollIn({ state, polls: 0, failed: true, retryAfter })
  const until = new Date(ctx.now().getTime() + wait).toISOString()
  await inAgency(ctx, (tx) =>
    tx
      .update(linkSessions)
      .set({ nextPollAt: sql`greatest(${linkSessions.nextPollAt}, ${until}::timestamptz)` })
      .where(
        and(
          eq(linkSessions.agencyId, ctx.agency.id),
          eq(linkSessions.providerAccountId, providerAccountId),
          isNotNull(linkSessions.nextPollAt),
          ne(linkSessions.state, 'open'),
        ),
      ),
  )
}

/**
 * Our process ended while the provider was being asked. Whether a login reached OnlyFans nobody can say, so it is not
 * sent again.
 */
async function endLost(ctx: Ctx, claimed: LinkSessionRow): Promise<void> {
  await inAgency(ctx, async (tx) => {
    const row = await lockLinkSession(tx, ctx, claimed.id)
    if (!row || row.providerSessionSealed || !isUnchanged(row, claimed)) return
    const outcomeCode = row.state === 'created' ? 'internal' : 'login_unknown'
    await moveLinkSession(tx, ctx, row, 'fail', { outcomeCode })
  })
}

/** False when a person answered, or another login began, while the provider was being asked: its word is of before. */
function isUnchanged(row: LinkSessionRow, claimed: LinkSessionRow): boolean {
  const time = (at: Date | null) => at?.getTime() ?? 0
  return (
    row.state === claimed.state &&
    row.logins === claimed.logins &&
    time(row.stateChangedAt) === time(claimed.stateChangedAt) &&
    time(row.answeringUntil) === time(claimed.answeringUntil) &&
    time(row.answeredAt) === time(claimed.answeredAt)
  )
}
