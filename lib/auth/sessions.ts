import 'server-only'
import { and, desc, eq, gt, isNull, ne } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { sessions } from '@/db/schema/sessions'
import { hashToken, randomToken } from '../crypto/random'

const ABSOLUTE_SECONDS = 24 * 3600

export const sessionTokenHash = (token: string): string => hashToken('session', token)

/** Opens a session row and returns the token that the cookie will carry. The row holds only its hash. */
export async function openSession(
  db: Db,
  input: { userId: string; address: string; userAgent: string; now: Date },
): Promise<string> {
  const token = randomToken()
  await db.insert(sessions).values({
    userId: input.userId,
    tokenHash: sessionTokenHash(token),
    userAgent: input.userAgent,
    address: input.address,
    createdAt: input.now,
    lastSeenAt: input.now,
    expiresAt: new Date(input.now.getTime() + ABSOLUTE_SECONDS * 1000),
  })
  return token
}

/** Ends one session. Ending one that is ended already changes nothing. */
export async function revokeSession(db: Db, sessionId: string, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt)))
}

/** Ends every session of a user, except one if named. */
export async function revokeAllSessions(db: Db, userId: string, now: Date, except?: string): Promise<void> {
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
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, now),
        gt(sessions.lastSeenAt, new Date(now.getTime() - 3_600_000)),
      ),
    )
    .orderBy(desc(sessions.createdAt))
    .limit(50)
  return rows.map((row) => ({ ...row, current: row.id === who.sessionId }))
}
