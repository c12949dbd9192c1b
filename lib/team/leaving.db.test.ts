import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSession } from '../auth/sessions'
import type { AppError } from '../errors'
import { findMemberships } from '../system/find-memberships'
import { connect } from '../testing/flows'
import { audited, connectionRow, timeline } from '../testing/rows'
import { addCreator, addMember, assign, liveSessions, membershipOf } from '../testing/team'
import { type Agency, makeWorld, type World } from '../testing/world'
import { assignCreator } from './assign-creator'
import { changeRole } from './change-role'
import { deactivateMember } from './deactivate-member'
import { handOver } from './hand-over'
import { getMember } from './list-members'
import { reactivateMember } from './reactivate-member'
import type { TeamRole } from './words'

let world: World
let agency: Agency
let foreign: Agency
beforeAll(async () => {
  world = await makeWorld()
  foreign = await world.newAgency()
})
beforeEach(async () => {
  agency = await world.newAgency()
})
afterAll(() => world.close())

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'fine',
    (error: AppError) => error.code,
  )
const stands = async (userId: string) => (await membershipOf(world, agency, userId))[0]
const role = (userId: string, to: TeamRole, assignedOnly = false) => ({ userId, role: to, assignedOnly })

describe('deactivation', () => {
  const open = (userId: string) =>
    openSession(world.db.system, { userId, address: '192.0.2.1', userAgent: '', now: world.clock.now() })

  it('ends every session at once, hides the agency from the next request, and can be undone', async () => {
    const { id } = agency.users.staff
    await open(id)
    await open(id)
    await deactivateMember(agency.ctx('admin'), { userId: id, toUserId: null })
    expect(await liveSessions(world, id)).toBe(0)
    expect(await findMemberships(world.db.system, id)).toEqual([])
    expect(await audited(world, 'member.deactivate', id)).toBe(1)
    await deactivateMember(agency.ctx('admin'), { userId: id, toUserId: null })
    expect(await audited(world, 'member.deactivate', id)).toBe(1)
    expect(await code(changeRole(agency.ctx('owner'), role(id, 'admin')))).toBe('conflict')
    await reactivateMember(agency.ctx('admin'), { userId: id })
    expect(await findMemberships(world.db.system, id)).toMatchObject([{ role: 'staff' }])
    expect(await liveSessions(world, id)).toBe(0)
  })

  it('ends no session when it is refused', async () => {
    await open(agency.users.owner.id)
    expect(
      await code(deactivateMember(agency.ctx('admin'), { userId: agency.users.owner.id, toUserId: null })),
    ).toBe('forbidden')
    expect(
      await code(deactivateMember(agency.ctx('owner'), { userId: agency.users.owner.id, toUserId: null })),
    ).toBe('conflict')
    expect(
      await code(deactivateMember(agency.ctx('staff'), { userId: agency.users.other.id, toUserId: null })),
    ).toBe('forbidden')
    await open(foreign.users.staff.id)
    expect(
      await code(deactivateMember(agency.ctx('owner'), { userId: foreign.users.staff.id, toUserId: null })),
    ).toBe('not_found')
    expect(await liveSessions(world, agency.users.owner.id)).toBe(1)
    expect(await liveSessions(world, foreign.users.staff.id)).toBe(1)
    const owner = await addMember(world, agency, 'owner', { deactivatedAt: new Date() })
    expect(await code(reactivateMember(agency.ctx('admin'), { userId: owner.id }))).toBe('forbidden')
    expect(await code(reactivateMember(agency.ctx('owner'), { userId: foreign.users.staff.id }))).toBe(
      'not_found',
    )
  })

  it('revokes the reset links that somebody still has', async () => {
    const { id } = agency.users.staff
    await world.db.admin`insert into password_resets (agency_id, user_id, token_hash, expires_at, created_at)
      values (${agency.id}, ${id}, ${randomUUID()}, now() + interval '1 hour', now())`
    await deactivateMember(agency.ctx('owner'), { userId: id, toUserId: null })
    const [row] = await world.db.admin`select revoked_at from password_resets where user_id = ${id}`
    expect(row?.revoked_at).not.toBeNull()
  })
})

