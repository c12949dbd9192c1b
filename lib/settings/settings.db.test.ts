import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agencies } from '@/db/schema/agencies'
import { auditLog } from '@/db/schema/audit-log'
import { audited, snapshot } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { getSettings } from './get-settings'
import { logoInput, nameInput } from './input'
import { readLogo } from './read-logo'
import { renameAgency } from './rename-agency'
import { removeLogo, setLogo } from './set-logo'
import { LOGO_BYTES } from './words'

let world: World
let home: Agency
let foreign: Agency
beforeAll(async () => {
  world = await makeWorld()
  home = await world.newAgency()
  foreign = await world.newAgency()
})
afterAll(() => world.close())

/** A PNG as far as its header, with as many bytes as asked for. */
function png(width = 64, height = 64, length = 200): Buffer {
  const bytes = Buffer.alloc(length, 7)
  bytes.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 0, 'latin1')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}

const upload = (bytes: Buffer, agency = home, who: 'owner' | 'admin' | 'staff' | 'creator' = 'admin') =>
  setLogo(agency.ctx(who), logoInput.parse({ image: bytes.toString('base64') }))

const books = () => snapshot(world, ['agencies', 'agency_logos', 'audit_log'])

describe('the name', () => {
  it('is changed by an owner or admin, and written down', async () => {
    await renameAgency(home.ctx('owner'), nameInput.parse({ name: '  Nörthlight & Co. ' }))
    expect((await getSettings(home.ctx())).name).toBe('Nörthlight & Co.')
    expect(await audited(world, 'agency.rename', home.id)).toBe(1)
    const rows = await world.db.system.select().from(agencies)
    expect(rows.find((row) => row.id === home.id)?.slug).toBe(home.slug)
    expect(rows.find((row) => row.id === foreign.id)?.name).toBe(foreign.name)
  })

  it('that is the same already leaves no trace', async () => {
    const before = await books()
    await renameAgency(home.ctx('admin'), { name: 'Nörthlight & Co.' })
    expect(await books()).toBe(before)
  })

  it.each([
    { name: ' ' },
    { name: 'x'.repeat(81) },
    { name: 'a\0b' },
    { name: 'x', slug: 'y' },
    { name: ['x'] },
    {},
  ])('%j is refused', (input) => {
    expect(nameInput.safeParse(input).success).toBe(false)
  })
})

describe('the logo', () => {
  it('is stored as what its bytes are, replaced, served and removed', async () => {
    await upload(png(), home, 'owner')
    const first = await getSettings(home.ctx())
    expect(first.logoUrl).toMatch(new RegExp(`^/api/agency-logo/${home.id}\\?v=[0-9a-z]+$`))
    expect(await readLogo(world.db.app, home.id)).toMatchObject({ contentType: 'image/png', image: png() })
    world.clock.advance(1_000)
    await upload(png(32, 32, 100))
    expect((await getSettings(home.ctx())).logoUrl).not.toBe(first.logoUrl)
    expect((await readLogo(world.db.app, home.id))?.image).toHaveLength(100)
    expect(await readLogo(world.db.app, foreign.id)).toBeNull()
    await removeLogo(home.ctx('admin'))
    expect(await readLogo(world.db.app, home.id)).toBeNull()
    expect((await getSettings(home.ctx())).logoUrl).toBeNull()
    await removeLogo(home.ctx('admin'))
    expect(await audited(world, 'agency.set_logo', home.id)).toBe(2)
    expect(await audited(world, 'agency.remove_logo', home.id)).toBe(1)
    const told = JSON.stringify(await world.db.system.select().from(auditLog))
    expect(told).not.toContain(png().toString('base64').slice(0, 30))
  })

  it('of the largest size that is allowed is taken', async () => {
    await upload(png(4_096, 4_096, LOGO_BYTES))
    await removeLogo(home.ctx('admin'))
  })

  it.each([
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>')],
    ['a GIF', Buffer.from('GIF89a'.padEnd(60, '\0'), 'latin1')],
    [
      'a page that says it is a PNG',
      Buffer.from('\x89PNG\r\n<!doctype html><script>alert(1)</script>', 'latin1'),
    ],
    ['too many bytes', png(64, 64, LOGO_BYTES + 1)],
    ['too many pixels', png(40_000, 40_000)],
    ['no pixels', png(0, 10)],
  ])('%s is refused, and nothing changes', async (_, bytes) => {
    const before = await books()
    await expect(upload(bytes)).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { image: expect.any(String) },
    })
    expect(await books()).toBe(before)
  })

  it.each([
    ['much too long', { image: 'A'.repeat(LOGO_BYTES * 2) }],
    ['no base64', { image: '<svg>' }],
    ['empty', { image: '' }],
    ['with a type of its own', { image: 'AAAA', contentType: 'image/svg+xml' }],
  ])('%s does not even arrive', (_, input) => {
    expect(logoInput.safeParse(input).success).toBe(false)
  })
})

describe('who may not', () => {
  it.each(['staff', 'creator'] as const)('%s changes nothing', async (who) => {
    const before = await books()
    const ctx = home.ctx(who)
    for (const work of [
      () => renameAgency(ctx, { name: 'Mine' }),
      () => upload(png(), home, who),
      () => removeLogo(ctx),
    ])
      await expect(work()).rejects.toMatchObject({ code: 'forbidden' })
    expect(await books()).toBe(before)
  })

  it('staff may look, and is told that it may not edit', async () => {
    expect(await getSettings(home.ctx('staff'))).toMatchObject({ mayEdit: false })
    expect(await getSettings(home.ctx('owner'))).toMatchObject({ mayEdit: true })
  })

  it('an owner reaches their own agency alone, whatever they are told the context is', async () => {
    await upload(png(), foreign, 'owner')
    const before = await snapshot(world, ['agencies', 'agency_logos'], undefined)
    await removeLogo(home.ctx('owner'))
    expect(await snapshot(world, ['agencies', 'agency_logos'], undefined)).toBe(before)
  })
})
