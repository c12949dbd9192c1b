import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AppError } from '../errors'
import { findMemberships } from '../system/find-memberships'
import { audited, snapshot } from '../testing/rows'
import { addMember, membershipOf } from '../testing/team'
import { type Agency, APP_ORIGIN, makeWorld, type World } from '../testing/world'
import { acceptTeamInvite, type Joiner } from './accept-invite'
import { changeRole } from './change-role'
import { deactivateMember } from './deactivate-member'
import { inviteMember } from './invite-member'
import { listTeamInvites } from './list-team-invites'
import { resendTeamInvite, showTeamInviteLink } from './renew-team-invite'
import { revokeTeamInvite } from './revoke-team-invite'
import { teamTokenHash } from './team-link'
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
const invite = (
  who: 'owner' | 'admin' | 'staff',
  role: TeamRole = 'staff',
  over: { email?: string; assignedOnly?: boolean } = {},
) => inviteMember(agency.ctx(who), { role, assignedOnly: false, ...over })
const hashOf = (url: string) => teamTokenHash(url.split('/').at(-1) ?? '')
const newPerson = (email = `${randomUUID()}@example.com`): Joiner => ({
  name: 'New Person',
  email,
  passwordHash: 'none',
})
const accept = (url: string, joiner: Joiner, now = world.clock.now()) =>
  acceptTeamInvite(world.db.system, hashOf(url), joiner, {
    requestId: 'test-join',
    address: '192.0.2.9',
    now,
  })
const userOf = async (email: string) => {
  const [row] = await world.db.admin`select id from users where email = ${email}`
  return String(row?.id)
}
const DAY = 86_400_000

describe('an invitation', () => {
  it('is a link that is derived, stored nowhere and the same each time', async () => {
    const { teamInviteId, url } = await invite('admin')
    expect(url).toMatch(new RegExp(`^${APP_ORIGIN}/join/[A-Za-z0-9_-]{43}$`))
    expect((await showTeamInviteLink(agency.ctx('admin'), { teamInviteId })).url).toBe(url)
    const token = url.split('/').at(-1) ?? ''
    expect(
      await snapshot(world, ['team_invites', 'audit_log', 'mails', 'agency_secrets'], agency),
    ).not.toContain(token)
    const [item] = await listTeamInvites(agency.ctx('owner'))
    expect(item).toMatchObject({ id: teamInviteId, role: 'staff', state: 'pending', email: null, mail: null })
  })

  it('can be mailed, and mailed again; the mail knows ids only', async () => {
    const { teamInviteId, url } = await invite('admin', 'admin', { email: 'kim@example.com' })
    await resendTeamInvite(agency.ctx('owner'), { teamInviteId })
    const mails = await world.db
      .admin`select kind, to_address, refs, status from mails where agency_id = ${agency.id}`
    expect(mails).toHaveLength(2)
    for (const mail of mails)
      expect(mail).toEqual({
        kind: 'team_invite',
        to_address: 'kim@example.com',
        refs: { teamInviteId },
        status: 'queued',
      })
    const [item] = await listTeamInvites(agency.ctx('owner'))
    expect(item?.mail).toMatchObject({ status: 'queued', problem: null })
    expect(url).not.toContain('kim')
    const copied = await invite('admin')
    expect(await code(resendTeamInvite(agency.ctx('owner'), { teamInviteId: copied.teamInviteId }))).toBe(
      'conflict',
    )
  })

  it.each<['owner' | 'admin' | 'staff', TeamRole, string]>([
    ['owner', 'owner', 'fine'],
    ['owner', 'staff', 'fine'],
    ['admin', 'admin', 'fine'],
    ['admin', 'owner', 'forbidden'],
    ['staff', 'staff', 'forbidden'],
  ])('by %s as %s: %s', async (who, role, expected) => {
    expect(await code(invite(who, role))).toBe(expected)
  })

  it('of an owner is not shown, mailed or revoked by an admin, who could become one with it', async () => {
    const { teamInviteId } = await invite('owner', 'owner', { email: 'new.owner@example.com' })
    for (const verb of [showTeamInviteLink, resendTeamInvite, revokeTeamInvite])
      expect(await code(verb(agency.ctx('admin'), { teamInviteId }))).toBe('forbidden')
    const [item] = await listTeamInvites(agency.ctx('admin'))
    expect(item?.mayManage).toBe(false)
  })

  it('of another agency is as unknown as one that never was', async () => {
    const there = await inviteMember(foreign.ctx('owner'), {
      role: 'staff',
      assignedOnly: false,
      email: 'x@example.com',
    })
    for (const teamInviteId of [there.teamInviteId, randomUUID()])
      for (const verb of [showTeamInviteLink, resendTeamInvite, revokeTeamInvite]) {
        expect(await code(verb(agency.ctx('owner'), { teamInviteId }))).toBe('not_found')
        expect(await code(verb({ ...agency.ctx('owner'), db: world.db.system }, { teamInviteId }))).toBe(
          'not_found',
        )
        expect(await code(verb(agency.ctx('staff'), { teamInviteId }))).toBe('forbidden')
      }
    expect(await listTeamInvites(agency.ctx('owner'))).toEqual([])
    expect(await listTeamInvites({ ...agency.ctx('owner'), db: world.db.system })).toEqual([])
    expect(await code(listTeamInvites(agency.ctx('staff')))).toBe('forbidden')
  })

  it('is limited: sixty an hour', async () => {
    for (let i = 0; i < 60; i += 1) await invite('owner')
    expect(await code(invite('owner'))).toBe('rate_limited')
  })
})

