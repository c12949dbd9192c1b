import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { creatorContacts } from '@/db/schema/creator-contacts'
import type { MailRefs } from '@/db/schema/mails'
import { notices } from '@/db/schema/notices'
import { passwordResets } from '@/db/schema/password-resets'
import { teamInvites } from '@/db/schema/team-invites'
import { inAgency } from '../auth/context'
import { deriveCode, deriveToken } from '../crypto/derive'
import { linkKey } from '../links/link-key'
import { connect } from '../testing/flows'
import { forgetJobs } from '../testing/jobs'
import { connectionRow } from '../testing/rows'
import { type Agency, type Member, makeWorld, type World } from '../testing/world'
import type { MailKind } from './queue-mail'
import { dropped, makeCode, makeInvite, newAddress, sendNow } from './testing/rows'

const HOUR = 3_600_000
const ORIGIN = 'http://localhost:3999'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  agency = await world.newAgency()
  await forgetJobs(world)
})
afterAll(() => world.close())

const mailed = (kind: MailKind, to: string, refs: MailRefs, before?: () => Promise<unknown>) =>
  sendNow(world, agency, { kind, to, refs }, before)
const sql = (text: string, values: unknown[]) => world.db.admin.unsafe(text, values as never[])
const key = () => inAgency(agency.ctx('system'), (tx) => linkKey(tx, agency.id))
const soon = () => new Date(Date.now() + HOUR)

describe('a link into the team', () => {
  async function makeTeamInvite(email: string) {
    const id = randomUUID()
    await world.db.system.insert(teamInvites).values({
      id,
      agencyId: agency.id,
      role: 'staff',
      email,
      rotation: 1,
      tokenHash: id,
      expiresAt: soon(),
      createdBy: agency.users.owner.id,
      createdAt: new Date(),
    })
    return id
  }

  it('goes to whom it is for, while it works', async () => {
    const to = newAddress()
    const teamInviteId = await makeTeamInvite(to)
    const { mail } = await mailed('team_invite', to, { teamInviteId })
    const token = deriveToken(await key(), 'team_invite', teamInviteId, 1)
    expect(mail?.subject).toBe(`The owner invites you to ${agency.name}`)
    expect(mail?.text).toContain(`${ORIGIN}/join/${token}`)
    expect(await mailed('team_invite', newAddress(), { teamInviteId })).toEqual(dropped('gone'))
    for (const set of ['accepted_at', 'revoked_at', 'expires_at']) {
      const address = newAddress()
      const over = await makeTeamInvite(address)
      const end = () => sql(`update team_invites set ${set} = now() where id = $1`, [over])
      expect(await mailed('team_invite', address, { teamInviteId: over }, end)).toEqual(dropped('link_over'))
    }
  })

  async function makeReset(who: Member) {
    const id = randomUUID()
    await world.db.system.insert(passwordResets).values({
      id,
      agencyId: agency.id,
      userId: agency.users[who].id,
      tokenHash: id,
      removesTotp: true,
      expiresAt: soon(),
      createdBy: agency.users.admin.id,
      createdAt: new Date(),
    })
    return { to: agency.users[who].email, refs: { resetId: id, userId: agency.users[who].id } }
  }

  it('to a new password goes to its owner, while it works', async () => {
    const { to, refs } = await makeReset('staff')
    const { mail } = await mailed('reset', to, refs)
    const token = deriveToken(await key(), 'reset', refs.resetId, 0)
    expect(mail?.text).toContain(`${ORIGIN}/reset/${token}`)
    expect(mail?.text).toContain('second factor')
    expect(await mailed('reset', agency.users.other.email, refs)).toEqual(dropped('gone'))
    for (const set of ['used_at', 'revoked_at', 'expires_at']) {
      const over = await makeReset('other')
      const end = () => sql(`update password_resets set ${set} = now() where id = $1`, [over.refs.resetId])
      expect(await mailed('reset', over.to, over.refs, end)).toEqual(dropped('link_over'))
    }
  })
})

