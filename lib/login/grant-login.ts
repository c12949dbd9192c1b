import 'server-only'
import { and, eq } from 'drizzle-orm'
import { creators } from '@/db/schema/creators'
import { loginOverrides } from '@/db/schema/login-attempts'
import { audit } from '../audit/audit'
import { actorId, type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import type { OverrideInput } from './input'

const LASTS_MS = 24 * 3_600_000

/** Lets one more login of a creator through although the budget is spent: once, within a day. Throws `not_found`. */
export async function grantLogin(ctx: Ctx, input: OverrideInput): Promise<void> {
  requirePermission(ctx, 'logins.override')
  const { creatorId, reason } = input
  const grantedBy = actorId(ctx)
  if (!grantedBy) throw new AppError('forbidden', 'Only a person can decide this.')
  await inAgency(ctx, async (tx) => {
    const [creator] = await tx
      .select({ id: creators.id })
      .from(creators)
      .where(and(eq(creators.agencyId, ctx.agency.id), eq(creators.id, creatorId)))
    if (!creator) throw notFound('creator')
    const now = ctx.now()
    await tx.insert(loginOverrides).values({
      agencyId: ctx.agency.id,
      creatorId,
      reason,
      grantedBy,
      grantedAt: now,
      expiresAt: new Date(now.getTime() + LASTS_MS),
    })
    await audit(tx, ctx, {
      action: 'logins.allow_more',
      targetType: 'creator',
      targetId: creatorId,
      after: { reason },
    })
  })
}
