import 'server-only'
import { z } from 'zod'
import { seal, unseal } from '../crypto/seal'
import { env } from '../env'
import type { SessionRef } from '../providers/types'
import type { LinkSessionRow } from './move'

const shape = z.object({ url: z.string().nullable(), clientSecret: z.string() })

/** What opens the provider's page (null in a login mode, which has none) and reads its status: credentials, sealed. */
export type ProviderSession = z.infer<typeof shape>

const placeOf = (row: { agencyId: string; id: string }) => ({
  table: 'link_sessions',
  column: 'provider_session_sealed',
  agencyId: row.agencyId,
  rowId: row.id,
})

export function sealProviderSession(row: { agencyId: string; id: string }, session: ProviderSession): string {
  return seal(env().PATCHBAY_KEYS, placeOf(row), JSON.stringify(session))
}

/** Null when the provider session was never opened. Throws SealError when it cannot be opened. */
export function unsealProviderSession(row: {
  agencyId: string
  id: string
  providerSessionSealed: string | null
}): ProviderSession | null {
  if (!row.providerSessionSealed) return null
  return shape.parse(
    JSON.parse(unseal(env().PATCHBAY_KEYS, placeOf(row), row.providerSessionSealed).reveal()),
  )
}

/** How the adapter finds the session of a row again; null when the provider was never asked for one. */
export function sessionRefOf(row: LinkSessionRow): SessionRef | null {
  const secret = unsealProviderSession(row)
  return (
    secret && {
      mode: row.mode,
      clientSecret: secret.clientSecret,
      referenceId: row.referenceId,
      hintedConnectionId: row.hintedConnectionId,
    }
  )
}
