import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { agencies } from '@/db/schema/agencies'
import { memberships } from '@/db/schema/memberships'
import { passwordResets } from '@/db/schema/password-resets'
import { users } from '@/db/schema/users'
import { findMemberships, type Role } from './find-memberships'

export type ResetRef = {
  resetId: string
  agencyId: string
  slug: string
  agencyName: string
  userId: string
  email: string
  name: string
  disabledAt: Date | null
  removesTotp: boolean
  createdBy: string | null
  expiresAt: Date
  usedAt: Date | null
  revokedAt: Date | null
}

/** The reset that a token opens, in whatever state; null for a token of none. */
export async function findReset(db: Db | Tx, tokenHash: string): Promise<ResetRef | null> {
  const [row] = await db
    .select({
      resetId: passwordResets.id,
      agencyId: passwordResets.agencyId,
      slug: agencies.slug,
      agencyName: agencies.name,
      userId: users.id,
      email: users.email,
      name: users.name,
      disabledAt: users.disabledAt,
      removesTotp: passwordResets.removesTotp,
      createdBy: passwordResets.createdBy,
      expiresAt: passwordResets.expiresAt,
      usedAt: passwordResets.usedAt,
      revokedAt: passwordResets.revokedAt,
    })
    .from(passwordResets)
    .innerJoin(agencies, eq(agencies.id, passwordResets.agencyId))
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .where(eq(passwordResets.tokenHash, tokenHash))
  return row ?? null
}

export type ResetParties = {
  /** The role that the issuer has in the agency now; null when they left it. */
  issuer: Role | null
  /** The same of the person whose password it is; null also when they belong to another agency as well. */
  target: { role: Role; assignedOnly: boolean } | null
}

/** Who the two sides of a reset are today: roles may have changed since it was issued. */
export async function findResetParties(db: Db | Tx, reset: ResetRef): Promise<ResetParties> {
  const [issuer] = reset.createdBy
    ? await db
        .select({ role: memberships.role })
        .from(memberships)
        .where(
          and(
            eq(memberships.agencyId, reset.agencyId),
            eq(memberships.userId, reset.createdBy),
            isNull(memberships.deactivatedAt),
          ),
        )
    : []
  const [only, ...others] = await findMemberships(db, reset.userId)
  const target = only && others.length === 0 && only.agencyId === reset.agencyId ? only : null
  return { issuer: issuer?.role ?? null, target }
}
