import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { agencySecrets } from '@/db/schema/agency-secrets'
import { randomToken } from '../crypto/random'
import { seal, unseal } from '../crypto/seal'
import type { Secret } from '../crypto/secret'
import { env } from '../env'

const placeOf = (agencyId: string) => ({
  table: 'agency_secrets',
  column: 'link_key_sealed',
  agencyId,
  rowId: agencyId,
})

/**
 * The key under which an agency's links and codes are derived; made at its first use. The transaction must be bound to
 * the agency, or run as the system.
 */
export async function linkKey(tx: Tx, agencyId: string): Promise<Secret> {
  const ring = env().PATCHBAY_KEYS
  const place = placeOf(agencyId)
  const read = async () =>
    (await tx.select().from(agencySecrets).where(eq(agencySecrets.agencyId, agencyId)))[0]
  const existing = await read()
  if (existing) return unseal(ring, place, existing.linkKeySealed)
  const linkKeySealed = seal(ring, place, randomToken())
  await tx.insert(agencySecrets).values({ agencyId, linkKeySealed }).onConflictDoNothing()
  // Another request may have been faster: its key is the one.
  const row = await read()
  if (!row) throw new Error('The link key was not stored.')
  return unseal(ring, place, row.linkKeySealed)
}
