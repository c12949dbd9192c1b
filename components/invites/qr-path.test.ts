import { encode } from 'uqr'
import { expect, it } from 'vitest'
import { qrPath } from './qr-path'

/** Paints the path back into modules. */
function painted({ size, d }: { size: number; d: string }): boolean[][] {
  const grid = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  for (const [, x, y, width] of d.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let step = 0; step < Number(width); step += 1) {
      const row = grid[Number(y)]
      if (row) row[Number(x) + step] = true
    }
  return grid
}

it.each([
  'x',
  'https://patchbay.example/connect/i/',
  `https://patchbay.example/connect/i/${'aB3-_'.repeat(9)}`,
])('draws exactly the code of %s', (text) => {
  expect(painted(qrPath(text))).toEqual(encode(text, { ecc: 'M', border: 4 }).data)
})

it('leaves four modules of white on each side', () => {
  const { size, d } = qrPath(`https://patchbay.example/connect/i/${'x'.repeat(43)}`)
  const grid = painted({ size, d })
  const isWhite = (x: number, y: number) => !grid[y]?.[x]
  for (let edge = 0; edge < 4; edge += 1)
    for (let at = 0; at < size; at += 1)
      for (const [x, y] of [
        [at, edge],
        [at, size - 1 - edge],
        [edge, at],
        [size - 1 - edge, at],
      ] as const)
        expect(isWhite(x, y)).toBe(true)
  // The first module of the finder pattern stands right behind it.
  expect(isWhite(4, 4)).toBe(false)
})
