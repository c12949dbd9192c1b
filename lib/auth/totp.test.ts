import { Secret, TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { matchingStep, newTotpSecret, totpUri } from './totp'

const NOW = new Date('2026-03-01T12:00:10Z')
const STEP = Math.floor(NOW.getTime() / 30_000)
const codeAt = (secret: string, step: number) =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: step * 30_000 })

describe('codes', () => {
  it('agree with the test vector of RFC 6238', () => {
    const secret = Secret.fromLatin1('12345678901234567890').base32
    expect(matchingStep(secret, '287082', new Date(59_000))).toBe(1)
    expect(matchingStep(secret, '081804', new Date(1_111_111_109_000))).toBe(37_037_036)
  })

  it('count in their own step, the one before and the one after, and no other', () => {
    const secret = newTotpSecret()
    for (const [offset, fits] of [
      [-2, false],
      [-1, true],
      [0, true],
      [1, true],
      [2, false],
    ] as const)
      expect(matchingStep(secret, codeAt(secret, STEP + offset), NOW), String(offset)).toBe(
        fits ? STEP + offset : null,
      )
  })

  it('are six digits and nothing else', () => {
    const secret = newTotpSecret()
    const code = codeAt(secret, STEP)
    for (const wrong of [
      '',
      code.slice(1),
      `${code}0`,
      ` ${code}`,
      `${code}\n`,
      '٠١٢٣٤٥',
      '1e5000',
      '-12345',
    ])
      expect(matchingStep(secret, wrong, NOW), JSON.stringify(wrong)).toBeNull()
  })

  it('belong to their secret', () => {
    const [mine, other] = [newTotpSecret(), newTotpSecret()]
    expect(mine).not.toBe(other)
    expect(matchingStep(other, codeAt(mine, STEP), NOW)).toBeNull()
  })
})

it('the address for the app names the product, the person and the form of the codes', () => {
  const secret = newTotpSecret()
  const uri = new URL(totpUri(secret, 'ana+1@agency.example'))
  expect(uri.href.startsWith('otpauth://totp/Patchbay:ana%2B1%40agency.example?')).toBe(true)
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    issuer: 'Patchbay',
    secret,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  })
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
})
