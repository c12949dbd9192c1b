import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { forgetJobs, queuedJobs } from '../testing/jobs'
import { bodyOf, bytes, hand, setUpWebhooks, signed } from '../testing/webhooks'
import { type Agency, makeWorld, type World } from '../testing/world'

let world: World
let agency: Agency
let secret: string
beforeAll(async () => {
  world = await makeWorld()
  agency = await world.newAgency()
  secret = (await setUpWebhooks(agency)).secret
  await forgetJobs(world)
})
afterAll(() => world.close())

const now = () => Math.floor(world.clock.now().getTime() / 1000)
const RAW = bytes(bodyOf({ connectionId: 'conn_abcdef', at: new Date(1_767_225_600_000) }))
const counted = async () => {
  const [row] = await world.db.admin`
    select sum(count)::int as n from webhook_refusals where agency_id = ${agency.id}`
  return row?.n
}

describe('T20: ten thousand altered deliveries', () => {
  it('are refused, every one, and a true one is taken in their midst', async () => {
    const at = now()
    const header = signed(secret, RAW, at)
    const hex = header.slice(-64)
    const other = await setUpWebhooks(await world.newAgency())
    const mac = (text: string | Uint8Array, key = secret) =>
      createHmac('sha256', key).update(text).digest('hex')
    const text = new TextDecoder().decode(RAW)
    const forms = [
      '',
      hex,
      `t=${at}`,
      `v1=${hex}`,
      `t=${at},v0=${hex}`,
      `t=${at},V1=${hex}`,
      `t=${at},v1=${hex.toUpperCase()}`,
      `t=${at},v1=${hex.slice(0, 62)}`,
      `t=${at},v1=${hex}00`,
      `t=${at},v1=`,
      `t=NaN,v1=${hex}`,
      `t=-1,v1=${hex}`,
      `t=1e9,v1=${hex}`,
      `t=0x10,v1=${hex}`,
      `t=${at},t=${at + 1},v1=${hex}`,
      `t=${at},v1=${mac(RAW)}`,
      `t=${at},v1=${mac(`${at}.`)}`,
      signed(other.secret, RAW, at),
      signed(secret.slice(6), RAW, at),
      signed('', RAW, at),
    ]
    const bodies = [
      bytes(JSON.stringify(JSON.parse(text), null, 1)),
      bytes(`${text}\n`),
      bytes(text.replace('expired', 'created')),
      bytes('{}'),
      bytes(''),
      new Uint8Array([0xff, 0xfe, 0x00]),
      bytes('{"__proto__":{"type":"connection.created"}}'),
      bytes('['.repeat(60_000)),
    ]
    const svix = { 'svix-id': 'msg_1', 'svix-timestamp': String(at), 'svix-signature': `v1,${btoa(hex)}` }
    const bent = (byte: number, bit: number) =>
      RAW.map((value, i) => (i === byte ? value ^ (1 << bit) : value))
    const arbitrary = fc.oneof(
      fc.constantFrom(...forms).map((value) => ({ raw: RAW, headers: { 'ofauth-signature': value } })),
      fc.constantFrom(...bodies).map((raw) => ({ raw, headers: { 'ofauth-signature': header } })),
      fc.constant({ raw: RAW, headers: svix }),
      fc.constant({ raw: RAW, headers: { signature: mac(RAW) } }),
      fc
        .tuple(fc.nat(RAW.length - 1), fc.nat(7))
        .map(([byte, bit]) => ({ raw: bent(byte, bit), headers: { 'ofauth-signature': header } })),
      fc.tuple(fc.nat(63), fc.constantFrom(...'0123456789abcdef')).map(([i, digit]) => ({
        raw: RAW,
        headers: {
          'ofauth-signature': `t=${at},v1=${hex.slice(0, i)}${digit === hex[i] ? 'g' : digit}${hex.slice(i + 1)}`,
        },
      })),
      fc
        .integer({ min: 0, max: 2_000_000_000 })
        .filter((seconds) => seconds !== at)
        .map((seconds) => ({ raw: RAW, headers: { 'ofauth-signature': `t=${seconds},v1=${hex}` } })),
      fc
        .string({ maxLength: 90 })
        .filter((value) => value !== header)
        .map((value) => ({ raw: RAW, headers: { 'ofauth-signature': value } })),
    )
    const samples = fc.sample(arbitrary, 10_000)
    const answers = new Map<number, number>()
    for (let i = 0; i < samples.length; i += 100) {
      const batch = samples.slice(i, i + 100)
      const statuses = await Promise.all(batch.map(({ raw, headers }) => hand(world, agency, raw, headers)))
      for (const status of statuses) answers.set(status, (answers.get(status) ?? 0) + 1)
      if (i === 5_000) expect(await hand(world, agency, RAW, { 'ofauth-signature': header })).toBe(200)
    }
    expect([...answers]).toEqual([[401, 10_000]])
    const stored = await world.db.admin`select type from webhook_deliveries where agency_id = ${agency.id}`
    expect(stored).toEqual([{ type: 'connection.expired' }])
    expect((await queuedJobs(world)).map((job) => job.name)).toEqual(['webhook.process'])
    await vi.waitFor(async () => expect(await counted()).toBe(10_000), { timeout: 10_000, interval: 200 })
  }, 120_000)
})
