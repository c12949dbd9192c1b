import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvCell, csvLine } from './csv'

/** A reader of RFC 4180, written apart from the writer. */
function parse(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i] ?? ''
    if (quoted) {
      if (c !== '"') cell += c
      else if (text[i + 1] === '"') {
        cell += '"'
        i += 1
      } else quoted = false
    } else if (c === '"' && cell === '') quoted = true
    else if (c === ',') {
      row.push(cell)
      cell = ''
    } else if (c === '\r' && text[i + 1] === '\n') {
      rows.push([...row, cell])
      row = []
      cell = ''
      i += 1
    } else cell += c
  }
  return rows
}

const isFormula = (cell: string) => /^[\t\r]|^\s*[=+\-@]/.test(cell)
const guarded = (cell: string) => (isFormula(cell) ? `'${cell}` : cell)

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('"', ',', '\r', '\n', '=', '+', '-', '@', '\t', "'", ' ', 'a', '|'),
    maxLength: 12,
  }),
)

it('what is written is read back, with an apostrophe before what could be a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anything, { minLength: 1, maxLength: 6 }), { maxLength: 8 }), (rows) => {
      expect(parse(rows.map(csvLine).join(''))).toEqual(rows.map((row) => row.map(guarded)))
    }),
    { numRuns: 500 },
  )
})

it('no cell of a file begins a formula, whatever it held', () => {
  fc.assert(
    fc.property(fc.array(anything, { minLength: 1 }), (cells) => {
      for (const cell of parse(csvLine(cells))[0] ?? []) expect(isFormula(cell)).toBe(false)
    }),
    { numRuns: 500 },
  )
})

it.each([
  ['=1+1', "'=1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-2', "'-2"],
  ['+1', "'+1"],
  [' =1', "' =1"],
  ['\t=1', `'\t=1`],
  ['\r=1', `"'\r=1"`],
  ['a,b', '"a,b"'],
  ['a"b', '"a""b"'],
  ['plain', 'plain'],
  ['', ''],
])('%j becomes %j', (value, cell) => {
  expect(csvCell(value)).toBe(cell)
})
