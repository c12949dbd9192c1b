import 'server-only'
import { z } from 'zod'
import { seal, unseal } from '../crypto/seal'
import { env } from '../env'
import type { ChallengeLinks } from '../providers/challenge'
import type { SessionRef } from '../providers/types'
import type { LinkSessionRow } from './move'

const shape = z.object({ url: z.string().nullable(), clientSecret: z.string() })

/** What opens the provider's page (null in a login mode, which has none) and reads its status: credentials, sealed. */
export type ProviderSession = z.infer<typeof shape>

const placeOf = (
  row: { agencyId: string; id: string },
  column: 'provider_session_sealed' | 'links_sealed' = 'provider_session_sealed',
) => ({
  table: 'link_sessions',
  column,
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

const linksShape = z.object({
  face: z.string().nullable(),
  mobileApp: z.string().nullable(),
  page: z.string().nullable(),
})

/** Links of a challenge lead into the login itself, so they are kept as credentials are. Null for none. */
export function sealLinks(
  row: { agencyId: string; id: string },
  links: ChallengeLinks | null,
): string | null {
  return links && seal(env().PATCHBAY_KEYS, placeOf(row, 'links_sealed'), JSON.stringify(links))
}

/** For the browser that solves the challenge alone. */
export function unsealLinks(row: {
  agencyId: string
  id: string
  linksSealed: string | null
}): ChallengeLinks | null {
  if (!row.linksSealed) return null
  const text = unseal(env().PATCHBAY_KEYS, placeOf(row, 'links_sealed'), row.linksSealed).reveal()
  return linksShape.parse(JSON.parse(text))
}
