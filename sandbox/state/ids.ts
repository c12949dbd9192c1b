import { createHash, randomBytes, randomInt } from 'node:crypto'

const BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz'
const LETTERS = `${BASE36}ABCDEFGHIJKLMNOPQRSTUVWXYZ`

/** `prefix` followed by random lowercase letters and digits, like the provider's own ids. */
export function randomId(prefix: string, length = 24): string {
  let id = prefix
  for (let i = 0; i < length; i += 1) id += BASE36[randomInt(36)] ?? '0'
  return id
}

/** `prefix` followed by random letters of both cases and digits. */
export function randomAlphanumeric(prefix: string, length: number): string {
  let id = prefix
  for (let i = 0; i < length; i += 1) id += LETTERS[randomInt(LETTERS.length)] ?? '0'
  return id
}

/** `prefix` followed by random hex digits. */
export function randomHex(prefix: string, length: number): string {
  return (
    prefix +
    randomBytes(Math.ceil(length / 2))
      .toString('hex')
      .slice(0, length)
  )
}

/** A number in [0, 1) that depends on the text alone. */
export function unit(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 0x1_0000_0000
}

/** A whole number in [from, to] that depends on the text alone. */
export function pick(text: string, from: number, to: number): number {
  return from + Math.floor(unit(text) * (to - from + 1))
}
