import 'server-only'
import { eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { users } from '@/db/schema/users'
import { verifyPassword } from '../crypto/password'
import { AppError } from '../errors'
import { hitLimit, type Limit, releaseLimit } from '../system/rate-limit'
import { normalizeEmail } from './email'
import { tooManyTries } from './too-many-tries'

const PER_ACCOUNT_AND_ADDRESS: Limit = { name: 'sign-in', max: 10, windowSeconds: 3600 }
const PER_ADDRESS: Limit = { name: 'sign-in-address', max: 100, windowSeconds: 3600 }

/** One sentence for a wrong password, an unknown account and a disabled one. */
function refused(): AppError {
  return new AppError('wrong_password', 'E-mail or password is wrong.')
}

/**
 * Checks an e-mail and password; returns the user's id. Limits are counted before any hashing, per account
 * *and* address, so that nobody can lock another person out from elsewhere, and per address.
 * Throws `wrong_password`, `rate_limited` or `busy`.
 */
export async function checkPassword(
  db: Db,
  input: { email: unknown; password: unknown; address: string; now: Date },
): Promise<string> {
  const email = normalizeEmail(input.email)
  if (!email || typeof input.password !== 'string' || input.password.length > 1_000) throw refused()
  const subject = `${email} ${input.address}`
  const wait =
    (await hitLimit(db, PER_ADDRESS, input.address, input.now)) ??
    (await hitLimit(db, PER_ACCOUNT_AND_ADDRESS, subject, input.now))
  if (wait !== null) throw tooManyTries(wait)
  const [user] = await db
    .select({ id: users.id, passwordHash: users.passwordHash, disabledAt: users.disabledAt })
    .from(users)
    .where(eq(users.email, email))
  const matches = await verifyPassword(user?.passwordHash ?? null, input.password)
  if (!user || !matches || user.disabledAt) throw refused()
  await releaseLimit(db, PER_ADDRESS, input.address)
  await releaseLimit(db, PER_ACCOUNT_AND_ADDRESS, subject)
  return user.id
}