describe('accepting', () => {
  it('makes a new person a member with the role, once', async () => {
    const { url, teamInviteId } = await invite('admin', 'staff', { assignedOnly: true })
    const email = `${randomUUID()}@example.com`
    expect(await accept(url, newPerson(email))).toBe(agency.slug)
    const userId = await userOf(email)
    expect(await findMemberships(world.db.system, userId)).toMatchObject([
      { agencyId: agency.id, role: 'staff', assignedOnly: true },
    ])
    expect(await audited(world, 'member.join', userId)).toBe(1)
    expect(await code(accept(url, newPerson()))).toBe('not_found')
    expect(await code(showTeamInviteLink(agency.ctx('owner'), { teamInviteId }))).toBe('conflict')
    expect(await listTeamInvites(agency.ctx('owner'))).toEqual([])
  })

  it('by ten browsers at once makes one member', async () => {
    const { url } = await invite('owner')
    const results = await Promise.all(Array.from({ length: 10 }, () => code(accept(url, newPerson()))))
    expect(results.filter((one) => one === 'fine')).toHaveLength(1)
    const [row] = await world.db
      .admin`select count(*)::int as n from memberships where agency_id = ${agency.id}`
    expect(row?.n).toBe(6)
  })

  it('lets somebody with an account join with it', async () => {
    const { url } = await invite('owner', 'admin')
    const { id } = foreign.users.staff
    await accept(url, { userId: id })
    expect(await findMemberships(world.db.system, id)).toHaveLength(2)
  })

  it('never changes a membership that is there', async () => {
    const { url } = await invite('owner', 'owner')
    for (const who of ['staff', 'admin', 'owner', 'creator'] as const) {
      const { id } = agency.users[who]
      const before = await membershipOf(world, agency, id)
      expect(await code(accept(url, { userId: id }))).toBe('conflict')
      expect(await membershipOf(world, agency, id)).toEqual(before)
    }
    expect(await code(accept(url, newPerson()))).toBe('fine')
  })

  it('brings somebody back who was deactivated, with the invited role', async () => {
    const { id } = agency.users.staff
    await deactivateMember(agency.ctx('owner'), { userId: id, toUserId: null })
    const { url } = await invite('owner', 'admin')
    await accept(url, { userId: id })
    expect(await findMemberships(world.db.system, id)).toMatchObject([{ role: 'admin' }])
  })

  it('with the e-mail of an account makes nothing and uses nothing up', async () => {
    const { url } = await invite('owner')
    const before = await snapshot(world, ['users', 'memberships', 'team_invites'])
    expect(await code(accept(url, newPerson(foreign.users.owner.email)))).toBe('invalid_input')
    expect(await snapshot(world, ['users', 'memberships', 'team_invites'])).toBe(before)
  })

  it.each<[string, (id: string, url: string) => Promise<unknown>]>([
    ['revoked', (teamInviteId) => revokeTeamInvite(agency.ctx('admin'), { teamInviteId })],
    ['expired', (id) => world.db.admin`update team_invites set expires_at = now() where id = ${id}`],
    [
      'whose inviter was deactivated',
      () => deactivateMember(agency.ctx('owner'), { userId: agency.users.admin.id, toUserId: null }),
    ],
    [
      'whose inviter is staff now',
      () =>
        changeRole(agency.ctx('owner'), {
          userId: agency.users.admin.id,
          role: 'staff',
          assignedOnly: false,
        }),
    ],
  ])('one %s is refused', async (_, spoil) => {
    const { teamInviteId, url } = await invite('admin', 'admin')
    await spoil(teamInviteId, url)
    expect(await code(accept(url, newPerson()))).toBe('not_found')
    expect(await code(accept(url, { userId: foreign.users.admin.id }))).toBe('not_found')
  })

  it('looks at the inviter itself, also when nobody revoked what they gave', async () => {
    const admin = await addMember(world, agency, 'admin')
    const { url } = await inviteMember(await admin.ctx(), { role: 'admin', assignedOnly: false })
    await world.db.admin`update memberships set role = 'staff' where user_id = ${admin.id}`
    expect(await code(accept(url, newPerson()))).toBe('not_found')
    await world.db
      .admin`update memberships set role = 'admin', deactivated_at = now() where user_id = ${admin.id}`
    expect(await code(accept(url, newPerson()))).toBe('not_found')
    await world.db.admin`update memberships set deactivated_at = null where user_id = ${admin.id}`
    expect(await code(accept(url, newPerson()))).toBe('fine')
  })

  it('a link ends after seven days, and is renewed when it is shown again', async () => {
    const { teamInviteId, url } = await invite('owner')
    const now = world.clock.now().getTime()
    expect(await code(accept(url, newPerson(), new Date(now + 7 * DAY + 60_000)))).toBe('not_found')
    world.clock.advance(8 * DAY)
    expect((await listTeamInvites(agency.ctx('owner')))[0]?.state).toBe('expired')
    await showTeamInviteLink(agency.ctx('owner'), { teamInviteId })
    expect((await listTeamInvites(agency.ctx('owner')))[0]?.state).toBe('pending')
    expect(await code(accept(url, newPerson()))).toBe('fine')
    world.clock.reset()
  })

  it('an unknown link is refused like a revoked one', async () => {
    for (const token of ['x'.repeat(43), '', 'nope'])
      expect(await code(accept(`${APP_ORIGIN}/join/${token}`, newPerson()))).toBe('not_found')
  })
})
