import { expect, it } from 'vitest'
import { Secret } from '../crypto/secret'
import { isRecoveryCode, newRecoveryCodes, plainCode, recoveryHash } from './recovery-codes'

it('makes ten different codes that read well', () => {
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) {
    expect(code).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/)
    expect(code).not.toMatch(/[ilo01]/)
    expect(isRecoveryCode(plainCode(code))).toBe(true)
  }
  expect(newRecoveryCodes().some((code) => codes.includes(code))).toBe(false)
})

it.each([
  ['K7RM 2WQE X9TB', 'k7rm2wqex9tb'],
  [' k7rm–2wqe—x9tb\n', 'k7rm2wqex9tb'],
  ['123 456', '123456'],
])('takes %j as it was meant', (typed, plain) => expect(plainCode(typed)).toBe(plain))

it.each(['', '123456', 'k7rm2wqex9t', 'k7rm2wqex9tbb', 'k7rm2wqex9t0', 'k7rm2wqex9tl', 'k7rm_2wqex9t'])(
  'knows that %j is none',
  (plain) => expect(isRecoveryCode(plain)).toBe(false),
)

it('hashes differ by secret, by person and by code', () => {
  const [one, two] = [new Secret('A'.repeat(32)), new Secret('B'.repeat(32))]
  const hashes = [
    recoveryHash(one, 'u1', 'k7rm2wqex9tb'),
    recoveryHash(two, 'u1', 'k7rm2wqex9tb'),
    recoveryHash(one, 'u2', 'k7rm2wqex9tb'),
    recoveryHash(one, 'u1', 'k7rm2wqex9tc'),
  ]
  expect(new Set(hashes).size).toBe(4)
  expect(hashes.join()).not.toContain('k7rm')
})
