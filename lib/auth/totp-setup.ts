import 'server-only'
import { and, eq, isNull, lt } from 'drizzle-orm'
import { z } from 'zod'
import type { Db, Tx } from '@/db/client'
import { recoveryCodes, userTotp } from '@/db/schema/user-totp'
import { AppError } from '../errors'
import type { SignedIn } from '../system/find-session'
import { hitLimit, type Limit } from '../system/rate-limit'
import { type AccountCall, auditAccount } from './account-audit'
import { plainCode } from './recovery-codes'
import { replaceRecoveryCodes } from './recovery-store'
import { markSteppedUp, revokeAllSessions } from './sessions'
import { requireFreshProof } from './step-up'
import { tooManyTries } from './too-many-tries'
import { matchingStep, newTotpSecret, totpUri } from './totp'
import { openTotp, sealTotp } from './totp-secret'

const CONFIRM_LIMIT: Limit = { name: 'totp-confirm', max: 20, windowSeconds: 3600 }
/** A second tab, or a reload after the QR code was read, goes on with the same secret. */
const SETUP_MS = 10 * 60_000

export const confirmTotpInput = z.strictObject({ code: z.string().max(100) })

export type TotpSetup = {
  /** Base32, to be typed where no camera is at hand. */
  secret: string
  /** What the QR code says. */
  uri: string
}

const isOn = () =>
  new AppError('conflict', 'Two-step sign-in is on already. Turn it off to use another phone.')

/** Begins to set up an authenticator app: nothing is asked for until it is confirmed. Needs a fresh proof. */
export async function startTotp(db: Db, user: SignedIn, call: AccountCall): Promise<TotpSetup> {
  requireFreshProof(user.steppedUpAt, call.now)
  const [row] = await db.select().from(userTotp).where(eq(userTotp.userId, user.userId))
  if (row?.confirmedAt) throw isOn()
  const begun = row && call.now.getTime() - row.createdAt.getTime() < SETUP_MS
  if (begun) {
    const secret = openTotp(user.userId, row.secretSealed).reveal()
    return { secret, uri: totpUri(secret, user.email) }
  }
  const secret = newTotpSecret()
  const fresh = { secretSealed: sealTotp(user.userId, secret), createdAt: call.now, lastStep: 0 }
  const written = await db
    .insert(userTotp)
    .values({ userId: user.userId, ...fresh })
    .onConflictDoUpdate({ target: userTotp.userId, set: fresh, setWhere: isNull(userTotp.confirmedAt) })
    .returning({ userId: userTotp.userId })
  if (written.length === 0) throw isOn()
  return { secret, uri: totpUri(secret, user.email) }
}

/**
 * Turns two-step sign-in on with a first code, and gives the recovery codes for the only time. Every other browser of
 * the user is signed out: it was signed in without the second step.
 */
export async function confirmTotp(
  db: Db,
  user: SignedIn,
  input: z.infer<typeof confirmTotpInput>,
  call: AccountCall,
): Promise<{ codes: string[] }> {
  requireFreshProof(user.steppedUpAt, call.now)
  const wait = await hitLimit(db, CONFIRM_LIMIT, user.userId, call.now)
  if (wait !== null) throw tooManyTries(wait)
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(userTotp)
      .where(and(eq(userTotp.userId, user.userId)))
      .for('update')
    if (row?.confirmedAt) throw isOn()
    if (!row) throw new AppError('conflict', 'Start the setup again: this one is gone.')
    const step = matchingStep(
      openTotp(user.userId, row.secretSealed).reveal(),
      plainCode(input.code),
      call.now,
    )
    if (step === null)
      throw new AppError('wrong_code', 'This code does not fit.', {
        fields: { code: 'Enter the six digits that the app shows for Patchbay right now.' },
      })
    await tx
      .update(userTotp)
      .set({ confirmedAt: call.now, lastStep: step })
      .where(and(eq(userTotp.userId, user.userId), lt(userTotp.lastStep, step)))
    const codes = await replaceRecoveryCodes(tx, user.userId, row.secretSealed, call.now)
    await revokeAllSessions(tx, user.userId, call.now, user.sessionId)
    await markSteppedUp(tx, user.sessionId, call.now)
    await auditAccount(tx, db, call, 'account.second_factor_on')
    return { codes }
  })
}

/** Takes a user's second factor and recovery codes away, in the caller's transaction. True when there was one. */
export async function removeTotp(tx: Tx, userId: string): Promise<boolean> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  const gone = await tx
    .delete(userTotp)
    .where(eq(userTotp.userId, userId))
    .returning({ userId: userTotp.userId, confirmedAt: userTotp.confirmedAt })
  return gone.some((row) => row.confirmedAt !== null)
}

/** Turns two-step sign-in off. Needs a fresh proof; every other browser of the user is signed out. */
export async function turnOffTotp(db: Db, user: SignedIn, call: AccountCall): Promise<void> {
  requireFreshProof(user.steppedUpAt, call.now)
  await db.transaction(async (tx) => {
    if (!(await removeTotp(tx, user.userId)))
      throw new AppError('conflict', 'Two-step sign-in is off already.')
    await revokeAllSessions(tx, user.userId, call.now, user.sessionId)
    await auditAccount(tx, db, call, 'account.second_factor_off')
  })
}
