import 'server-only'
import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { recoveryCodes, userTotp } from '@/db/schema/user-totp'
import type { Secret } from '../crypto/secret'
import { AppError } from '../errors'
import { hitLimit, type Limit, releaseLimit } from '../system/rate-limit'
import { isRecoveryCode, plainCode, recoveryHash } from './recovery-codes'
import { tooManyTries } from './too-many-tries'
import { matchingStep } from './totp'
import { openTotp } from './totp-secret'

const PER_SESSION: Limit = { name: 'second-factor-session', max: 5, windowSeconds: 600 }
const PER_USER_AND_ADDRESS: Limit = { name: 'second-factor', max: 10, windowSeconds: 3600 }
/** Whoever gets here knows the password; from many addresses at once it is still guessing. */
const PER_USER: Limit = { name: 'second-factor-user', max: 60, windowSeconds: 3600 }

export type FactorCheck = { userId: string; sessionId: string; code: string; address: string; now: Date }
export type FactorUsed = 'app' | 'recovery'

const subjects = (input: FactorCheck): [Limit, string][] => [
  [PER_SESSION, input.sessionId],
  [PER_USER_AND_ADDRESS, `${input.userId} ${input.address}`],
  [PER_USER, input.userId],
]

/** Takes the step of a code unless it or a later one was taken before: one statement, so a code works once. */
async function takeStep(db: Db, userId: string, step: number): Promise<boolean> {
  const taken = await db
    .update(userTotp)
    .set({ lastStep: step })
    .where(and(eq(userTotp.userId, userId), isNotNull(userTotp.confirmedAt), lt(userTotp.lastStep, step)))
    .returning({ userId: userTotp.userId })
  return taken.length > 0
}

async function takeRecoveryCode(db: Db, input: FactorCheck, secret: Secret, plain: string): Promise<boolean> {
  const codeHash = recoveryHash(secret, input.userId, plain)
  const taken = await db
    .update(recoveryCodes)
    .set({ usedAt: input.now })
    .where(
      and(
        eq(recoveryCodes.userId, input.userId),
        eq(recoveryCodes.codeHash, codeHash),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ id: recoveryCodes.id })
  return taken.length > 0
}

async function take(db: Db, input: FactorCheck): Promise<FactorUsed | null> {
  const [row] = await db
    .select({ sealed: userTotp.secretSealed })
    .from(userTotp)
    .where(and(eq(userTotp.userId, input.userId), isNotNull(userTotp.confirmedAt)))
  if (!row) return null
  const secret = openTotp(input.userId, row.sealed)
  const plain = plainCode(input.code)
  if (isRecoveryCode(plain)) return (await takeRecoveryCode(db, input, secret, plain)) ? 'recovery' : null
  const step = matchingStep(secret.reveal(), plain, input.now)
  return step !== null && (await takeStep(db, input.userId, step)) ? 'app' : null
}

/**
 * Checks a code of the app, or a recovery code, and uses it up. Tries are counted before anything is looked at, per
 * session, per user and address, and per user. Throws `wrong_code` or `rate_limited`.
 */
export async function checkSecondFactor(db: Db, input: FactorCheck): Promise<FactorUsed> {
  for (const [limit, subject] of subjects(input)) {
    const wait = await hitLimit(db, limit, subject, input.now)
    if (wait !== null) throw tooManyTries(wait)
  }
  const used = await take(db, input)
  if (!used)
    throw new AppError(
      'wrong_code',
      'This code is wrong, or it was used before. Wait for the next one in your app.',
    )
  for (const [limit, subject] of subjects(input)) await releaseLimit(db, limit, subject)
  return used
}
