import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../testing/flows'
import { audited, connectionRow, timeline } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { editConnection, editInput } from './edit-connection'

let world: World
let agency: Agency
let connectionId: string
beforeAll(async () => {
  world = await makeWorld()
  agency = await world.newAgency()
  connectionId = (await connect(world, agency)).connectionId
})
afterAll(() => world.close())

const edit = (over: object) =>
  editConnection(agency.ctx(), editInput.parse({ connectionId, tags: [], note: '', ...over }))

it('changes tags, note and owner, and nothing else', async () => {
  const before = await connectionRow(world, connectionId)
  await edit({ tags: [' VIP ', 'vip', 'Été 2026'], note: ' mornings\n', ownerId: agency.users.other.id })
  const after = await connectionRow(world, connectionId)
  expect(after).toEqual({
    ...before,
    tags: ['vip', 'été 2026'],
    note: 'mornings',
    ownerId: agency.users.other.id,
    updatedAt: after.updatedAt,
  })
  expect(await audited(world, 'connection.edit', connectionId)).toBe(1)
  expect(await timeline(world, { connectionId })).toContain('connection.edited')
})

it('leaves the owner when none is named, and takes it away when told', async () => {
  await edit({ ownerId: agency.users.admin.id })
  await edit({ note: 'x' })
  expect((await connectionRow(world, connectionId)).ownerId).toBe(agency.users.admin.id)
  await edit({ ownerId: null })
  expect((await connectionRow(world, connectionId)).ownerId).toBeNull()
})

describe('input', () => {
  const base = { connectionId: randomUUID(), tags: [], note: '' }
  it.each([
    ['another column', { ...base, status: 'active' }],
    ['an agency', { ...base, agencyId: randomUUID() }],
    ['a NUL', { ...base, note: 'a\0b' }],
    ['a tag with a comma', { ...base, tags: ['a,b'] }],
    ['an empty tag', { ...base, tags: ['  '] }],
    ['too many tags', { ...base, tags: Array.from({ length: 21 }, (_, i) => `t${i}`) }],
    ['a long note', { ...base, note: 'x'.repeat(2_001) }],
    ['no id', { ...base, connectionId: 'x' }],
    ['an array for a note', { ...base, note: ['x'] }],
  ])('with %s is refused', (_, input) => {
    expect(editInput.safeParse(input).success).toBe(false)
  })

  it('that is taken can be stored, whatever it is', async () => {
    let stored = 0
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), { maxLength: 4 }),
        async (note, tags) => {
          const parsed = editInput.safeParse({ connectionId, note, tags })
          if (!parsed.success) return
          stored += 1
          await editConnection(agency.ctx(), parsed.data)
        },
      ),
      { numRuns: 150 },
    )
    expect(stored).toBeGreaterThan(5)
  })
})
