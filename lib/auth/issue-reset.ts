import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '@/db/client'
import { memberships } from '@/db/schema/memberships'
import { passwordResets } from '@/db/schema/password-resets'
import { users } from '@/db/schema/users'
import { audit } from '../audit/audit'
import { deriveToken } from '../crypto/derive'
import { hashToken } from '../crypto/random'
import { env } from '../env'
import { AppError, notFound } from '../errors'
import { linkKey } from '../links/link-key'
import { systemDb } from '../system/db'
import { findMemberships } from '../system/find-memberships'
import { actorId, type Ctx, inAgency } from './context'
import { requirePermission } from './permissions'
import { requireStepUp } from './step-up'

const HOURS = 24

export const issueResetInput = z.strictObject({ userId: z.uuid(), removesTotp: z.boolean() })

export type IssuedReset = {
  resetId: string
  /** The link, to be handed over; it is stored nowhere. */
  url: string
  expiresAt: Date
}

/**
 * Locks the person's place in the agency and throws unless this actor may reset their password. Somebody who belongs to
 * another agency too is refused: an admin here must not get at rights that were given elsewhere.
 */
async function requireTarget(tx: Tx, ctx: Ctx, userId: string): Promise<void> {
  const [target] = await tx
    .select({ role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.agencyId, ctx.agency.id),
        eq(memberships.userId, userId),
        isNull(memberships.deactivatedAt),
        isNull(users.disabledAt),
      ),
    )
    .for('update', { of: memberships })
  // A creator's account is hers: whoever could set its password could open her page.
  if (!target || target.role === 'creator') throw notFound('person')
  if (target.role === 'owner') requirePermission(ctx, 'team.manage_owners')
  if (userId === actorId(ctx))
    throw new AppError('conflict', 'Change your own password on your account page.')
  if ((await findMemberships(systemDb(), userId)).some((entry) => entry.agencyId !== ctx.agency.id))
    throw new AppError(
      'conflict',
      'This person belongs to another agency as well, so no agency alone may reset their password. Whoever runs this server can: npm run user -- reset <e-mail>.',
    )
}

/**
 * Issues a link with which somebody of the team sets a new password, and perhaps loses the second factor. Works once,
 * within 24 hours; earlier links of the same person stop working.
 */
export async function issueReset(ctx: Ctx, input: z.infer<typeof issueResetInput>): Promise<IssuedReset> {
  requirePermission(ctx, 'team.manage')
  requireStepUp(ctx)
  const { userId, removesTotp } = input
  const now = ctx.now()
  const resetId = crypto.randomUUID()
  const expiresAt = new Date(now.getTime() + HOURS * 3_600_000)
  return inAgency(ctx, async (tx) => {
    await requireTarget(tx, ctx, userId)
    const { agency } = ctx
    await tx
      .update(passwordResets)
      .set({ revokedAt: now })
      .where(
        and(
          eq(passwordResets.agencyId, agency.id),
          eq(passwordResets.userId, userId),
          isNull(passwordResets.usedAt),
          isNull(passwordResets.revokedAt),
        ),
      )
    const token = deriveToken(await linkKey(tx, agency.id), 'reset', resetId, 0)
    await tx.insert(passwordResets).values({
      id: resetId,
      agencyId: agency.id,
      userId,
      tokenHash: hashToken('reset-token', token),
      removesTotp,
      expiresAt,
      createdBy: actorId(ctx),
      createdAt: now,
    })
    await audit(tx, ctx, {
      action: 'password_reset.issue',
      targetType: 'user',
      targetId: userId,
      after: { removesTotp, expiresAt: expiresAt.toISOString() },
    })
    return { resetId, url: `${env().APP_ORIGIN}/reset/${token}`, expiresAt }
  })
}
