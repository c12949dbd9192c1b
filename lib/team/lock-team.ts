import 'server-only'
import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { memberships } from '@/db/schema/memberships'
import { users } from '@/db/schema/users'
import { actorId, type Ctx } from '../auth/context'
import { type Permission, requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'

export type MemberRow = typeof memberships.$inferSelect

/** The agency's memberships as they stand while nobody else can change them. */
export type LockedTeam = {
  /** Somebody of the team; throws `not_found` for strangers and for creators with an account. */
  member: (userId: string) => MemberRow
  /** The acting person's own row; null for the system. */
  me: MemberRow | null
}

/**
 * Locks all memberships of the agency until the transaction ends, always in the same order. Roles are decided about one
 * after the other, so that two owners cannot demote each other at once. The actor's own rights are read again under the lock:
 * they may have gone since the request began.
 */
export async function lockTeam(tx: Tx, ctx: Ctx, permission: Permission): Promise<LockedTeam> {
  const rows = await tx
    .select()
    .from(memberships)
    .where(eq(memberships.agencyId, ctx.agency.id))
    .orderBy(asc(memberships.userId))
    // Weaker than FOR UPDATE towards foreign keys alone: a notice for somebody must not wait for this.
    .for('no key update')
  const byId = new Map(rows.map((row) => [row.userId, row]))
  const me = byId.get(actorId(ctx) ?? '') ?? null
  if (ctx.actor.kind === 'user') {
    if (!me || me.deactivatedAt)
      throw new AppError('forbidden', 'You are not in this team any more.', { permission })
    requirePermission(underLock(ctx, { me }), permission)
  }
  return {
    me,
    member(userId) {
      const row = byId.get(userId)
      if (!row || row.role === 'creator') throw notFound('member')
      return row
    },
  }
}

/** The context with the actor's role as it was read under the lock. */
export function underLock(ctx: Ctx, { me }: Pick<LockedTeam, 'me'>): Ctx {
  return ctx.actor.kind === 'user' && me ? { ...ctx, actor: { ...ctx.actor, role: me.role } } : ctx
}

/** Throws unless somebody else stays an owner who can sign in. The team is locked. */
export async function requireAnotherOwner(tx: Tx, ctx: Ctx, than: string): Promise<void> {
  const [other] = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.agencyId, ctx.agency.id),
        eq(memberships.role, 'owner'),
        ne(memberships.userId, than),
        isNull(memberships.deactivatedAt),
        isNull(users.disabledAt),
      ),
    )
    .limit(1)
  if (!other) throw new AppError('conflict', 'An agency needs an owner. Make somebody else an owner first.')
}
