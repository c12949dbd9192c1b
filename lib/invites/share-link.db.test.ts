import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { invites } from '@/db/schema/invites'
import { connectExpired } from '../testing/flows'
import { audited, snapshot } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { askCreator } from './ask-creator'
import { extendInvite, pauseInvite, revokeInvite } from './change-invite'
import { countInvites } from './count-invites'
import { countOpenInvites } from './count-open'
import { createInvite } from './create-invite'
import { inviteInput, inviteListInput } from './input'
import { listInvites } from './list-invites'
import { mailInvite } from './mail-invite'
import { shareLink } from './share-link'
import { INVITE_STATES } from './states'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.reset()
  agency = await world.newAgency()
})

const make = async (over: object = {}) =>
  (await createInvite(agency.ctx(), inviteInput.parse({ creatorName: 'Jane', ...over }))).inviteId

const setUses = (inviteId: string) =>
  world.db.system.update(invites).set({ uses: sql`max_uses` }).where(eq(invites.id, inviteId))

/** One invite in each state. */
async function oneOfEach(creatorId?: string): Promise<void> {
  const whom = creatorId ? { creatorId, creatorName: undefined } : {}
  await make(whom)
  await pauseInvite(agency.ctx(), { inviteId: await make(whom) })
  await revokeInvite(agency.ctx(), { inviteId: await make(whom) })
  await setUses(await make(whom))
  await make({ ...whom, expiresInHours: 1 })
  world.clock.advance(2 * 3_600_000)
}

it('gives the link, its words in the invite’s language, and where it would go', async () => {
  const inviteId = await make({ language: 'es', expectedUsername: '@Jane.Doe', mailTo: 'jane@mail.example' })
  const shared = await shareLink(agency.ctx(), { inviteId })
  expect(shared.url).toMatch(/^http:\/\/localhost:3999\/connect\/i\/[\w-]{43}$/)
  expect(shared.text).toContain(shared.url)
  expect(shared.text).toContain(`@jane.doe) con ${agency.name}`)
  expect(shared).toMatchObject({
    creatorName: 'Jane',
    languageName: 'Español',
    open: true,
    mailTo: 'jane@mail.example',
  })
  expect(await audited(world, 'invite.link_shown', inviteId)).toBe(1)
})

it('knows the address of the creator’s last link, and never that of her own page', async () => {
  const { connectionId } = await connectExpired(world, agency)
  const { inviteId } = await askCreator(agency.ctx(), { connectionId })
  const [row] = await world.db.system.select().from(invites).where(eq(invites.id, inviteId))
  const creatorId = row?.creatorId ?? ''
  await world.db.admin`insert into creator_contacts ${world.db.admin({
    agency_id: agency.id,
    creator_id: creatorId,
    email: 'her.own@mail.example',
    of_user_id: '1',
    language: 'en',
    time_zone: 'UTC',
    confirmed_at: new Date(),
  })}`
  expect((await shareLink(agency.ctx(), { inviteId })).mailTo).toBeNull()
  await mailInvite(agency.ctx(), {
    inviteId: await make({ creatorId, creatorName: undefined }),
    mailTo: 'known@mail.example',
  })
  const shared = await shareLink(agency.ctx(), { inviteId })
  expect(shared.mailTo).toBe('known@mail.example')
  expect(shared.text).toMatch(/has to be renewed/)
  expect(JSON.stringify(shared)).not.toContain('her.own')
})

it('says so when the link leads nowhere, and gives none of a revoked invite', async () => {
  const inviteId = await make()
  await pauseInvite(agency.ctx(), { inviteId })
  expect((await shareLink(agency.ctx(), { inviteId })).open).toBe(false)
  await revokeInvite(agency.ctx(), { inviteId })
  await expect(shareLink(agency.ctx(), { inviteId })).rejects.toMatchObject({ code: 'conflict' })
})

it('of another agency, and for a creator’s role, there is nothing', async () => {
  const inviteId = await make()
  const foreign = await world.newAgency()
  const before = await snapshot(world, ['invites', 'audit_log', 'events'])
  await expect(shareLink(foreign.ctx('owner'), { inviteId })).rejects.toMatchObject({ code: 'not_found' })
  await expect(shareLink(agency.ctx('creator'), { inviteId })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(countInvites(agency.ctx('creator'), inviteListInput.parse({}))).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(countOpenInvites(agency.ctx('creator'), [])).rejects.toMatchObject({ code: 'forbidden' })
  expect((await countInvites(foreign.ctx(), inviteListInput.parse({}))).all).toBe(0)
  expect(await snapshot(world, ['invites', 'audit_log', 'events'])).toBe(before)
})

it('counts by state what the list shows by state', async () => {
  const { connectionId } = await connectExpired(world, agency)
  await askCreator(agency.ctx(), { connectionId })
  await oneOfEach()
  for (const query of [{}, { q: 'jane' }, { q: 'nobody at all' }]) {
    const counts = await countInvites(agency.ctx(), inviteListInput.parse(query))
    let sum = 0
    for (const state of INVITE_STATES) {
      const { items } = await listInvites(agency.ctx(), inviteListInput.parse({ ...query, state }))
      expect(items.map((item) => item.state)).toEqual(items.map(() => state))
      expect(counts[state], `${state} ${JSON.stringify(query)}`).toBe(items.length)
      sum += items.length
    }
    expect(counts.all).toBe(sum)
  }
  // A link for a connection that is gone repairs nothing any more.
  await world.db.admin`update connections set ended_at = now() where id = ${connectionId}`
  expect((await countInvites(agency.ctx(), inviteListInput.parse({}))).revoked).toBe(2)
})

it('counts the open ones of each creator', async () => {
  const inviteId = await make()
  const [row] = await world.db.system.select().from(invites).where(eq(invites.id, inviteId))
  const creatorId = row?.creatorId ?? ''
  await oneOfEach(creatorId)
  const other = await world.newAgency()
  expect(await countOpenInvites(agency.ctx(), [creatorId])).toEqual({ [creatorId]: 2 })
  expect(await countOpenInvites(other.ctx(), [creatorId])).toEqual({})
  await extendInvite(agency.ctx(), { inviteId, expiresInHours: 1 })
  world.clock.advance(2 * 3_600_000)
  expect(await countOpenInvites(agency.ctx(), [creatorId])).toEqual({ [creatorId]: 1 })
})
