import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { passwordResets } from '@/db/schema/password-resets'
import { audit } from '../audit/audit'
import { hashPassword } from '../crypto/password'
import { hashToken } from '../crypto/random'
import { AppError } from '../errors'
import { findReset, findResetParties, type ResetRef } from '../system/find-reset'
import { storePassword } from './change-password'
import { mayReset, type ResetState, resetState } from './reset-states'
import { removeTotp } from './totp-setup'

export type ResetView =
  | { state: 'open'; name: string; email: string; agencyName: string; removesTotp: boolean }
  | { state: Exclude<ResetState, 'open'> | 'unknown' }

type Found = { state: ResetState | 'unknown'; reset: ResetRef | null }

/**
 * Where a link stands right now. Who issued it may have left or lost the right, and whom it is for may have become an
 * owner or joined another agency: then it counts as revoked.
 */
async function lookUp(db: Db | Tx, token: string, now: Date): Promise<Found> {
  const reset = await findReset(db, hashToken('reset-token', token))
  if (!reset) return { state: 'unknown', reset }
  const state = resetState(reset, now)
  if (state !== 'open') return { state, reset }
  const { issuer, target } = await findResetParties(db, reset)
  const granted = issuer && target && mayReset(issuer, target.role) && !reset.disabledAt
  return { state: granted ? 'open' : 'revoked', reset }
}

/** What the page shows to whoever opened a link; an ended one names nobody. Uses nothing up. */
export async function viewReset(db: Db, token: string | null, now: Date): Promise<ResetView> {
  const { state, reset } = token ? await lookUp(db, token, now) : { state: 'unknown' as const, reset: null }
  if (state !== 'open') return { state }
  if (!reset) return { state: 'unknown' }
  const { name, email, agencyName, removesTotp } = reset
  return { state, name, email, agencyName, removesTotp }
}

const ended = () =>
  new AppError('conflict', 'This link does not work any more. Ask your admin for a new one.')

/** Takes the link: of two at once only one gets it. */
async function take(tx: Tx, resetId: string, now: Date): Promise<void> {
  const taken = await tx
    .update(passwordResets)
    .set({ usedAt: now })
    .where(
      and(eq(passwordResets.id, resetId), isNull(passwordResets.usedAt), isNull(passwordResets.revokedAt)),
    )
    .returning({ id: passwordResets.id })
  if (taken.length === 0) throw ended()
}

/**
 * Sets a new password by a reset link: the link is used up, every session of the user ends, and the second factor goes
 * if the link says so. Throws `conflict` for a link that is not open.
 */
export async function resetPassword(
  db: Db,
  input: { token: string | null; password: string; requestId: string; address: string; now: Date },
): Promise<void> {
  const { token, now } = input
  // Before the costly hash, and again below.
  if (!token || (await lookUp(db, token, now)).state !== 'open') throw ended()
  const passwordHash = await hashPassword(input.password)
  await db.transaction(async (tx) => {
    const { state, reset } = await lookUp(tx, token, now)
    if (state !== 'open' || !reset) throw ended()
    const { userId, agencyId, slug, agencyName } = reset
    await take(tx, reset.resetId, now)
    await storePassword(tx, { userId, passwordHash, now })
    const removedTotp = reset.removesTotp && (await removeTotp(tx, userId))
    const { target } = await findResetParties(tx, reset)
    if (!target) throw ended()
    const ctx = {
      agency: { id: agencyId, slug, name: agencyName },
      actor: { kind: 'user', userId, steppedUpAt: null, ...target },
      db,
      requestId: input.requestId,
      address: input.address,
      now: () => now,
    } as const
    await audit(tx, ctx, {
      action: 'password_reset.use',
      targetType: 'user',
      targetId: userId,
      after: { removedTotp, issuedBy: reset.createdBy },
    })
  })
}
