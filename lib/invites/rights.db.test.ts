import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Ctx } from '../auth/context'
import { invite } from '../testing/visits'
import { type Agency, type Member, makeWorld, type World } from '../testing/world'
import { extendInvite, pauseInvite, resumeInvite, revokeInvite, rotateInvite } from './change-invite'
import { createInvite } from './create-invite'
import { getInvite } from './get-invite'
import { getInviteLink } from './get-invite-link'
import { inviteInput } from './input'
import { listInvites } from './list-invites'
import { mailInvite } from './mail-invite'
import { revokeInvites } from './revoke-invites'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  agency = await world.newAgency()
  world.clock.reset()
})

/** Every verb that takes an invite's id. */
const BY_ID: Record<string, (ctx: Ctx, inviteId: string) => Promise<unknown>> = {
  getInviteLink: (ctx, inviteId) => getInviteLink(ctx, { inviteId }),
  mailInvite: (ctx, inviteId) => mailInvite(ctx, { inviteId, mailTo: 'jane@mail.example' }),
  pauseInvite: (ctx, inviteId) => pauseInvite(ctx, { inviteId }),
  resumeInvite: (ctx, inviteId) => resumeInvite(ctx, { inviteId }),
  extendInvite: (ctx, inviteId) => extendInvite(ctx, { inviteId, expiresInHours: 5 }),
  rotateInvite: (ctx, inviteId) => rotateInvite(ctx, { inviteId }),
  revokeInvite: (ctx, inviteId) => revokeInvite(ctx, { inviteId }),
}

/** A member of the staff who sees the creators that are assigned to them and no other. */
async function limited(who: Member, creatorId?: string): Promise<Ctx> {
  const ctx = agency.ctx(who)
  if (ctx.actor.kind !== 'user') throw new Error('not a user')
  if (creatorId)
    await world.db.admin`insert into assignments (agency_id, user_id, creator_id, created_at)
      values (${agency.id}, ${ctx.actor.userId}, ${creatorId}, now())`
  return { ...ctx, actor: { ...ctx.actor, assignedOnly: true } }
}

describe('who may', () => {
  it.each(Object.keys(BY_ID))('%s: not another agency, and not a creator', async (name) => {
    const { inviteId } = await invite(agency)
    const verb = BY_ID[name]
    const foreign = await world.newAgency()
    for (const id of [inviteId, randomUUID()])
      await expect(verb?.(foreign.ctx('owner'), id)).rejects.toMatchObject({ code: 'not_found' })
    const creator: Ctx = { ...agency.ctx(), actor: { kind: 'creator', creatorId: randomUUID() } }
    for (const ctx of [agency.ctx('creator'), creator])
      await expect(verb?.(ctx, inviteId)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await getInvite(agency.ctx(), inviteId)).toMatchObject({
      state: 'open',
      rotation: 0,
      mailTo: null,
    })
  })

  it('staff that is limited sees and changes the invites of the creators assigned to them, and no other', async () => {
    const { inviteId } = await invite(agency)
    const creatorId = (await getInvite(agency.ctx(), inviteId))?.creator.id ?? ''
    const nobody = await limited('other')
    expect(await getInvite(nobody, inviteId)).toBeNull()
    expect((await listInvites(nobody, {})).items).toEqual([])
    for (const verb of Object.values(BY_ID))
      await expect(verb(nobody, inviteId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(createInvite(nobody, inviteInput.parse({ creatorId }))).rejects.toMatchObject({
      code: 'not_found',
    })
    const assigned = await limited('other', creatorId)
    expect((await listInvites(assigned, {})).items.map((item) => item.id)).toEqual([inviteId])
    for (const name of ['getInviteLink', 'pauseInvite', 'resumeInvite'])
      await BY_ID[name]?.(assigned, inviteId)
    const own = await createInvite(nobody, inviteInput.parse({ creatorName: 'One of their own' }))
    expect(await getInvite(nobody, own.inviteId)).not.toBeNull()
  })

  it('several are revoked by admins alone, who have shown again that it is them, and all or none', async () => {
    const ids = [await invite(agency), await invite(agency)].map((one) => one.inviteId)
    const foreign = await invite(await world.newAgency())
    await expect(revokeInvites(agency.ctx('staff'), { inviteIds: ids })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const admin = agency.ctx('admin')
    if (admin.actor.kind !== 'user') throw new Error('not a user')
    for (const steppedUpAt of [null, new Date(Date.now() - 11 * 60_000)]) {
      const stale = { ...admin, actor: { ...admin.actor, steppedUpAt } }
      await expect(revokeInvites(stale, { inviteIds: ids })).rejects.toMatchObject({
        code: 'step_up_required',
      })
    }
    await expect(revokeInvites(admin, { inviteIds: [...ids, foreign.inviteId] })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await listInvites(admin, { state: 'open' })).items).toHaveLength(2)
    expect(await revokeInvites(admin, { inviteIds: [...ids, ...ids] })).toEqual({ revoked: 2 })
    expect(await revokeInvites(admin, { inviteIds: ids })).toEqual({ revoked: 0 })
    expect((await listInvites(admin, { state: 'revoked' })).items).toHaveLength(2)
  })
})
