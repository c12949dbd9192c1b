import 'server-only'
import { and, eq, gt, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { sessions } from '@/db/schema/sessions'
import { userTotp } from '@/db/schema/user-totp'
import { users } from '@/db/schema/users'

const IDLE_SECONDS = 3_600
const TOUCH_SECONDS = 60

export type SignedIn = {
  userId: string
  sessionId: string
  email: string
  name: string
  steppedUpAt: Date | null
  /** True when a code of an authenticator app is asked for at sign-in. */
  hasSecondFactor: boolean
}

/** A session that opens something: not revoked, idle for an hour or past its end, and with its second step done. */
function standing(now: Date) {
  const idleSince = new Date(now.getTime() - IDLE_SECONDS * 1000)
  return and(
    isNull(sessions.revokedAt),
    eq(sessions.secondFactorDue, false),
    isNull(users.disabledAt),
    gt(sessions.expiresAt, now),
    gt(sessions.lastSeenAt, idleSince),
  )
}

async function readSession(db: Db, which: SQL, now: Date) {
  const [row] = await db
    .select({
      userId: users.id,
      sessionId: sessions.id,
      email: users.email,
      name: users.name,
      steppedUpAt: sessions.steppedUpAt,
      totpSince: userTotp.confirmedAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(userTotp, and(eq(userTotp.userId, users.id), isNotNull(userTotp.confirmedAt)))
    .where(and(which, standing(now)))
  if (!row) return null
  const { lastSeenAt, totpSince, ...who } = row
  return { lastSeenAt, who: { ...who, hasSecondFactor: totpSince !== null } satisfies SignedIn }
}

/**
 * Who holds this session token: null when it is unknown, revoked, idle for an hour, past its 24 hours, still owes
 * its second step, or its user is disabled. Checked on every request, so a revocation takes effect with the next one.
 */
export async function findSession(db: Db, tokenHash: string, now: Date): Promise<SignedIn | null> {
  const found = await readSession(db, eq(sessions.tokenHash, tokenHash), now)
  if (!found) return null
  if (now.getTime() - found.lastSeenAt.getTime() > TOUCH_SECONDS * 1000)
    await db
      .update(sessions)
      .set({ lastSeenAt: sql`greatest(last_seen_at, ${now.toISOString()}::timestamptz)` })
      .where(eq(sessions.id, found.who.sessionId))
  return found.who
}

/** The same by the session's id, for an open stream: it looks and does not count as a use. */
export async function findSessionById(db: Db, sessionId: string, now: Date): Promise<SignedIn | null> {
  return (await readSession(db, eq(sessions.id, sessionId), now))?.who ?? null
}
