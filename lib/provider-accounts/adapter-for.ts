import 'server-only'
import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { type Ctx, inAgency } from '../auth/context'
import { unseal } from '../crypto/seal'
import type { Secret } from '../crypto/secret'
import { env } from '../env'
import { AppError } from '../errors'
import type { ProviderAdapter } from '../providers/adapter-types'
import { createAdapter } from '../providers/registry'
import type { LinkMode, ProviderId } from '../providers/types'

export type ProviderAccountRow = typeof providerAccounts.$inferSelect

/** The agency's first provider account that is on, or the named one. Throws `provider_unset` when there is none. */
export async function readProviderAccount(tx: Tx, ctx: Ctx, id?: string): Promise<ProviderAccountRow> {
  const [row] = await tx
    .select()
    .from(providerAccounts)
    .where(
      and(
        eq(providerAccounts.agencyId, ctx.agency.id),
        id ? eq(providerAccounts.id, id) : eq(providerAccounts.enabled, true),
      ),
    )
    .orderBy(asc(providerAccounts.createdAt))
    .limit(1)
  if (!row)
    throw new AppError(
      'provider_unset',
      'This agency has no provider account yet. An admin must add an API key first.',
    )
  return row
}

/** Throws `provider_unset` for an account that is off: nothing new is started with it. */
export function refuseOff({ enabled }: Pick<ProviderAccountRow, 'enabled'>): void {
  if (enabled) return
  throw new AppError('provider_unset', 'This provider account is switched off. Choose another one.')
}

/** Where a provider's API is, and where its pages may be. */
function addressesOf(provider: ProviderId): { baseUrl: string; linkOrigins: string[] } {
  const { OFAUTH_BASE_URL, OFAUTH_LINK_ORIGIN, ONLYFANSAPI_BASE_URL, ONLYFANSKIT_BASE_URL } = env()
  switch (provider) {
    case 'ofauth':
      return { baseUrl: OFAUTH_BASE_URL, linkOrigins: [OFAUTH_LINK_ORIGIN] }
    case 'onlyfansapi':
      return { baseUrl: ONLYFANSAPI_BASE_URL, linkOrigins: [new URL(ONLYFANSAPI_BASE_URL).origin] }
    case 'onlyfanskit':
      return { baseUrl: ONLYFANSKIT_BASE_URL, linkOrigins: [new URL(ONLYFANSKIT_BASE_URL).origin] }
  }
}

/** What an adapter is built from, besides the environment. */
type Setup = {
  provider: ProviderId
  apiKey: string
  apps: ProviderAccountRow['apps']
  allowedModes: LinkMode[] | null
}

/** Builds an adapter from what an account holds, or would hold: a key is tried before it is stored. */
export function buildAdapter({ provider, apiKey, apps, allowedModes }: Setup): ProviderAdapter {
  return createAdapter(
    provider,
    { ...addressesOf(provider), apiKey, apps, allowedModes, selfie: env().ONLYFANSKIT_SELFIE === 'on' },
    {
      fetch: globalThis.fetch,
      now: () => new Date(),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    },
  )
}

/** Opens the key of a provider account. */
export function apiKeyOf(account: Pick<ProviderAccountRow, 'id' | 'agencyId' | 'apiKeySealed'>): Secret {
  const place = {
    table: 'provider_accounts',
    column: 'api_key_sealed',
    agencyId: account.agencyId,
    rowId: account.id,
  }
  return unseal(env().PATCHBAY_KEYS, place, account.apiKeySealed)
}

/** Builds the adapter of a provider account. Its key is opened here and lives as long as the adapter. */
export function adapterOf(account: ProviderAccountRow): ProviderAdapter {
  const { provider, apps, allowedModes } = account
  return buildAdapter({ provider, apps, allowedModes, apiKey: apiKeyOf(account).reveal() })
}

/** The account and its adapter in one step. */
export async function adapterFor(
  ctx: Ctx,
  id?: string,
): Promise<{ account: ProviderAccountRow; adapter: ProviderAdapter }> {
  const account = await inAgency(ctx, (tx) => readProviderAccount(tx, ctx, id))
  return { account, adapter: adapterOf(account) }
}
