import 'server-only'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '@/db/client'
import { creatorContacts } from '@/db/schema/creator-contacts'
import { memberships } from '@/db/schema/memberships'
import { users } from '@/db/schema/users'
import { audit } from '../audit/audit'
import { newPassword } from '../auth/change-password'
import { type Ctx, inAgency } from '../auth/context'
import { hashPassword } from '../crypto/password'
import { isUniqueViolation } from '../system/pg-errors'
import { creatorOf, withSystemRights } from './creator-context'

export const accountInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^\P{Cc}*$/u),
  password: newPassword,
})

/**
 * `exists`: somebody signs in with her address already; she can sign in there and link the page. `team`: that account
 * belongs to this agency's team, and nobody is both.
 */
export type AccountResult = { result: 'made'; email: string } | { result: 'exists' | 'team' | 'linked' }

type Contact = typeof creatorContacts.$inferSelect

async function lockContact(tx: Tx, ctx: Ctx): Promise<Contact | undefined> {
  const [contact] = await tx
    .select()
    .from(creatorContacts)
    .where(and(eq(creatorContacts.agencyId, ctx.agency.id), eq(creatorContacts.creatorId, creatorOf(ctx))))
    .for('update')
  return contact
}

/** Gives a user the role creator here and ties her page to it. */
async function tie(tx: Tx, ctx: Ctx, contact: Contact, userId: string): Promise<'linked' | 'team'> {
  const [membership] = await tx
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.agencyId, ctx.agency.id), eq(memberships.userId, userId)))
  if (membership && membership.role !== 'creator') return 'team'
  if (!membership)
    await tx
      .insert(memberships)
      .values({ agencyId: ctx.agency.id, userId, role: 'creator', createdAt: ctx.now() })
  await tx
    .update(creatorContacts)
    .set({ userId })
    .where(and(eq(creatorContacts.agencyId, ctx.agency.id), eq(creatorContacts.creatorId, contact.creatorId)))
  await audit(tx, ctx, {
    action: 'creator_page.account',
    targetType: 'creator',
    targetId: contact.creatorId,
    after: { userId },
  })
  return 'linked'
}

/**
 * Makes an account of her page: a user with the role creator, who signs in with the address that she confirmed and
 * sees this page and nothing else.
 */
export async function makeAccount(ctx: Ctx, input: z.infer<typeof accountInput>): Promise<AccountResult> {
  const system = withSystemRights(ctx)
  const passwordHash = await hashPassword(input.password)
  try {
    return await inAgency(system, async (tx): Promise<AccountResult> => {
      const contact = await lockContact(tx, system)
      if (!contact || contact.userId) return { result: 'linked' }
      const [taken] = await tx.select({ id: users.id }).from(users).where(eq(users.email, contact.email))
      if (taken) return { result: 'exists' }
      const userId = crypto.randomUUID()
      await tx.insert(users).values({ id: userId, email: contact.email, name: input.name, passwordHash })
      await tie(tx, system, contact, userId)
      return { result: 'made', email: contact.email }
    })
  } catch (error) {
    // Two forms at once, or somebody else took the address between the look and the write.
    if (!isUniqueViolation(error)) throw error
    return { result: 'exists' }
  }
}

/** Ties her page to the account that is signed in here, when it has the very address that she confirmed. */
export async function linkAccount(
  ctx: Ctx,
  user: { userId: string; email: string },
): Promise<{ result: 'linked' | 'team' | 'other_address' }> {
  const system = withSystemRights(ctx)
  return inAgency(system, async (tx) => {
    const contact = await lockContact(tx, system)
    if (!contact || contact.email !== user.email) return { result: 'other_address' }
    if (contact.userId) return { result: 'linked' }
    return { result: await tie(tx, system, contact, user.userId) }
  })
}
