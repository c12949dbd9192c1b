import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from './json'

describe('parseJson', () => {
  it('keeps the digits of integers beyond 2^53 and leaves strings alone', () => {
    const text =
      '{"id":90071992547409931,"n":[-90071992547409931,9007199254740991],"s":"90071992547409931 \\" 1"}'
    expect(parseJson(text)).toEqual({
      id: '90071992547409931',
      n: ['-90071992547409931', 9007199254740991],
      s: '90071992547409931 " 1',
    })
  })

  it('leaves fractions and exponents to JSON.parse', () => {
    expect(parseJson('[1.12345678901234567, 1e21, 0.00000000000000001]')).toEqual([
      1.1234567890123457, 1e21, 1e-17,
    ])
  })

  it('refuses what is not JSON', () => {
    for (const text of ['', '{"a":90071992547409931', '<html>', '[1,]']) {
      expect(() => parseJson(text)).toThrow(SyntaxError)
    }
  })

  it('keeps every big integer, wherever it stands', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 2n ** 53n, max: 10n ** 30n }), fc.string(), (big, key) => {
        const text = `{${JSON.stringify(key)}: ${big}, "in": [${big} , -${big}]}`
        expect(Object.values(parseJson(text) as object)).toContainEqual([String(big), String(-big)])
      }),
    )
  })

  it('is JSON.parse for all else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const unsafe = JSON.stringify(value, (_key, each) =>
          typeof each === 'number' && Number.isInteger(each) && !Number.isSafeInteger(each) ? 0 : each,
        )
        const padded = `[${unsafe},"0000000000000000000"]`
        expect(parseJson(padded)).toEqual(JSON.parse(padded))
      }),
    )
  })
})
