import 'server-only'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { users } from '@/db/schema/users'
import { hashPassword, verifyPassword } from '../crypto/password'
import { AppError } from '../errors'
import { hitLimit } from '../system/rate-limit'
import { revokeAllSessions } from './sessions'

const LIMIT = { name: 'change-password', max: 10, windowSeconds: 3600 }

/** Rules for a new password: length only, as NIST advises. */
export const newPassword = z
  .string()
  .min(12, 'Use at least 12 characters.')
  .max(200, 'Use at most 200 characters.')

/** Sets a new password after checking the current one, and ends every session of the user. */
export async function replacePassword(
  db: Db,
  input: { userId: string; current: string; next: string; now: Date },
): Promise<void> {
  const wait = await hitLimit(db, LIMIT, input.userId, input.now)
  if (wait !== null)
    throw new AppError('rate_limited', `Too many tries. Try again in ${Math.ceil(wait / 60)} minutes.`, {
      retryAfter: wait,
    })
  const [user] = await db
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, input.userId))
  if (!(await verifyPassword(user?.passwordHash ?? null, input.current)))
    throw new AppError('invalid_input', 'The current password is wrong.', {
      fields: { current: 'This is not your current password.' },
    })
  if (input.next === input.current)
    throw new AppError('invalid_input', 'The new password is the old one.', {
      fields: { next: 'Choose a password that differs from the current one.' },
    })
  await setPassword(db, input.userId, input.next, input.now)
}

/** Sets a password and ends every session of the user. */
export async function setPassword(db: Db, userId: string, password: string, now: Date): Promise<void> {
  const passwordHash = await hashPassword(password)
  await db.update(users).set({ passwordHash, passwordChangedAt: now }).where(eq(users.id, userId))
  await revokeAllSessions(db, userId, now)
}
