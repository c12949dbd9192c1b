import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** 32 random bytes as base64url: session tokens, browser cookies, reference ids. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

/** SHA-256 in hex, with a purpose so that two uses never share a hash. For high-entropy values only. */
export function hashToken(purpose: string, value: string): string {
  return createHash('sha256').update(`${purpose}\0${value}`).digest('hex')
}

/** HMAC-SHA256 in hex. */
export function hmac(key: string, message: string): string {
  return createHmac('sha256', key).update(message).digest('hex')
}

/** Compares two hex digests in constant time. */
export function sameDigest(a: string, b: string): boolean {
  const left = Buffer.from(a, 'hex')
  const right = Buffer.from(b, 'hex')
  return left.length > 0 && left.length === right.length && timingSafeEqual(left, right)
}
