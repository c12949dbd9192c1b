import { encode } from 'uqr'

/** Four modules of white around it, which is what readers need. */
const QUIET = 4

/** A QR code as one SVG path: `size` modules a side, with its quiet zone; dark modules are filled. */
export function qrPath(text: string): { size: number; d: string } {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET })
  const runs: string[] = []
  for (const [y, row] of data.entries()) {
    let x = 0
    while (x < size) {
      if (!row[x]) {
        x += 1
        continue
      }
      let end = x
      while (end < size && row[end]) end += 1
      runs.push(`M${x} ${y}h${end - x}v1h${x - end}z`)
      x = end
    }
  }
  return { size, d: runs.join('') }
}
