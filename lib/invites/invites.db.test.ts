import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listTimeline } from '../audit/list-timeline'
import type { Ctx } from '../auth/context'
import { connect, connectExpired } from '../testing/flows'
import { audited, sessionRows } from '../testing/rows'
import { arrive, invite } from '../testing/visits'
import { type Agency, type Member, makeWorld, type World } from '../testing/world'
import { askCreator } from './ask-creator'
import { pauseInvite, resumeInvite, revokeInvite, rotateInvite } from './change-invite'
import { createInvite } from './create-invite'
import { getInvite } from './get-invite'
import { getInviteLink } from './get-invite-link'
import { inviteInput } from './input'
import { listInvites } from './list-invites'
import { mailInvite } from './mail-invite'

const HOUR = 3_600_000

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

/** A member of the staff who sees the creators that are assigned to them and no other. */
async function limited(who: Member, creatorId?: string): Promise<Ctx> {
  const ctx = agency.ctx(who)
  if (ctx.actor.kind !== 'user') throw new Error('not a user')
  if (creatorId)
    await world.db.admin`insert into assignments (agency_id, user_id, creator_id, created_at)
      values (${agency.id}, ${ctx.actor.userId}, ${creatorId}, now())`
  return { ...ctx, actor: { ...ctx.actor, assignedOnly: true } }
}