describe('notices', () => {
  async function makeNotice(
    who: Member,
    connectionId: string,
    over: Partial<typeof notices.$inferInsert> = {},
  ) {
    const id = randomUUID()
    await world.db.system.insert(notices).values({
      id,
      agencyId: agency.id,
      userId: agency.users[who].id,
      connectionId,
      kind: 'broken',
      status: 'needs_reauth',
      reason: 'session_expired',
      transition: id,
      createdAt: new Date(),
      ...over,
    })
    return id
  }
  const told = (
    who: Member,
    kind: 'alert' | 'digest',
    noticeIds: string[],
    before?: () => Promise<unknown>,
  ) => mailed(kind, agency.users[who].email, { noticeIds, userId: agency.users[who].id }, before)

  it('name account, cause and effect, with one button to the connection', async () => {
    const { connectionId } = await connect(world, agency)
    const { username, ofUserId, creatorId } = await connectionRow(world, connectionId)
    await world.db.system.insert(creatorContacts).values({
      agencyId: agency.id,
      creatorId,
      email: 'her-own@example.com',
      ofUserId,
      language: 'en',
      timeZone: 'UTC',
      confirmedAt: new Date(),
    })
    await sql("update connections set note = 'internal-note-4711' where id = $1", [connectionId])
    const { mail } = await told('staff', 'alert', [await makeNotice('staff', connectionId)])
    expect(mail?.subject).toBe(`@${username} stopped working: login ended`)
    expect(mail?.html.match(/class="button"/g)).toHaveLength(1)
    expect(mail?.text).toContain(`${ORIGIN}/a/${agency.slug}/connections/${connectionId}`)
    expect(JSON.stringify(mail)).not.toMatch(/her-own@example\.com|internal-note/)
  })

  it('that were closed meanwhile are left out, and with them the mail', async () => {
    const { connectionId } = await connect(world, agency)
    const second = await connect(world, agency)
    const ids = [await makeNotice('staff', connectionId), await makeNotice('staff', second.connectionId)]
    const close = (id: string | undefined) => sql('update notices set closed_at = now() where id = $1', [id])
    const { mail } = await told('staff', 'digest', ids, () => close(ids[0]))
    expect(mail?.subject).toBe(`One connection needs somebody at ${agency.name}`)
    expect(mail?.text).not.toContain(connectionId)
    expect((await told('staff', 'digest', ids, () => close(ids[1]))).problem).toBe('nothing_open')
  })

  it('tell of a connection’s latest change only', async () => {
    const { connectionId } = await connect(world, agency)
    const at = (minutes: number) => new Date(Date.now() - minutes * 60_000)
    const ids = [
      await makeNotice('staff', connectionId, { createdAt: at(30), closedAt: at(20) }),
      await makeNotice('staff', connectionId, { kind: 'recovered', status: 'active', createdAt: at(20) }),
      await makeNotice('staff', connectionId, {
        createdAt: at(10),
        status: 'needs_review',
        reason: 'other_user',
      }),
    ]
    const { mail } = await told('staff', 'digest', ids)
    expect(mail?.text.match(new RegExp(connectionId, 'g'))).toHaveLength(1)
    expect(mail?.text).toContain('is blocked')
  })

  it.each([
    ['was deactivated', 'update memberships set deactivated_at = now() where user_id = $1'],
    ['became a creator', "update memberships set role = 'creator' where user_id = $1"],
    ['is limited to other creators', 'update memberships set assigned_only = true where user_id = $1'],
    ['was disabled', 'update users set disabled_at = now() where id = $1'],
    ['has another address now', "update users set email = 'moved-' || email where id = $1"],
  ])('are not mailed to somebody who %s', async (_, change) => {
    const { connectionId } = await connect(world, agency)
    const ids = [await makeNotice('staff', connectionId)]
    const lose = () => sql(change, [agency.users.staff.id])
    expect(await told('staff', 'alert', ids, lose)).toEqual(dropped('no_access'))
  })

  it('of somebody else are not mailed', async () => {
    const { connectionId } = await connect(world, agency)
    const ids = [await makeNotice('other', connectionId)]
    expect(await told('staff', 'alert', ids)).toEqual(dropped('no_access'))
  })
})

describe('tokens and codes', () => {
  it('stand in the mails that they are for, and nowhere else', async () => {
    const invite = await makeInvite(world, agency)
    const [hers, theirs] = [newAddress(), newAddress()]
    const codeId = await makeCode(world, agency, hers)
    const reset = randomUUID()
    await world.db.system.insert(passwordResets).values({
      id: reset,
      agencyId: agency.id,
      userId: agency.users.staff.id,
      tokenHash: reset,
      expiresAt: soon(),
      createdAt: new Date(),
    })
    const teamInviteId = randomUUID()
    await world.db.system.insert(teamInvites).values({
      id: teamInviteId,
      agencyId: agency.id,
      role: 'staff',
      email: theirs,
      tokenHash: teamInviteId,
      expiresAt: soon(),
      createdAt: new Date(),
    })
    await mailed('invite', invite.mailTo, { inviteId: invite.id })
    await mailed('code', hers, { codeId })
    await mailed('team_invite', theirs, { teamInviteId })
    await mailed('reset', agency.users.staff.email, { resetId: reset })
    const secret = await key()
    const owners: [string, string][] = [
      [deriveToken(secret, 'invite', invite.id, 0), invite.mailTo],
      [deriveCode(secret, codeId), hers],
      [deriveToken(secret, 'team_invite', teamInviteId, 0), theirs],
      [deriveToken(secret, 'reset', reset, 0), agency.users.staff.email],
      [secret.reveal(), 'nobody'],
    ]
    const all = await world.sandbox.mails('')
    const tables = await world.db
      .admin`select quote_ident(schemaname) || '.' || quote_ident(tablename) as name
      from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`
    for (const [value, to] of owners) {
      const alone = new RegExp(`(?<![\\dA-Za-z_.-])${value}(?![\\dA-Za-z_-])`)
      const holders = all.filter((mail) => alone.test(`${mail.subject} ${mail.text} ${mail.html}`))
      expect([...new Set(holders.flatMap((mail) => mail.to))]).toEqual(to === 'nobody' ? [] : [to])
      for (const { name } of tables) {
        const rows = await world.db.admin.unsafe(`select t::text as line from ${name} t`)
        expect(
          rows.some((row) => alone.test(String(row.line))),
          name,
        ).toBe(false)
      }
    }
  })
})
