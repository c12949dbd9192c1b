import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { invites } from '@/db/schema/invites'
import { createInvite } from '../invites/create-invite'
import { getInviteLink } from '../invites/get-invite-link'
import { inviteInput } from '../invites/input'
import { inviteState } from '../invites/states'
import { audited } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { answerAsk } from './answer-ask'
import { listAttention } from './list-attention'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  agency = await world.newAgency()
})
afterAll(() => world.close())

type Change = Partial<typeof invites.$inferInsert>
const past = new Date(Date.now() - 60_000)

/** An invite in some state whose creator has asked for a new link. */
async function asked(change: Change): Promise<string> {
  const { inviteId } = await createInvite(
    agency.ctx(),
    inviteInput.parse({ creatorName: 'Jane', expectedUsername: 'jane', language: 'es' }),
  )
  await world.db.system
    .update(invites)
    .set({ askedAgainAt: new Date(Date.now() + 1_000), ...change })
    .where(eq(invites.id, inviteId))
  expect((await listAttention(agency.ctx())).groups.map((group) => group.cause)).toEqual(['asked_again'])
  return inviteId
}
const rowOf = async (id: string) => {
  const [row] = await world.db.system.select().from(invites).where(eq(invites.id, id))
  if (!row) throw new Error('no such invite')
  return row
}

it.each([
  ['ran out', { expiresAt: past }, true],
  ['was paused', { pausedAt: past }, true],
  ['ran out while it was paused', { expiresAt: past, pausedAt: past }, true],
  ['was rotated', {}, true],
  ['was used up', { uses: 1 }, false],
  ['was revoked', { revokedAt: past }, false],
] as [string, Change, boolean][])('a link that %s is given anew', async (_, change, same) => {
  const old = await asked(change)
  const { inviteId } = await answerAsk(agency.ctx(), { inviteId: old, answer: 'new_link' })
  if (!inviteId) throw new Error('no link')
  expect(inviteId === old).toBe(same)
  const row = await rowOf(inviteId)
  expect(inviteState(row, new Date())).toBe('open')
  expect(row).toMatchObject({
    expectedUsername: 'jane',
    language: 'es',
    creatorId: (await rowOf(old)).creatorId,
  })
  expect((await getInviteLink(agency.ctx(), { inviteId })).url).toContain('/connect/i/')
  expect((await listAttention(agency.ctx())).total).toBe(0)
})

it('can be set aside: no link, and the item is gone', async () => {
  const old = await asked({ expiresAt: past })
  expect(await answerAsk(agency.ctx(), { inviteId: old, answer: 'set_aside' })).toEqual({ inviteId: null })
  expect(inviteState(await rowOf(old), new Date())).toBe('expired')
  expect((await listAttention(agency.ctx())).total).toBe(0)
  expect(await audited(world, 'invite.answer', old)).toBe(1)
})

it('is for members of this agency alone', async () => {
  const inviteId = await asked({ expiresAt: past })
  const other = await world.newAgency()
  const input = { inviteId, answer: 'new_link' as const }
  await expect(answerAsk(other.ctx('owner'), input)).rejects.toMatchObject({ code: 'not_found' })
  await expect(answerAsk(agency.ctx('creator'), { inviteId, answer: 'set_aside' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(inviteState(await rowOf(inviteId), new Date())).toBe('expired')
})
