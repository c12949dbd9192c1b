import { Secret, TOTP } from 'otpauth'

const ISSUER = 'Patchbay'
/** What every authenticator app understands: SHA-1, six digits, a new code every 30 seconds. */
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const
/** Clocks differ: the code before and the code after count as well. */
const WINDOW = 1

/** A new secret of 20 random bytes in base32, 32 characters. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The otpauth:// address that an authenticator app reads from a QR code. */
export function totpUri(secret: string, email: string): string {
  return new TOTP({ ...FORM, issuer: ISSUER, label: email, secret }).toString()
}

/** Number of the 30-second step in which this code is valid, one step early or late at most; null when it is wrong. */
export function matchingStep(secret: string, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const timestamp = now.getTime()
  const delta = TOTP.validate({
    ...FORM,
    token: code,
    secret: Secret.fromBase32(secret),
    timestamp,
    window: WINDOW,
  })
  return delta === null ? null : Math.floor(timestamp / 1000 / FORM.period) + delta
}
