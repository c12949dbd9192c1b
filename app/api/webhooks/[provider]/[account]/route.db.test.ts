import { once } from 'node:events'
import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetJobs, queuedJobs } from '@/lib/testing/jobs'
import { bodyOf, bytes, setUpWebhooks, signed } from '@/lib/testing/webhooks'
import { type Agency, makeWorld, type World } from '@/lib/testing/world'
import { POST } from './route'

vi.mock('next/headers', () => ({ headers: async () => new Headers({ 'x-forwarded-for': '192.0.2.8' }) }))

let world: World
let agency: Agency
let secret: string
let server: Server
beforeAll(async () => {
  world = await makeWorld()
  server = createServer(async (incoming, outgoing) => {
    const params = { provider: 'ofauth', account: agency.accountId }
    const request = new Request(`http://127.0.0.1${incoming.url}`, {
      method: 'POST',
      headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]),
      // As Next hands it on.
      body: incoming,
      duplex: 'half',
    } as unknown as RequestInit)
    const { status, headers } = await POST(request, { params: Promise.resolve(params) })
    outgoing.writeHead(status, Object.fromEntries(headers)).end()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
beforeEach(async () => {
  agency = await world.newAgency()
  secret = (await setUpWebhooks(agency)).secret
  await forgetJobs(world)
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await world.close()
})

type Sent = { status: number; ms: number; written: number }
/** One delivery over a socket of its own: its body in pieces, the next one when the last one was taken. */
function deliver(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, headers: Record<string, string>) {
  return new Promise<Sent>((resolve, reject) => {
    const began = performance.now()
    const { port } = server.address() as AddressInfo
    const outgoing = httpRequest({ host: '127.0.0.1', port, method: 'POST', agent: false, headers })
    const body = Readable.from(pieces)
    let written = 0
    body.on('data', (piece: Uint8Array) => {
      written += piece.byteLength
    })
    outgoing.on('response', ({ statusCode = 0 }) => {
      body.destroy()
      outgoing.destroy()
      resolve({ status: statusCode, ms: performance.now() - began, written })
    })
    outgoing.on('error', reject)
    body.on('error', () => {})
    body.pipe(outgoing)
  })
}
const sign = (raw: Uint8Array) => ({ 'ofauth-signature': signed(secret, raw, Math.floor(Date.now() / 1000)) })
const whole = (raw: Uint8Array, headers: Record<string, string> = sign(raw)) =>
  deliver([raw], { 'content-length': String(raw.byteLength), ...headers })
const stored = () => world.db.admin`
  select type, duplicates from webhook_deliveries where agency_id = ${agency.id}`
const GOOD = bytes(bodyOf({ connectionId: 'conn_abcdef' }))
const MEGABYTE = 1_048_576

/** Sixteen kilobytes, again and again. */
function* endless(): Generator<Uint8Array> {
  for (;;) yield new Uint8Array(16_384).fill(97)
}
/** The body of a good delivery, letter by letter, so slowly that it does not end in time. */
async function* drip(): AsyncGenerator<Uint8Array> {
  for (const letter of GOOD) {
    yield new Uint8Array([letter])
    await new Promise((resolve) => setTimeout(resolve, 400))
  }
}

describe('T23: the door', () => {
  it('takes no more than it must of what is too large, whatever it says of its size', async () => {
    const said = await deliver(endless(), { 'content-length': String(64 * MEGABYTE), ...sign(GOOD) })
    const unsaid = await deliver(endless(), { 'transfer-encoding': 'chunked', ...sign(GOOD) })
    expect([said.status, unsaid.status]).toEqual([413, 413])
    // What lies in the buffers of sockets, and not what was sent.
    for (const { written } of [said, unsaid]) expect(written).toBeLessThan(8 * MEGABYTE)
    expect(await stored()).toEqual([])
  })

  it('answers what is signed and strange with a refusal, and never by failing', async () => {
    const type = 'connection.expired'
    const deep = (of: string) => bytes(`{"type":"${type}","data":${of.repeat(20_000)}`)
    const answers: [string, Uint8Array, Record<string, string>, number][] = [
      ['packed', gzipSync(GOOD), { 'content-encoding': 'gzip' }, 400],
      ['a packed flood', gzipSync(new Uint8Array(16 * MEGABYTE)), { 'content-encoding': 'gzip' }, 400],
      ['no UTF-8', new Uint8Array([...bytes('{"type":"'), 0xc3, 0x28, ...bytes('"}')]), {}, 400],
      ['half a surrogate', bytes(`{"type":"\\ud800"}`), {}, 400],
      ['deep and open', deep('['), {}, 400],
      ['deep', bytes(`{"type":"${type}","data":${'['.repeat(20_000)}${']'.repeat(20_000)}}`), {}, 200],
      ['prototypes', bytes('{"__proto__":{"type":"a"},"constructor":{"prototype":{"type":"a"}}}'), {}, 400],
      ['nothing', new Uint8Array(), {}, 400],
    ]
    for (const [name, raw, headers, status] of answers) {
      expect((await whole(raw, { ...sign(raw), ...headers })).status, name).toBe(status)
      expect((await whole(raw, headers)).status, `${name}, not signed`).toBe(401)
    }
    expect(Object.hasOwn(Object.prototype, 'type')).toBe(false)
    expect(await stored()).toHaveLength(1)
  })

  it('takes five hundred deliveries of ten events while others drip: ten effects, and an answer to each in time', async () => {
    const slow = Array.from({ length: 40 }, () =>
      deliver(drip(), { 'transfer-encoding': 'chunked', ...sign(GOOD) }),
    )
    const events = Array.from({ length: 10 }, (_, i) => bytes(bodyOf({ connectionId: `conn_${i}abcdef` })))
    const left = Array.from({ length: 500 }, (_, i) => events[i % 10] ?? GOOD).values()
    const answers: Sent[] = []
    const sender = async () => {
      for (const raw of left) answers.push(await whole(raw))
    }
    await Promise.all(Array.from({ length: 50 }, sender))
    expect(answers.map(({ status }) => status)).toEqual(Array(500).fill(200))
    expect((await stored()).map(({ duplicates }) => duplicates)).toEqual(Array(10).fill(49))
    expect((await queuedJobs(world)).map(({ name }) => name)).toEqual(Array(10).fill('webhook.process'))
    const times = answers.map(({ ms }) => ms).sort((a, b) => a - b)
    // The provider gives up after ten seconds; a quiet machine needs a hundredth of that.
    expect(times[494]).toBeLessThan(8_000)
    expect(new Set((await Promise.all(slow)).map(({ status }) => status))).toEqual(new Set([408]))
  }, 60_000)
})
