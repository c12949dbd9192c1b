import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Secret } from './secret'

export type KeyRing = { id: string; key: Buffer }[]

/** Where a sealed value lives; a value moved to another row, column or tenant does not open. */
export type SealPlace = { table: string; column: string; agencyId: string; rowId: string }

const TAG = 16

function aad(place: SealPlace): Buffer {
  return Buffer.from(JSON.stringify([place.table, place.column, place.agencyId, place.rowId]))
}

function encrypt(key: Buffer, plain: Buffer, additional: Buffer): Buffer {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG })
  cipher.setAAD(additional)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

function decrypt(key: Buffer, sealed: Buffer, additional: Buffer): Buffer {
  // Without the explicit length Node accepts a tag cut down to four bytes.
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: TAG })
  decipher.setAuthTag(sealed.subarray(12, 12 + TAG))
  decipher.setAAD(additional)
  return Buffer.concat([decipher.update(sealed.subarray(12 + TAG)), decipher.final()])
}

/** Thrown when a sealed value does not open: wrong place, altered, or its key is not in the ring. */
export class SealError extends Error {
  constructor(reason: string) {
    super(`A sealed value could not be opened: ${reason}.`)
    this.name = 'SealError'
  }
}

/**
 * Envelope encryption: a fresh data key seals the value, the ring's first key seals the data key.
 * @returns `v1.<key id>.<sealed data key>.<sealed value>`, base64url parts
 */
export function seal(ring: KeyRing, place: SealPlace, value: string): string {
  const current = ring[0]
  if (!current) throw new SealError('no key is configured')
  const dataKey = randomBytes(32)
  const additional = aad(place)
  const parts = [encrypt(current.key, dataKey, additional), encrypt(dataKey, Buffer.from(value), additional)]
  return ['v1', current.id, ...parts.map((part) => part.toString('base64url'))].join('.')
}

/** Opens what `seal` made. Throws SealError; there is no plaintext fallback. */
export function unseal(ring: KeyRing, place: SealPlace, sealed: string): Secret {
  const [version, keyId, wrapped, body, ...rest] = sealed.split('.')
  if (version !== 'v1' || !wrapped || !body || rest.length > 0) throw new SealError('unknown form')
  const entry = ring.find((candidate) => candidate.id === keyId)
  if (!entry) throw new SealError('its key is not configured')
  try {
    const dataKey = decrypt(entry.key, Buffer.from(wrapped, 'base64url'), aad(place))
    return new Secret(decrypt(dataKey, Buffer.from(body, 'base64url'), aad(place)).toString())
  } catch {
    throw new SealError('it was altered or moved')
  }
}

/** True when the value is sealed with a key that is no longer the current one. */
export function needsReseal(ring: KeyRing, sealed: string): boolean {
  return sealed.split('.')[1] !== ring[0]?.id
}
