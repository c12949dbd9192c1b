import 'server-only'
import { and, eq } from 'drizzle-orm'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { type KeyCheck, ProviderError } from '../providers/types'
import { PROVIDER_NAMES } from '../providers/words'
import { adapterOf, buildAdapter, type ProviderAccountRow } from './adapter-for'
import { writeAccount } from './lock-account'
import { noteProviderHealth } from './note-health'

/** What one call with a key told. */
export type KeyWords = { account: string; permissions: string[] }

const wordsOf = (check: KeyCheck): KeyWords => ({
  account: check.accountName ?? check.accountId,
  permissions: check.permissions,
})

/**
 * Tries a key with one cheap call before it is stored. Throws `invalid_input` on the field `apiKey` when the provider
 * refuses it, and the provider's own failure otherwise: an untested key is never stored.
 */
export async function tryKey(
  account: Pick<ProviderAccountRow, 'provider' | 'apps'>,
  apiKey: string,
): Promise<KeyCheck> {
  const adapter = buildAdapter({ ...account, apiKey, allowedModes: null })
  try {
    return await adapter.checkKey()
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== 'unauthorized_key') throw error
    const name = PROVIDER_NAMES[account.provider]
    throw new AppError('invalid_input', `${name} refuses this key.`, {
      fields: {
        apiKey: `${name} refuses this key. Copy it once more, and look whether it is still valid there.`,
      },
    })
  }
}

/** Calls the provider once with the stored key and says what it answered. The banner follows. */
export async function checkKey(ctx: Ctx, { accountId }: { accountId: string }): Promise<KeyWords> {
  requirePermission(ctx, 'settings.edit')
  const [account] = await inAgency(ctx, (tx) =>
    tx
      .select()
      .from(providerAccounts)
      .where(and(eq(providerAccounts.agencyId, ctx.agency.id), eq(providerAccounts.id, accountId))),
  )
  if (!account) throw notFound('provider account')
  try {
    const check = await adapterOf(account).checkKey()
    await noteProviderHealth(ctx, account.id, null)
    await inAgency(ctx, (tx) =>
      writeAccount(tx, ctx, account.id, { keyCheckedAt: ctx.now(), permissions: check.permissions }),
    )
    return wordsOf(check)
  } catch (error) {
    await noteProviderHealth(ctx, account.id, error)
    throw error
  }
}
