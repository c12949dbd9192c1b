import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sniffImage } from './sniff-image'

const png = (width: number, height: number) => {
  const header = Buffer.alloc(25)
  header.writeUInt32BE(13)
  header.write('IHDR', 4, 'latin1')
  header.writeUInt32BE(width, 8)
  header.writeUInt32BE(height, 12)
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), header, deflateSync(Buffer.alloc(8))])
}

/** A frame header behind an application segment and some fill bytes, as cameras write it. */
const jpeg = (width: number, height: number, marker = 0xc0) => {
  const frame = Buffer.from([0xff, marker, 0, 17, 8, 0, 0, 0, 0, 3])
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  return Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 6, 1, 2, 3, 4, 0xff]),
    frame,
    Buffer.alloc(8),
  ])
}

const webp = (kind: string, body: Buffer) =>
  Buffer.concat([
    Buffer.from('RIFF\0\0\0\0WEBP', 'latin1'),
    Buffer.from(kind, 'latin1'),
    body,
    Buffer.alloc(20),
  ])

describe('tells what bytes are, and how large', () => {
  it('PNG', () => {
    expect(sniffImage(png(320, 64))).toEqual({ contentType: 'image/png', width: 320, height: 64 })
  })

  it.each([0xc0, 0xc1, 0xc2, 0xcf])('JPEG with frame %i', (marker) => {
    expect(sniffImage(jpeg(300, 200, marker))).toEqual({ contentType: 'image/jpeg', width: 300, height: 200 })
  })

  it('WebP, each of its three kinds', () => {
    const lossy = Buffer.alloc(14)
    lossy.writeUInt16LE(640, 10)
    lossy.writeUInt16LE(480, 12)
    expect(sniffImage(webp('VP8 ', lossy))).toMatchObject({ width: 640, height: 480 })
    const lossless = Buffer.alloc(9)
    lossless.writeUInt32LE((639 | (479 << 14)) >>> 0, 5)
    expect(sniffImage(webp('VP8L', lossless))).toMatchObject({ width: 640, height: 480 })
    const extended = Buffer.alloc(14)
    extended.writeUIntLE(639, 8, 3)
    extended.writeUIntLE(479, 11, 3)
    expect(sniffImage(webp('VP8X', extended))).toMatchObject({
      contentType: 'image/webp',
      width: 640,
      height: 480,
    })
  })
})

it.each([
  ['a GIF', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;'.padEnd(60, '\0'), 'latin1')],
  ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'.padEnd(80))],
  ['a BMP', Buffer.from('BM'.padEnd(80, '\0'), 'latin1')],
  [
    'a PNG’s first bytes and then a page',
    Buffer.from('\x89PNG\r\n\x1a\n<script>alert(1)</script>          ', 'latin1'),
  ],
  ['a cut PNG', png(1, 1).subarray(0, 20)],
  ['a JPEG without a frame', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xd9, 0, 0, 0, 0, 0])],
  ['a JPEG whose segment goes nowhere', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, ...Array(20).fill(0)])],
  ['a WebP of no known kind', webp('ICCP', Buffer.alloc(14))],
  ['nothing', Buffer.alloc(0)],
])('%s is none', (_, bytes) => {
  expect(sniffImage(bytes)).toBeNull()
})

it('answers any bytes, and ends', () => {
  const starts = [Buffer.alloc(0), png(1, 1), jpeg(1, 1).subarray(0, 11), webp('VP8L', Buffer.alloc(3))]
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }), (start, rest) => {
      sniffImage(Buffer.concat([start, rest]))
    }),
    { numRuns: 500 },
  )
})