describe('what somebody looks after', () => {
  async function mine(userId: string): Promise<string> {
    const { connectionId } = await connect(world, agency)
    await world.db.admin`update connections set owner_id = ${userId} where id = ${connectionId}`
    return connectionId
  }
  const ownerOf = async (id: string) => (await connectionRow(world, id)).ownerId

  it('is handed over on demand and with a deactivation, and told in the timelines', async () => {
    const { staff, other, admin } = agency.users
    const id = await mine(staff.id)
    expect(await handOver(agency.ctx('admin'), { userId: staff.id, toUserId: other.id })).toEqual({
      connections: 1,
    })
    expect(await ownerOf(id)).toBe(other.id)
    expect(await timeline(world, { connectionId: id })).toContain('connection.handed_over')
    await deactivateMember(agency.ctx('owner'), { userId: other.id, toUserId: admin.id })
    expect(await ownerOf(id)).toBe(admin.id)
    await handOver(agency.ctx('owner'), { userId: admin.id, toUserId: null })
    expect(await ownerOf(id)).toBeNull()
    expect(await handOver(agency.ctx('owner'), { userId: admin.id, toUserId: null })).toEqual({
      connections: 0,
    })
  })

  it('goes to nobody who is gone, limited, a stranger or the same, and by nobody of the staff', async () => {
    const { staff, other } = agency.users
    const id = await mine(staff.id)
    const limited = await addMember(world, agency, 'staff', { assignedOnly: true })
    const gone = await addMember(world, agency, 'staff', { deactivatedAt: new Date() })
    for (const [toUserId, expected] of [
      [limited.id, 'invalid_input'],
      [gone.id, 'invalid_input'],
      [staff.id, 'invalid_input'],
      [foreign.users.staff.id, 'not_found'],
    ] as const) {
      expect(await code(handOver(agency.ctx('owner'), { userId: staff.id, toUserId }))).toBe(expected)
      expect(await code(deactivateMember(agency.ctx('owner'), { userId: staff.id, toUserId }))).toBe(expected)
    }
    expect(await code(handOver(agency.ctx('staff'), { userId: staff.id, toUserId: other.id }))).toBe(
      'forbidden',
    )
    expect(await ownerOf(id)).toBe(staff.id)
    expect((await stands(staff.id))?.deactivatedAt).toBeNull()
  })

  it('is let go when they are limited or lose a creator, and kept where they are assigned', async () => {
    const { staff } = agency.users
    const [kept, lost] = [await mine(staff.id), await mine(staff.id)]
    const creator = (await connectionRow(world, kept)).creatorId
    await assign(world, agency, staff.id, creator)
    await changeRole(agency.ctx('admin'), role(staff.id, 'staff', true))
    expect([await ownerOf(kept), await ownerOf(lost)]).toEqual([staff.id, null])
    await assignCreator(agency.ctx('admin'), { userId: staff.id, creatorId: creator, assigned: false })
    expect(await ownerOf(kept)).toBeNull()
  })
})

describe('assignments', () => {
  it('are given and taken by owners and admins, once each', async () => {
    const creatorId = await addCreator(world, agency)
    const limited = await addMember(world, agency, 'staff', { assignedOnly: true })
    const input = { userId: limited.id, creatorId, assigned: true }
    for (const who of ['owner', 'admin'] as const) await assignCreator(agency.ctx(who), input)
    expect(await audited(world, 'member.assign', limited.id)).toBe(1)
    expect((await getMember(agency.ctx('admin'), limited.id))?.assigned).toBe(1)
    await assignCreator(agency.ctx('admin'), { ...input, assigned: false })
    expect((await getMember(agency.ctx('admin'), limited.id))?.assigned).toBe(0)
    expect(await code(assignCreator(agency.ctx('staff'), input))).toBe('forbidden')
    expect(await code(assignCreator(await limited.ctx(), input))).toBe('forbidden')
    expect(await code(assignCreator(agency.ctx('admin'), { ...input, userId: foreign.users.staff.id }))).toBe(
      'not_found',
    )
    const abroad = await addCreator(world, foreign)
    expect(await code(assignCreator(agency.ctx('admin'), { ...input, creatorId: abroad }))).toBe('not_found')
    expect(
      await code(
        assignCreator({ ...agency.ctx('admin'), db: world.db.system }, { ...input, creatorId: abroad }),
      ),
    ).toBe('not_found')
    expect(await code(assignCreator(agency.ctx('admin'), { ...input, userId: agency.users.staff.id }))).toBe(
      'conflict',
    )
  })
})
