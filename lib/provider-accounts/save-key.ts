import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { connections } from '@/db/schema/connections'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { requireStepUp } from '../auth/step-up'
import { readAll } from '../connections/read-all'
import { hashToken } from '../crypto/random'
import { seal } from '../crypto/seal'
import { env } from '../env'
import { AppError } from '../errors'
import { isUniqueViolation } from '../system/pg-errors'
import { buildAdapter, type ProviderAccountRow } from './adapter-for'
import { tryKey } from './check-key'
import type { NewAccountInput } from './input'
import { lockAccount, writeAccount } from './lock-account'

/** Enough to tell two keys apart, too little to use one. */
export const hintOf = (apiKey: string): string => apiKey.slice(-4)

/** The columns of a key: sealed in its own row, and a fingerprint by which the same key in another agency is refused. */
function keyColumns(agencyId: string, rowId: string, apiKey: string) {
  const place = { table: 'provider_accounts', column: 'api_key_sealed', agencyId, rowId }
  return {
    apiKeySealed: seal(env().PATCHBAY_KEYS, place, apiKey),
    apiKeyFingerprint: hashToken('provider-key', apiKey),
    keyHint: hintOf(apiKey),
  }
}

/** Says nothing of where the key is: it may be another agency's. */
async function refuseTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new AppError('conflict', 'This key is in use already. Make a key of its own for this agency.', {
      fields: { apiKey: 'This key is in use already. Make a key of its own for this agency.' },
    })
  }
}

/**
 * Adds a provider account: its key is tried with one call, and stored, sealed, only if that worked. Needs a fresh proof
 * of who sits there. Throws `invalid_input`, `conflict` and the provider's failures.
 */
export async function addAccount(ctx: Ctx, input: NewAccountInput): Promise<{ accountId: string }> {
  requirePermission(ctx, 'settings.edit')
  requireStepUp(ctx)
  const { provider, label, apiKey, redirect, embed, whitelabel } = input
  const apps = { ...(redirect && { redirect }), ...(embed && { embed }), ...(whitelabel && { whitelabel }) }
  const check = await tryKey({ provider, apps }, apiKey)
  const id = randomUUID()
  await refuseTaken(() =>
    inAgency(ctx, async (tx) => {
      await tx.insert(providerAccounts).values({
        id,
        agencyId: ctx.agency.id,
        provider,
        label,
        apps,
        ...keyColumns(ctx.agency.id, id, apiKey),
        permissions: check.permissions,
        keyCheckedAt: ctx.now(),
      })
      await audit(tx, ctx, {
        action: 'provider_account.add',
        targetType: 'provider_account',
        targetId: id,
        after: { provider, label, keyHint: hintOf(apiKey) },
      })
    }),
  )
  return { accountId: id }
}

/**
 * A key of another account at the provider would make every connection look lost. So one that lists connections, but
 * none of ours, is refused.
 */
async function refuseStranger(ctx: Ctx, account: ProviderAccountRow, apiKey: string): Promise<void> {
  const ours = await inAgency(ctx, (tx) =>
    tx
      .select({ id: connections.providerConnectionId })
      .from(connections)
      .where(
        and(
          eq(connections.agencyId, ctx.agency.id),
          eq(connections.providerAccountId, account.id),
          isNull(connections.endedAt),
        ),
      ),
  )
  if (ours.length === 0) return
  const { items, complete } = await readAll(buildAdapter({ ...account, apiKey }))
  const listed = new Set(items.map((item) => item.id))
  if (!complete || ours.some(({ id }) => listed.has(id))) return
  throw new AppError('conflict', 'This key belongs to another account at the provider.', {
    fields: {
      apiKey:
        'This key belongs to another account there: none of the connections made here are in it. Add it as a provider account of its own.',
    },
  })
}

/**
 * Puts a new key in the place of the old one. The old one is used until the new one has answered a call; calls that are
 * under way with it then still end. Delete it at the provider afterwards.
 */
export async function replaceKey(ctx: Ctx, input: { accountId: string; apiKey: string }): Promise<void> {
  requirePermission(ctx, 'settings.edit')
  requireStepUp(ctx)
  const { accountId, apiKey } = input
  const account = await inAgency(ctx, (tx) => lockAccount(tx, ctx, accountId))
  const check = await tryKey(account, apiKey)
  await refuseStranger(ctx, account, apiKey)
  await refuseTaken(() =>
    inAgency(ctx, async (tx) => {
      const row = await lockAccount(tx, ctx, accountId)
      await writeAccount(tx, ctx, row.id, {
        ...keyColumns(ctx.agency.id, row.id, apiKey),
        permissions: check.permissions,
        keyCheckedAt: ctx.now(),
        keyRefusedAt: null,
        unavailableSince: null,
      })
      await audit(tx, ctx, {
        action: 'provider_account.replace_key',
        targetType: 'provider_account',
        targetId: row.id,
        before: { keyHint: row.keyHint },
        after: { keyHint: hintOf(apiKey) },
      })
    }),
  )
}
