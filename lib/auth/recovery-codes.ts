import { randomInt } from 'node:crypto'
import { hmac } from '../crypto/random'
import type { Secret } from '../crypto/secret'

export const RECOVERY_CODES = 10

/** Without letters and digits that look alike. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 3
const GROUP = 4

function newCode(): string {
  const group = () => Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return Array.from({ length: GROUPS }, group).join('-')
}

/** Ten different codes such as `k7rm-2wqe-x9tb`, 59 bits each. */
export function newRecoveryCodes(): string[] {
  const codes = new Set<string>()
  while (codes.size < RECOVERY_CODES) codes.add(newCode())
  return [...codes]
}

/** What somebody typed, without what is there for the eye: spaces, dashes, capitals. */
export function plainCode(typed: string): string {
  return typed.replace(/[\s\u2010-\u2015-]+/g, '').toLowerCase()
}

/** True for what could be a recovery code, after `plainCode`. */
export function isRecoveryCode(plain: string): boolean {
  return plain.length === GROUPS * GROUP && [...plain].every((letter) => LETTERS.includes(letter))
}

/**
 * What the row holds: an HMAC under the user's own sealed secret, so that a copy of the database alone is no help, and
 * a new sealing key changes nothing.
 */
export function recoveryHash(secret: Secret, userId: string, plain: string): string {
  return hmac(secret.reveal(), ['recovery code', userId, plain].join('\0'))
}
