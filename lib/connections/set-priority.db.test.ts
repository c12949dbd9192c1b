import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { connect } from '../testing/flows'
import { audited, connectionRow, timeline } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { listConnections } from './list-connections'
import { setPriority } from './set-priority'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  agency = await world.newAgency()
})
afterAll(() => world.close())

it('is kept with a line and an audit entry, once, and shown in the list', async () => {
  const { connectionId } = await connect(world, agency)
  const set = () => setPriority(agency.ctx(), { connectionId, priority: 'high' })
  await set()
  await set()
  expect((await connectionRow(world, connectionId)).priority).toBe('high')
  const lines = await timeline(world, { connectionId })
  expect(lines.filter((kind) => kind === 'connection.edited')).toHaveLength(1)
  expect(await audited(world, 'connection.set_priority', connectionId)).toBe(1)
  expect((await listConnections(agency.ctx(), {})).items.map((item) => item.high)).toEqual([true])
})

it('is for members of this agency alone', async () => {
  const { connectionId } = await connect(world, agency)
  const other = await world.newAgency()
  const input = { connectionId, priority: 'high' as const }
  await expect(setPriority(other.ctx('owner'), input)).rejects.toMatchObject({ code: 'not_found' })
  await expect(setPriority(agency.ctx('creator'), input)).rejects.toMatchObject({ code: 'forbidden' })
  expect((await connectionRow(world, connectionId)).priority).toBe('normal')
})
