import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { hashToken } from '../crypto/random'
import { seal } from '../crypto/seal'
import { env } from '../env'
import { AppError } from '../errors'
import type { ProviderId } from '../providers/types'

/**
 * Stores an API key, sealed, for one agency. The same key in a second agency is refused, because one key reads
 * every connection made with it. Storing the agency's own key again changes nothing.
 */
export async function addProviderAccount(
  db: Db | Tx,
  input: {
    agencyId: string
    provider: ProviderId
    label: string
    apiKey: string
    apps: Partial<Record<'redirect' | 'embed' | 'whitelabel', string>>
  },
): Promise<string> {
  const fingerprint = hashToken('provider-key', input.apiKey)
  const [existing] = await db
    .select({ id: providerAccounts.id, agencyId: providerAccounts.agencyId })
    .from(providerAccounts)
    .where(
      and(eq(providerAccounts.provider, input.provider), eq(providerAccounts.apiKeyFingerprint, fingerprint)),
    )
  if (existing && existing.agencyId !== input.agencyId)
    throw new AppError(
      'conflict',
      'This API key belongs to another agency of this installation. Use a key of its own for each agency.',
    )
  if (existing) {
    await db.update(providerAccounts).set({ apps: input.apps }).where(eq(providerAccounts.id, existing.id))
    return existing.id
  }
  const id = randomUUID()
  const place = { table: 'provider_accounts', column: 'api_key_sealed', agencyId: input.agencyId, rowId: id }
  await db.insert(providerAccounts).values({
    id,
    agencyId: input.agencyId,
    provider: input.provider,
    label: input.label,
    apiKeySealed: seal(env().PATCHBAY_KEYS, place, input.apiKey),
    apiKeyFingerprint: fingerprint,
    keyHint: input.apiKey.slice(-4),
    apps: input.apps,
  })
  return id
}
