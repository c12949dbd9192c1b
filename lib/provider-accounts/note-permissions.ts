import 'server-only'
import { and, eq } from 'drizzle-orm'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { type Ctx, inAgency } from '../auth/context'
import { ProviderError } from '../providers/types'
import { adapterFor } from './adapter-for'
import { noteProviderHealth } from './note-health'

/**
 * Asks the provider what the agency's key may read and do, and remembers it: the consent page tells creators before a
 * connection exists. A provider that cannot be asked changes nothing but its own banner.
 */
export async function notePermissions(ctx: Ctx, accountId: string): Promise<void> {
  const { account, adapter } = await adapterFor(ctx, accountId)
  try {
    const { permissions } = await adapter.checkKey()
    await inAgency(ctx, (tx) =>
      tx
        .update(providerAccounts)
        .set({ permissions })
        .where(and(eq(providerAccounts.agencyId, ctx.agency.id), eq(providerAccounts.id, account.id))),
    )
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    await noteProviderHealth(ctx, account.id, error)
  }
}
