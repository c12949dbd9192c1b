import { expect, it } from 'vitest'
import { seedInvites } from '../../scripts/seed/invites'
import { listInvites } from '../invites/list-invites'
import { connect, connectExpired } from './flows'
import { makeWorld } from './world'
import { tokenOf, visit, stepAt } from './visits'
it('seeds', async () => {
  const world = await makeWorld()
  const agency = await world.newAgency()
  await connect(world, agency)
  await connectExpired(world, agency)
  await world.db.system.transaction((tx) => seedInvites({ tx, agencyId: agency.id, accountId: agency.accountId, staff: [agency.users.staff.id, agency.users.admin.id], now: new Date() }, 70))
  const { items } = await listInvites(agency.ctx(), {})
  console.log(items.map((i) => `${i.state} ${i.purpose} ${i.creator.name} ${i.expectedUsername} ${i.createdBy} ${i.askedAgainAt}`).join('\n'))
  const open = items.find((i) => i.state === 'open')
  const view = await stepAt(await visit(world, await tokenOf(agency, open?.id ?? '')), 'welcome')
  console.log(view.language, view.consent.title)
  await world.close()
  expect(items.length).toBe(6)
})
