import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Db, Tx } from '@/db/client'
import { passwordResets } from '@/db/schema/password-resets'
import { users } from '@/db/schema/users'
import { hashPassword, verifyPassword } from '../crypto/password'
import { AppError } from '../errors'
import { hitLimit } from '../system/rate-limit'
import { revokeAllSessions } from './sessions'
import { tooManyTries } from './too-many-tries'

const LIMIT = { name: 'change-password', max: 10, windowSeconds: 3600 }

/** Rules for a new password: length only, as NIST advises. */
export const newPassword = z
  .string()
  .min(12, 'Use at least 12 characters.')
  .max(200, 'Use at most 200 characters.')

/** Throws unless the current password is right and the next one differs from it. */
async function checkChange(db: Db, input: { userId: string; current: string; next: string; now: Date }) {
  const wait = await hitLimit(db, LIMIT, input.userId, input.now)
  if (wait !== null) throw tooManyTries(wait)
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
}

/**
 * Sets a new password after checking the current one, and ends every session of the user except one if named.
 * @param also what else belongs into the same transaction
 */
export async function replacePassword(
  db: Db,
  input: { userId: string; current: string; next: string; now: Date; keep?: string },
  also?: (tx: Tx) => Promise<void>,
): Promise<void> {
  await checkChange(db, input)
  const passwordHash = await hashPassword(input.next)
  await db.transaction(async (tx) => {
    await storePassword(tx, { ...input, passwordHash })
    await also?.(tx)
  })
}

/** Stores a password, ends the user's sessions except one if named, and the reset links that are still open. */
export async function storePassword(
  tx: Tx,
  input: { userId: string; passwordHash: string; now: Date; keep?: string },
): Promise<void> {
  const { userId, passwordHash, now } = input
  await tx.update(users).set({ passwordHash, passwordChangedAt: now }).where(eq(users.id, userId))
  await revokeAllSessions(tx, userId, now, input.keep)
  await tx
    .update(passwordResets)
    .set({ revokedAt: now })
    .where(
      and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt), isNull(passwordResets.revokedAt)),
    )
}

/**
 * Sets a password and ends every session of the user.
 * @param also what else belongs into the same transaction
 */
export async function setPassword(
  db: Db,
  userId: string,
  password: string,
  now: Date,
  also?: (tx: Tx) => Promise<void>,
): Promise<void> {
  const passwordHash = await hashPassword(password)
  await db.transaction(async (tx) => {
    await storePassword(tx, { userId, passwordHash, now })
    await also?.(tx)
  })
}
