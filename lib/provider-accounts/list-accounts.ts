import 'server-only'
import { and, asc, count, eq, isNull } from 'drizzle-orm'
import { connections } from '@/db/schema/connections'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { env } from '../env'
import { notFound } from '../errors'
import type { LinkMode, ProviderId } from '../providers/types'
import { adapterOf, type ProviderAccountRow } from './adapter-for'
import { setUpModes } from './edit-account'

/** A provider account as its page shows it: of the key no more than its end. */
export type AccountView = {
  id: string
  provider: ProviderId
  label: string
  enabled: boolean
  keyHint: string
  keyCheckedAt: Date | null
  keyRefusedAt: Date | null
  unavailableSince: Date | null
  misconfiguredAt: Date | null
  heldSince: Date | null
  apps: ProviderAccountRow['apps']
  /** What may be used, of what is set up. */
  modes: LinkMode[]
  setUpModes: LinkMode[]
  permissions: string[]
  /** Live connections made with it. */
  connections: number
  lastListedAt: Date | null
  lastWebhookAt: Date | null
  /** What is to be pasted at the provider. */
  callbackUrl: string | null
  origin: string
  webhookUrl: string | null
}

function viewOf(row: ProviderAccountRow, live: number): AccountView {
  const { APP_ORIGIN } = env()
  const { capabilities } = adapterOf(row)
  const possible = setUpModes(row)
  return {
    id: row.id,
    provider: row.provider,
    label: row.label,
    enabled: row.enabled,
    keyHint: row.keyHint,
    keyCheckedAt: row.keyCheckedAt,
    keyRefusedAt: row.keyRefusedAt,
    unavailableSince: row.unavailableSince,
    misconfiguredAt: row.misconfiguredAt,
    heldSince: row.heldSince,
    apps: row.apps,
    modes: capabilities.modes,
    setUpModes: possible,
    permissions: row.permissions ?? [],
    connections: live,
    lastListedAt: row.lastListedAt,
    lastWebhookAt: row.lastWebhookAt,
    callbackUrl: possible.includes('redirect') ? `${APP_ORIGIN}/api/link/callback/${row.provider}` : null,
    origin: APP_ORIGIN,
    webhookUrl: capabilities.lifecycleWebhooks
      ? `${APP_ORIGIN}/api/webhooks/${row.provider}/${row.id}`
      : null,
  }
}

/** The provider accounts of the agency, oldest first. For those who may change the settings. */
export async function listAccounts(ctx: Ctx): Promise<AccountView[]> {
  requirePermission(ctx, 'settings.edit')
  return inAgency(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(providerAccounts)
      .where(eq(providerAccounts.agencyId, ctx.agency.id))
      .orderBy(asc(providerAccounts.createdAt), asc(providerAccounts.id))
    const counts = await tx
      .select({ id: connections.providerAccountId, live: count() })
      .from(connections)
      .where(and(eq(connections.agencyId, ctx.agency.id), isNull(connections.endedAt)))
      .groupBy(connections.providerAccountId)
    const live = new Map(counts.map((row) => [row.id, row.live]))
    return rows.map((row) => viewOf(row, live.get(row.id) ?? 0))
  })
}

/** For members who may not see an account: whether it is one of this agency at all. Throws `not_found`. */
export async function requireAccount(ctx: Ctx, accountId: string): Promise<void> {
  requirePermission(ctx, 'connections.read')
  const [row] = await inAgency(ctx, (tx) =>
    tx
      .select({ id: providerAccounts.id })
      .from(providerAccounts)
      .where(and(eq(providerAccounts.agencyId, ctx.agency.id), eq(providerAccounts.id, accountId))),
  )
  if (!row) throw notFound('provider account')
}

/** One provider account. Throws `not_found`. */
export async function getAccount(ctx: Ctx, accountId: string): Promise<AccountView> {
  const found = (await listAccounts(ctx)).find((account) => account.id === accountId)
  if (!found) throw notFound('provider account')
  return found
}
