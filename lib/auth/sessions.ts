import 'server-only'
import { and, desc, eq, gt, isNotNull, isNull, ne } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { sessions } from '@/db/schema/sessions'
import { userTotp } from '@/db/schema/user-totp'
import { hashToken, randomToken } from '../crypto/random'

const ABSOLUTE_SECONDS = 24 * 3600
/** How long somebody who gave the password may look for the phone. */
const PENDING_SECONDS = 600

const later = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000)

export const sessionTokenHash = (token: string): string => hashToken('session', token)

/**
 * Opens a session row and returns the token that the cookie will carry. The row holds only its hash. Whether a second
 * step is due is decided here, so that no way of signing in can forget it; without one, signing in is a step-up.
 */
export async function openSession(
  db: Db,
  input: { userId: string; address: string; userAgent: string; now: Date },
): Promise<string> {
  const token = randomToken()
  const [factor] = await db
    .select({ userId: userTotp.userId })
    .from(userTotp)
    .where(and(eq(userTotp.userId, input.userId), isNotNull(userTotp.confirmedAt)))
  const due = factor !== undefined
  await db.insert(sessions).values({
    userId: input.userId,
    tokenHash: sessionTokenHash(token),
    userAgent: input.userAgent,
    address: input.address,
    createdAt: input.now,
    lastSeenAt: input.now,
    expiresAt: later(input.now, due ? PENDING_SECONDS : ABSOLUTE_SECONDS),
    secondFactorDue: due,
    steppedUpAt: due ? null : input.now,
  })
  return token
}

/**
 * Makes a session that owed its second step a full one, under a new token: whoever knew the old one knows nothing.
 * Null when it is not pending any more.
 */
export async function completeSession(db: Db | Tx, sessionId: string, now: Date): Promise<string | null> {
  const token = randomToken()
  const done = await db
    .update(sessions)
    .set({
      tokenHash: sessionTokenHash(token),
      secondFactorDue: false,
      steppedUpAt: now,
      lastSeenAt: now,
      expiresAt: later(now, ABSOLUTE_SECONDS),
    })
    .where(
      and(
        eq(sessions.id, sessionId),
        eq(sessions.secondFactorDue, true),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, now),
      ),
    )
    .returning({ id: sessions.id })
  return done.length > 0 ? token : null
}

/** Gives a live session a new token, after its user proved to be there once more. */
export async function renewSession(db: Db | Tx, sessionId: string, now: Date): Promise<string> {
  const token = randomToken()
  await db
    .update(sessions)
    .set({ tokenHash: sessionTokenHash(token), steppedUpAt: now })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt)))
  return token
}

/** Notes that the person at this session proved to be there. */
export async function markSteppedUp(db: Db | Tx, sessionId: string, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ steppedUpAt: now })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt)))
}

/** Ends one session. Ending one that is ended already changes nothing. */
export async function revokeSession(db: Db, sessionId: string, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt)))
}

/** Ends the session that a token opens, pending or not. */
export async function revokeByToken(db: Db, token: string, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.tokenHash, sessionTokenHash(token)), isNull(sessions.revokedAt)))
}

/** Ends every session of a user, except one if named. */
export async function revokeAllSessions(
  db: Db | Tx,
  userId: string,
  now: Date,
  except?: string,
): Promise<void> {
  await db
    .update(sessions)
    .set({ revokedAt: now })
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.revokedAt),
        except ? ne(sessions.id, except) : undefined,
      ),
    )
}

export type OwnSession = {
  id: string
  userAgent: string
  address: string
  createdAt: Date
  lastSeenAt: Date
  current: boolean
}

/** A user's live sessions, newest first. */
export async function listOwnSessions(
  db: Db,
  who: { userId: string; sessionId: string },
  now: Date,
): Promise<OwnSession[]> {
  const rows = await db
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      address: sessions.address,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, who.userId),
        eq(sessions.secondFactorDue, false),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, now),
        gt(sessions.lastSeenAt, new Date(now.getTime() - 3_600_000)),
      ),
    )
    .orderBy(desc(sessions.createdAt))
    .limit(50)
  return rows.map((row) => ({ ...row, current: row.id === who.sessionId }))
}
