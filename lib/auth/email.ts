/**
 * Normalises an e-mail address, or returns null when it is not one. NFKC comes first: a full-width @ or
 * letter must not make a second account that looks the same, so only plain ASCII passes after it.
 */
export function normalizeEmail(input: unknown): string | null {
  if (typeof input !== 'string' || input.length > 254) return null
  const value = input.normalize('NFKC').trim().toLowerCase()
  return /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/.test(
    value,
  )
    ? value
    : null
}
