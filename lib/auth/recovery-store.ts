import 'server-only'
import { and, count, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { recoveryCodes, userTotp } from '@/db/schema/user-totp'
import { AppError } from '../errors'
import type { SignedIn } from '../system/find-session'
import { type AccountCall, auditAccount } from './account-audit'
import { newRecoveryCodes, plainCode, recoveryHash } from './recovery-codes'
import { requireFreshProof } from './step-up'
import { openTotp } from './totp-secret'

/** Replaces a user's recovery codes in the caller's transaction and returns the new ones, for the only time. */
export async function replaceRecoveryCodes(
  tx: Tx,
  userId: string,
  secretSealed: string,
  now: Date,
): Promise<string[]> {
  const secret = openTotp(userId, secretSealed)
  const codes = newRecoveryCodes()
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  await tx.insert(recoveryCodes).values(
    codes.map((code, position) => ({
      userId,
      codeHash: recoveryHash(secret, userId, plainCode(code)),
      position,
      createdAt: now,
    })),
  )
  return codes
}

/** How many recovery codes a user has left. */
export async function countRecoveryCodes(db: Db | Tx, userId: string): Promise<number> {
  const [row] = await db
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)))
  return row?.left ?? 0
}

/** New recovery codes; the earlier ones stop working. Needs a fresh proof. */
export async function renewRecoveryCodes(
  db: Db,
  user: SignedIn,
  call: AccountCall,
): Promise<{ codes: string[] }> {
  requireFreshProof(user.steppedUpAt, call.now)
  return db.transaction(async (tx) => {
    // The row's lock: two tabs at once must not leave twenty codes.
    const [row] = await tx
      .select({ secretSealed: userTotp.secretSealed })
      .from(userTotp)
      .where(and(eq(userTotp.userId, user.userId), isNotNull(userTotp.confirmedAt)))
      .for('update')
    if (!row) throw new AppError('conflict', 'Two-step sign-in is off. Set it up first.')
    const codes = await replaceRecoveryCodes(tx, user.userId, row.secretSealed, call.now)
    await auditAccount(tx, db, call, 'account.recovery_codes_renewed')
    return { codes }
  })
}
