import { crc32, deflateSync } from 'node:zlib'
import { pick, unit } from '../state/ids'

const SIZE = 96
const SAMPLES = [0.25, 0.75]
const CHANNELS = [0, 1, 2] as const

type Rgb = [number, number, number]

function fromHsl(hue: number, saturation: number, lightness: number): Rgb {
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12
    return (
      255 *
      (lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1)))
    )
  }
  return [channel(0), channel(8), channel(4)]
}

function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share]
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

function encode(pixel: (x: number, y: number) => Rgb): Buffer {
  const rows = Buffer.alloc(SIZE * (SIZE * 3 + 1))
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) rows.set(pixel(x, y), y * (SIZE * 3 + 1) + 1 + x * 3)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(SIZE, 0)
  header.writeUInt32BE(SIZE, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A PNG of 96 by 96 that depends on the id alone: a figure before two soft colours. */
export function drawAvatar(id: string): Buffer {
  const hue = pick(`hue:${id}`, 0, 359)
  const from = fromHsl(hue, 0.55, 0.68)
  const to = fromHsl((hue + pick(`turn:${id}`, 30, 80)) % 360, 0.5, 0.45)
  const skin = fromHsl(pick(`skin:${id}`, 16, 30), 0.45, 0.36 + unit(`tone:${id}`) * 0.42)
  const hair = fromHsl(pick(`hair:${id}`, 8, 40), 0.4, 0.12 + unit(`fair:${id}`) * 0.42)
  const shirt = fromHsl((hue + 180) % 360, 0.35, 0.88)
  const long = unit(`long:${id}`) > 0.4
  const inside = (x: number, y: number, cx: number, cy: number, rx: number, ry: number) =>
    ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1
  const colour = (x: number, y: number): Rgb => {
    const fringe = y < 0.39 + 0.13 * Math.abs(x - 0.44)
    if (inside(x, y, 0.5, 0.45, 0.15, 0.185) && !fringe) return skin
    if (inside(x, y, 0.5, 0.4, 0.195, 0.19)) return hair
    if (long && inside(x, y, 0.5, 0.56, 0.21, 0.25) && Math.abs(x - 0.5) > 0.1) return hair
    if (Math.abs(x - 0.5) < 0.065 && y > 0.55 && y < 0.76) return mix(skin, [0, 0, 0], 0.12)
    if (inside(x, y, 0.5, 1.06, 0.36, 0.35)) return shirt
    if (long && inside(x, y, 0.5, 0.56, 0.21, 0.25)) return hair
    return mix(from, to, (x + y) / 2)
  }
  return encode((x, y) => {
    const sum: Rgb = [0, 0, 0]
    for (const dx of SAMPLES) {
      for (const dy of SAMPLES) {
        const part = colour((x + dx) / SIZE, (y + dy) / SIZE)
        for (const channel of CHANNELS) sum[channel] += part[channel] / 4
      }
    }
    return sum
  })
}
