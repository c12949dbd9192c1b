import 'server-only'
import { and, asc, eq } from 'drizzle-orm'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import type { LinkMode, ProviderId } from '../providers/types'
import { adapterOf } from './adapter-for'

/** A provider account that something new may be started with, for choosing one. */
export type AccountOption = { id: string; provider: ProviderId; label: string; modes: LinkMode[] }

/** The accounts that are on, the first one being what is used when nobody chooses. */
export async function pickAccounts(ctx: Ctx): Promise<AccountOption[]> {
  requirePermission(ctx, 'connections.connect')
  const rows = await inAgency(ctx, (tx) =>
    tx
      .select()
      .from(providerAccounts)
      .where(and(eq(providerAccounts.agencyId, ctx.agency.id), eq(providerAccounts.enabled, true)))
      .orderBy(asc(providerAccounts.createdAt), asc(providerAccounts.id)),
  )
  return rows.map((row) => ({
    id: row.id,
    provider: row.provider,
    label: row.label,
    modes: adapterOf(row).capabilities.modes,
  }))
}
