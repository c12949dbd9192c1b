import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listOwnerChoices } from '../team/look-after'
import { connect } from '../testing/flows'
import { audited, connectionRow, timeline } from '../testing/rows'
import { addMember, assign } from '../testing/team'
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

describe('who looks after it', () => {
  it('is somebody active who may see the creator', async () => {
    const { creatorId } = await connectionRow(world, connectionId)
    const limited = await addMember(world, agency, 'staff', { assignedOnly: true })
    const gone = await addMember(world, agency, 'staff', { deactivatedAt: new Date() })
    const refused = { code: 'invalid_input' }
    for (const ownerId of [limited.id, gone.id, agency.users.creator.id, randomUUID()]) {
      await expect(edit({ ownerId })).rejects.toMatchObject(refused)
      expect((await listOwnerChoices(agency.ctx(), creatorId)).map((one) => one.id)).not.toContain(ownerId)
    }
    await assign(world, agency, limited.id, creatorId)
    await edit({ ownerId: limited.id })
    const choices = await listOwnerChoices(agency.ctx(), creatorId)
    expect(choices.map((one) => one.id).sort()).toEqual(
      [
        limited.id,
        ...(['owner', 'admin', 'staff', 'other'] as const).map((who) => agency.users[who].id),
      ].sort(),
    )
  })

  it('may stay somebody who left, when something else is edited', async () => {
    const leaving = await addMember(world, agency, 'staff')
    await edit({ ownerId: leaving.id })
    await world.db.admin`update memberships set deactivated_at = now() where user_id = ${leaving.id}`
    await edit({ ownerId: leaving.id, note: 'still saved' })
    expect(await connectionRow(world, connectionId)).toMatchObject({
      ownerId: leaving.id,
      note: 'still saved',
    })
  })
})
