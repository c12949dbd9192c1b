import 'server-only'
import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { sessions } from '@/db/schema/sessions'
import { users } from '@/db/schema/users'

export type PendingSignIn = { userId: string; sessionId: string; email: string; name: string }

/**
 * Who gave their password and still owes the second step. Such a session opens nothing but the page that asks for
 * the code: `findSession` does not know it.
 */
export async function findPendingSession(
  db: Db,
  tokenHash: string,
  now: Date,
): Promise<PendingSignIn | null> {
  const [row] = await db
    .select({ userId: users.id, sessionId: sessions.id, email: users.email, name: users.name })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.tokenHash, tokenHash),
        eq(sessions.secondFactorDue, true),
        isNull(sessions.revokedAt),
        isNull(users.disabledAt),
        gt(sessions.expiresAt, now),
      ),
    )
  return row ?? null
}
