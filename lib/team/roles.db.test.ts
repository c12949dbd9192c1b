import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AppError } from '../errors'
import { findMemberships } from '../system/find-memberships'
import { audited } from '../testing/rows'
import { addMember, ctxOf, membershipOf, type TeamMember } from '../testing/team'
import { type Agency, makeWorld, type World } from '../testing/world'
import { changeRole } from './change-role'
import { deactivateMember } from './deactivate-member'
import { getMember, listMembers } from './list-members'
import { transferOwnership } from './transfer-ownership'
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

/** Owners of the agency who are not deactivated. */
async function owners(): Promise<string[]> {
  const rows = await world.db.admin`select user_id from memberships
    where agency_id = ${agency.id} and role = 'owner' and deactivated_at is null`
  return rows.map((row) => String(row.user_id))
}

describe('a role', () => {
  it('is changed by owners and admins, written down, and holds from the next request on', async () => {
    const member = await addMember(world, agency, 'staff')
    await changeRole(agency.ctx('admin'), role(member.id, 'admin'))
    expect(await findMemberships(world.db.system, member.id)).toMatchObject([{ role: 'admin' }])
    expect(await code(changeRole(await member.ctx(), role(agency.users.other.id, 'admin')))).toBe('fine')
    expect(await audited(world, 'member.role', member.id)).toBe(1)
    await changeRole(agency.ctx('owner'), role(member.id, 'staff', true))
    expect(await findMemberships(world.db.system, member.id)).toMatchObject([
      { role: 'staff', assignedOnly: true },
    ])
    const [line] = await world.db.admin`select before, after from audit_log
      where action = 'member.role' and target_id = ${member.id} order by id desc limit 1`
    expect(line).toEqual({
      before: { role: 'admin', assignedOnly: false },
      after: { role: 'staff', assignedOnly: true },
    })
  })

  it('is checked as it is in the database, not as it was when the request began', async () => {
    const admin = await addMember(world, agency, 'admin')
    const before = await admin.ctx()
    await changeRole(agency.ctx('owner'), role(admin.id, 'staff'))
    expect(await code(changeRole(before, role(agency.users.staff.id, 'admin')))).toBe('forbidden')
    const left = await addMember(world, agency, 'admin')
    const stale = await left.ctx()
    await deactivateMember(agency.ctx('owner'), { userId: left.id, toUserId: null })
    expect(await code(deactivateMember(stale, { userId: agency.users.staff.id, toUserId: null }))).toBe(
      'forbidden',
    )
  })

  it.each<[string, 'owner' | 'admin' | 'staff', () => [string, TeamRole, boolean?], string]>([
    ['an admin makes an owner', 'admin', () => [agency.users.staff.id, 'owner'], 'forbidden'],
    ['an admin makes themselves owner', 'admin', () => [agency.users.admin.id, 'owner'], 'forbidden'],
    ['an admin demotes an owner', 'admin', () => [agency.users.owner.id, 'admin'], 'forbidden'],
    ['staff make themselves admin', 'staff', () => [agency.users.staff.id, 'admin'], 'forbidden'],
    ['a limited admin', 'owner', () => [agency.users.admin.id, 'admin', true], 'invalid_input'],
    ['the last owner steps down', 'owner', () => [agency.users.owner.id, 'staff'], 'conflict'],
    ['somebody of another agency', 'owner', () => [foreign.users.staff.id, 'admin'], 'not_found'],
    ['nobody', 'owner', () => [randomUUID(), 'admin'], 'not_found'],
    ['a creator with an account', 'owner', () => [agency.users.creator.id, 'staff'], 'not_found'],
    ['an admin steps down', 'admin', () => [agency.users.admin.id, 'staff'], 'fine'],
  ])('%s', async (_, who, input, expected) => {
    expect(await code(changeRole(agency.ctx(who), role(...input())))).toBe(expected)
  })

  it('of somebody limited is not widened by themselves, whatever else they are', async () => {
    const admin = await addMember(world, agency, 'admin', { assignedOnly: true })
    expect(await code(changeRole(await admin.ctx(), role(admin.id, 'admin')))).toBe('forbidden')
  })

  it('of an owner asks for a fresh proof', async () => {
    const ctx = agency.ctx('owner')
    if (ctx.actor.kind !== 'user') throw new Error('not a user')
    const stale = { ...ctx, actor: { ...ctx.actor, steppedUpAt: null } }
    expect(await code(changeRole(stale, role(agency.users.staff.id, 'owner')))).toBe('step_up_required')
    expect(await code(transferOwnership(stale, { userId: agency.users.staff.id }))).toBe('step_up_required')
    expect(await code(changeRole(stale, role(agency.users.staff.id, 'admin')))).toBe('fine')
  })
})

