import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { providerAccounts } from '@/db/schema/provider-accounts'
import type { Ctx } from '../auth/context'
import { notFound } from '../errors'
import type { ProviderAccountRow } from './adapter-for'

/** Reads a provider account of this agency and locks it. Throws `not_found`. */
export async function lockAccount(tx: Tx, ctx: Ctx, id: string): Promise<ProviderAccountRow> {
  const [row] = await tx
    .select()
    .from(providerAccounts)
    .where(and(eq(providerAccounts.agencyId, ctx.agency.id), eq(providerAccounts.id, id)))
    .for('update')
  if (!row) throw notFound('provider account')
  return row
}

/** Writes some columns of a locked provider account. */
export async function writeAccount(
  tx: Tx,
  ctx: Ctx,
  id: string,
  set: Partial<typeof providerAccounts.$inferInsert>,
): Promise<void> {
  await tx
    .update(providerAccounts)
    .set(set)
    .where(and(eq(providerAccounts.agencyId, ctx.agency.id), eq(providerAccounts.id, id)))
}
