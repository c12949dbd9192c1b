import 'server-only'
import { seal, unseal } from '../crypto/seal'
import type { Secret } from '../crypto/secret'
import { env } from '../env'

/** A user belongs to no one agency: their id stands in for it. */
const placeOf = (userId: string) => ({
  table: 'user_totp',
  column: 'secret_sealed',
  agencyId: userId,
  rowId: userId,
})

/** Seals a user's base32 secret for their row. */
export function sealTotp(userId: string, secret: string): string {
  return seal(env().PATCHBAY_KEYS, placeOf(userId), secret)
}

/** Opens it again. Throws SealError for a secret of somebody else's row. */
export function openTotp(userId: string, sealed: string): Secret {
  return unseal(env().PATCHBAY_KEYS, placeOf(userId), sealed)
}