describe('an agency keeps an owner', () => {
  it('when twenty owners demote each other and themselves at once', async () => {
    const people: TeamMember[] = []
    for (let i = 0; i < 19; i += 1) people.push(await addMember(world, agency, 'owner'))
    const all = [agency.users.owner.id, ...people.map((one) => one.id)]
    const results = await Promise.all(
      all.map(async (id, i) => {
        const ctx = await ctxOf(world, agency, id)
        const target = all[(i + 1) % all.length] ?? id
        return code(
          i % 3 === 0
            ? changeRole(ctx, role(id, 'staff'))
            : i % 3 === 1
              ? changeRole(ctx, role(target, 'admin'))
              : deactivateMember(ctx, { userId: target, toUserId: null }),
        )
      }),
    )
    expect(await owners()).not.toEqual([])
    for (const result of results) expect(['fine', 'forbidden', 'conflict']).toContain(result)
  })

  it('when two owners demote each other at once: one of them stays', async () => {
    for (let round = 0; round < 10; round += 1) {
      const one = await addMember(world, agency, 'owner')
      const [first] = await owners()
      const ctxs = [
        await one.ctx(),
        await ctxOf(world, agency, first === one.id ? agency.users.owner.id : (first ?? '')),
      ]
      const ids = ctxs.map((ctx) => (ctx.actor.kind === 'user' ? ctx.actor.userId : ''))
      const results = await Promise.all(
        ctxs.map((ctx, i) => code(changeRole(ctx, role(ids[1 - i] ?? '', 'staff')))),
      )
      expect(await owners()).toHaveLength(1)
      expect(results.sort()).toEqual(['fine', 'forbidden'])
    }
  })

  it('when all step down at once, and when a disabled account is the only other one', async () => {
    const others = await Promise.all([1, 2, 3].map(() => addMember(world, agency, 'owner')))
    const all = [agency.users.owner.id, ...others.map((one) => one.id)]
    await Promise.all(
      all.map(async (id) => code(changeRole(await ctxOf(world, agency, id), role(id, 'admin')))),
    )
    const left = await owners()
    expect(left).toHaveLength(1)
    const last = left[0] ?? ''
    const disabled = await addMember(world, agency, 'owner')
    await world.db.admin`update users set disabled_at = now() where id = ${disabled.id}`
    expect(await code(changeRole(await ctxOf(world, agency, last), role(last, 'admin')))).toBe('conflict')
  })

  it('when ownership is handed over: the one comes and the other goes, in one step', async () => {
    await transferOwnership(agency.ctx('owner'), { userId: agency.users.staff.id })
    expect(await owners()).toEqual([agency.users.staff.id])
    expect(await stands(agency.users.owner.id)).toMatchObject({ role: 'admin' })
    expect(await audited(world, 'member.transfer_ownership', agency.users.staff.id)).toBe(1)
    expect(await code(transferOwnership(agency.ctx('owner'), { userId: agency.users.other.id }))).toBe(
      'forbidden',
    )
    for (const [who, userId, expected] of [
      ['admin', agency.users.other.id, 'forbidden'],
      ['staff', agency.users.staff.id, 'conflict'],
      ['staff', foreign.users.staff.id, 'not_found'],
    ] as const)
      expect(
        await code(transferOwnership(await ctxOf(world, agency, agency.users[who].id), { userId })),
      ).toBe(expected)
  })
})

it('the list shows the team and tells its staff less', async () => {
  const seen = await listMembers(agency.ctx('admin'))
  expect(seen.map((one) => one.role)).toEqual(['owner', 'admin', 'staff', 'staff'])
  expect(seen.find((one) => one.isMe)?.userId).toBe(agency.users.admin.id)
  expect(seen.every((one) => one.signs !== null)).toBe(true)
  expect((await listMembers(agency.ctx('staff'))).every((one) => one.signs === null)).toBe(true)
  expect(await code(listMembers(agency.ctx('creator')))).toBe('forbidden')
  expect(await getMember(agency.ctx('admin'), foreign.users.staff.id)).toBeNull()
  expect(await getMember({ ...agency.ctx('admin'), db: world.db.system }, foreign.users.staff.id)).toBeNull()
})