describe('a new invite', () => {
  it('is for a new creator or a known one, and mailed when there is an address', async () => {
    const { inviteId } = await invite(agency, {
      creatorName: 'Jane',
      expectedUsername: '@Jane.Doe',
      country: 'es',
      city: 'Vigo',
      language: 'es',
      mailTo: 'jane@mail.example',
      expiresInHours: 1,
    })
    const view = await getInvite(agency.ctx(), inviteId)
    expect(view).toMatchObject({
      state: 'open',
      creator: { name: 'Jane' },
      expectedUsername: 'jane.doe',
      country: 'ES',
      city: 'Vigo',
      language: 'es',
      mailTo: 'jane@mail.example',
      createdBy: 'The staff',
      mails: [{ kind: 'invite', to: 'jane@mail.example', status: 'queued', problem: null }],
    })
    expect((view?.expiresAt.getTime() ?? 0) - (view?.createdAt.getTime() ?? 0)).toBe(HOUR)
    const again = await invite(agency, { creatorId: view?.creator.id })
    expect((await getInvite(agency.ctx(), again.inviteId))?.creator).toEqual(view?.creator)
    const foreign = await world.newAgency()
    await expect(invite(foreign, { creatorId: view?.creator.id })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('repairs a connection that is still there, of this agency', async () => {
    const { connectionId } = await connect(world, agency)
    const { inviteId } = await invite(agency, {
      purpose: 'reconnect',
      connectionId,
      expectedUsername: 'other',
    })
    const view = await getInvite(agency.ctx(), inviteId)
    expect(view?.connection?.id).toBe(connectionId)
    expect(view?.expectedUsername).toBe(view?.connection?.username)
    const foreign = await world.newAgency()
    await expect(invite(foreign, { purpose: 'reconnect', connectionId })).rejects.toMatchObject({
      code: 'not_found',
    })
    await world.db.admin`update connections set ended_at = now() where id = ${connectionId}`
    await expect(invite(agency, { purpose: 'reconnect', connectionId })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect((await getInvite(agency.ctx(), inviteId))?.state).toBe('revoked')
    expect((await listInvites(agency.ctx(), { state: 'open' })).items).toEqual([])
  })

  it('answers what she asked for', async () => {
    const { inviteId } = await invite(agency)
    const creatorId = (await getInvite(agency.ctx(), inviteId))?.creator.id
    const answers = [
      () => invite(agency, { creatorId }),
      () => mailInvite(agency.ctx(), { inviteId, mailTo: 'her@example.com' }),
    ]
    for (const answer of answers) {
      await world.db.admin`update invites set asked_again_at = now() where id = ${inviteId}`
      await answer()
      expect((await getInvite(agency.ctx(), inviteId))?.askedAgainAt).toBeNull()
    }
  })
})

describe('asking the creator', () => {
  it('makes one invite, however often and by however many, and reuses the open one', async () => {
    const { connectionId } = await connectExpired(world, agency)
    const asked = await Promise.all(
      (['staff', 'other', 'admin', 'owner'] as const).map((who) =>
        askCreator(agency.ctx(who), { connectionId }),
      ),
    )
    expect(new Set(asked.map((one) => one.inviteId)).size).toBe(1)
    expect(asked.filter((one) => !one.reused)).toHaveLength(1)
    const inviteId = asked[0]?.inviteId ?? ''
    const first = await getInvite(agency.ctx(), inviteId)
    expect(first).toMatchObject({ purpose: 'reconnect', state: 'open', connection: { id: connectionId } })
    world.clock.advance(12 * 24 * HOUR)
    expect(await askCreator(agency.ctx(), { connectionId })).toEqual({ inviteId, reused: true })
    const later = await getInvite(agency.ctx(), inviteId)
    expect(later?.expiresAt.getTime()).toBeGreaterThan(first?.expiresAt.getTime() ?? Number.MAX_VALUE)
    await revokeInvite(agency.ctx(), { inviteId })
    expect(await askCreator(agency.ctx(), { connectionId })).toMatchObject({ reused: false })
  })

  it('takes a connection of this agency that is still there', async () => {
    const { connectionId } = await connect(world, agency)
    const foreign = await world.newAgency()
    await expect(askCreator(foreign.ctx('owner'), { connectionId })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(askCreator(await limited('other'), { connectionId })).rejects.toMatchObject({
      code: 'not_found',
    })
    await world.db.admin`update connections set ended_at = now() where id = ${connectionId}`
    await expect(askCreator(agency.ctx(), { connectionId })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('the link', () => {
  it('is shown to whoever asks, and that is written down once an hour for each of them', async () => {
    const { inviteId } = await invite(agency)
    await world.db.admin`delete from events where invite_id = ${inviteId} and kind = 'invite.link_shown'`
    const before = await audited(world, 'invite.link_shown', inviteId)
    const url = (await getInviteLink(agency.ctx('staff'), { inviteId })).url
    expect(url).toMatch(/^http:\/\/localhost:3999\/connect\/i\/[A-Za-z0-9_-]{43}$/)
    expect((await getInviteLink(agency.ctx('staff'), { inviteId })).url).toBe(url)
    expect(await audited(world, 'invite.link_shown', inviteId)).toBe(before + 1)
    await getInviteLink(agency.ctx('admin'), { inviteId })
    world.clock.advance(HOUR + 1_000)
    await getInviteLink(agency.ctx('staff'), { inviteId })
    expect(await audited(world, 'invite.link_shown', inviteId)).toBe(before + 3)
    await revokeInvite(agency.ctx(), { inviteId })
    await expect(getInviteLink(agency.ctx(), { inviteId })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('differs for each invite and each rotation', async () => {
    const tokens = new Set<string>()
    for (let i = 0; i < 3; i += 1) tokens.add((await invite(agency)).token)
    const { inviteId, token } = await invite(agency)
    tokens.add(token)
    for (let i = 0; i < 3; i += 1) {
      await rotateInvite(agency.ctx(), { inviteId })
      tokens.add((await getInviteLink(agency.ctx(), { inviteId })).url)
    }
    expect(tokens.size).toBe(7)
  })

  it('is mailed while it leads somewhere, once for a double press', async () => {
    const { inviteId } = await invite(agency)
    const mail = () => mailInvite(agency.ctx(), { inviteId, mailTo: 'jane@mail.example' })
    await Promise.all([mail(), mail()])
    expect((await getInvite(agency.ctx(), inviteId))?.mails).toHaveLength(1)
    await world.db
      .admin`update mails set status = 'failed', problem = 'refused' where agency_id = ${agency.id}`
    expect((await listInvites(agency.ctx(), {})).items[0]?.mail).toEqual({
      status: 'failed',
      problem: 'refused',
    })
    await pauseInvite(agency.ctx(), { inviteId })
    await expect(mail()).rejects.toMatchObject({ code: 'conflict' })
  })
})

it('what happens to an invite stands in its timeline, with who did it, and in the audit log', async () => {
  const { inviteId, token } = await invite(agency)
  await arrive(world, token)
  await pauseInvite(agency.ctx('admin'), { inviteId })
  await resumeInvite(agency.ctx('admin'), { inviteId })
  await revokeInvite(agency.ctx('admin'), { inviteId })
  await revokeInvite(agency.ctx('admin'), { inviteId })
  const { items } = await listTimeline(agency.ctx(), { inviteId })
  expect(items.map((item) => item.kind).reverse()).toEqual([
    'invite.created',
    'invite.link_shown',
    'session.started',
    'invite.started',
    'session.opened',
    'invite.paused',
    'invite.resumed',
    'invite.revoked',
    'session.revoked',
  ])
  const actor = (kind: string) => items.find((item) => item.kind === kind)?.actor
  expect([actor('invite.created'), actor('invite.started'), actor('invite.revoked')]).toEqual([
    'The staff',
    'The creator',
    'The admin',
  ])
  for (const action of ['invite.create', 'invite.pause', 'invite.resume', 'invite.revoke'])
    expect(await audited(world, action, inviteId), action).toBe(1)
  for (const verb of [pauseInvite, resumeInvite, rotateInvite])
    await expect(verb(agency.ctx(), { inviteId })).rejects.toMatchObject({ code: 'conflict' })
  expect((await sessionRows(world, agency)).map((row) => row.state)).toEqual(['revoked'])
})

describe('the list', () => {
  it('is paged without gaps or repeats, and narrowed down by state, creator and words', async () => {
    const ctx = agency.ctx('system')
    const jane = await createInvite(
      ctx,
      inviteInput.parse({ creatorName: 'Jane 100%', expectedUsername: 'jd' }),
    )
    const creatorId = (await getInvite(ctx, jane.inviteId))?.creator.id
    for (let i = 0; i < 60; i += 1) await createInvite(ctx, inviteInput.parse({ creatorId, note: `no ${i}` }))
    await pauseInvite(ctx, { inviteId: jane.inviteId })
    const first = await listInvites(ctx, {})
    const second = await listInvites(ctx, { cursor: first.next ?? undefined })
    expect(second.next).toBeNull()
    const ids = [...first.items, ...second.items].map((item) => item.id)
    expect([ids.length, new Set(ids).size]).toEqual([61, 61])
    const found = async (input: Parameters<typeof listInvites>[1]) =>
      (await listInvites(ctx, input)).items.map((item) => item.id)
    expect(await found({ state: 'paused' })).toEqual([jane.inviteId])
    expect(await found({ q: '@jd' })).toEqual([jane.inviteId])
    expect(await found({ q: '100%', state: 'paused' })).toEqual([jane.inviteId])
    expect(await found({ q: 'no 59' })).toHaveLength(1)
    expect(await found({ q: '%' })).toHaveLength(50)
    expect(await found({ q: '_' })).toEqual([])
    expect(await found({ creatorId: randomUUID() })).toEqual([])
    expect(await found({ cursor: 'nonsense' })).toHaveLength(50)
  })
})
