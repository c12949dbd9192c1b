import 'server-only'
import { eq } from 'drizzle-orm'
import { connections } from '@/db/schema/connections'
import { invites } from '@/db/schema/invites'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { type Ctx, inAgency } from '../auth/context'
import { may, requirePermission } from '../auth/permissions'
import { adapterOf } from './adapter-for'

/** What stands between a new agency and its first connection. */
export type FirstSteps = {
  /** Where the work is done: the first account's page; null while there is none. */
  accountId: string | null
  hasKey: boolean
  /** A way to log in is set up and allowed. */
  hasMode: boolean
  /** The key was tried, and the provider has not complained about our address. */
  isChecked: boolean
  hasInvite: boolean
  /** May do the first ones. */
  mayEdit: boolean
}

/** How far the agency is; null once an account was ever connected, or everything is done. */
export async function getFirstSteps(ctx: Ctx): Promise<FirstSteps | null> {
  requirePermission(ctx, 'connections.read')
  return inAgency(ctx, async (tx) => {
    const [connected] = await tx
      .select({ id: connections.id })
      .from(connections)
      .where(eq(connections.agencyId, ctx.agency.id))
      .limit(1)
    if (connected) return null
    const rows = await tx.select().from(providerAccounts).where(eq(providerAccounts.agencyId, ctx.agency.id))
    const account = rows.find((row) => row.enabled) ?? rows[0]
    const [invite] = await tx
      .select({ id: invites.id })
      .from(invites)
      .where(eq(invites.agencyId, ctx.agency.id))
      .limit(1)
    const steps = {
      accountId: account?.id ?? null,
      hasKey: account !== undefined && account.keyRefusedAt === null,
      hasMode: account !== undefined && adapterOf(account).capabilities.modes.length > 0,
      isChecked: account !== undefined && account.keyCheckedAt !== null && account.misconfiguredAt === null,
      hasInvite: invite !== undefined,
      mayEdit: may(ctx, 'settings.edit'),
    }
    return steps.hasKey && steps.hasMode && steps.isChecked && steps.hasInvite ? null : steps
  })
}
