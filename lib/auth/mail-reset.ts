import 'server-only'
import { and, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { mails } from '@/db/schema/mails'
import { passwordResets } from '@/db/schema/password-resets'
import { users } from '@/db/schema/users'
import { audit } from '../audit/audit'
import { AppError, notFound } from '../errors'
import { queueMail } from '../mail/queue-mail'
import { type Ctx, inAgency } from './context'
import { requirePermission } from './permissions'
import { resetState } from './reset-states'

export const mailResetInput = z.strictObject({ resetId: z.uuid() })

/** Mails a reset link that is still open to the person it is for. Asked twice, it sends one mail. */
export async function mailReset(
  ctx: Ctx,
  { resetId }: z.infer<typeof mailResetInput>,
): Promise<{ to: string }> {
  requirePermission(ctx, 'team.manage')
  return inAgency(ctx, async (tx) => {
    const [row] = await tx
      .select({
        userId: users.id,
        email: users.email,
        usedAt: passwordResets.usedAt,
        revokedAt: passwordResets.revokedAt,
        expiresAt: passwordResets.expiresAt,
      })
      .from(passwordResets)
      .innerJoin(users, eq(users.id, passwordResets.userId))
      .where(and(eq(passwordResets.agencyId, ctx.agency.id), eq(passwordResets.id, resetId)))
    if (!row) throw notFound('link')
    if (resetState(row, ctx.now()) !== 'open')
      throw new AppError('conflict', 'This link does not work any more. Issue a new one.')
    const queued = await queueMail(tx, ctx, {
      kind: 'reset',
      to: row.email,
      language: 'en',
      refs: { resetId, userId: row.userId },
      dedupeKey: `reset ${resetId}`,
    })
    if (queued)
      await audit(tx, ctx, {
        action: 'password_reset.mail',
        targetType: 'user',
        targetId: row.userId,
        after: { to: row.email },
      })
    return { to: row.email }
  })
}

export type ResetMail = { status: (typeof mails.$inferSelect)['status']; problem: string | null }

/** How far the mail of a reset link got; null when none was asked for. */
export async function getResetMail(
  ctx: Ctx,
  { resetId }: z.infer<typeof mailResetInput>,
): Promise<ResetMail | null> {
  requirePermission(ctx, 'team.manage')
  return inAgency(ctx, async (tx) => {
    const [reset] = await tx
      .select({ id: passwordResets.id })
      .from(passwordResets)
      .where(and(eq(passwordResets.agencyId, ctx.agency.id), eq(passwordResets.id, resetId)))
    if (!reset) throw notFound('link')
    const [mail] = await tx
      .select({ status: mails.status, problem: mails.problem })
      .from(mails)
      .where(
        and(
          eq(mails.agencyId, ctx.agency.id),
          eq(mails.kind, 'reset'),
          sql`${mails.refs} @> ${JSON.stringify({ resetId })}::jsonb`,
        ),
      )
      .orderBy(desc(mails.createdAt))
      .limit(1)
    return mail ?? null
  })
}
