import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { consents } from '@/db/schema/consents'
import { creatorCodes } from '@/db/schema/creator-codes'
import { creatorContacts } from '@/db/schema/creator-contacts'
import type { MailRefs } from '@/db/schema/mails'
import { notices } from '@/db/schema/notices'
import { passwordResets } from '@/db/schema/password-resets'
import { teamInvites } from '@/db/schema/team-invites'
import { inAgency } from '../auth/context'
import { deriveCode, deriveToken } from '../crypto/derive'
import { linkKey } from '../links/link-key'
import { type Connected, connect } from '../testing/flows'
import { forgetJobs, runJobs } from '../testing/jobs'
import { connectionRow } from '../testing/rows'
import type { ArrivedMail } from '../testing/sandbox-control'
import { type Agency, type Member, makeWorld, type World } from '../testing/world'
import type { MailKind } from './queue-mail'
import { mailRow, makeCreator, makeInvite, newAddress, queue } from './testing/rows'

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

/** Sends one mail and gives what arrived, and what became of its row. */
async function mailed(kind: MailKind, to: string, refs: MailRefs, before?: () => Promise<unknown>) {
  const id = await queue(agency, kind, to, refs)
  await before?.()
  await runJobs(world, 'mail.send', 1, agency)
  const [mail] = await world.sandbox.mails(to)
  const row = await mailRow(world, id)
  return { mail: mail as ArrivedMail | undefined, status: row.status, problem: row.problem }
}

const sql = (text: string, values: unknown[]) => world.db.admin.unsafe(text, values as never[])
const key = () => inAgency(agency.ctx('system'), (tx) => linkKey(tx, agency.id))
const dropped = (problem: string) => ({ status: 'dropped', problem, mail: undefined })
const soon = (ms = HOUR) => new Date(Date.now() + ms)

describe('an invite', () => {
  it('names who asks, the account, and how long there is, and holds no note of the team’s', async () => {
    const invite = await makeInvite(world, agency, { expectedUsername: 'jane.doe' })
    const { mail } = await mailed('invite', invite.mailTo, { inviteId: invite.id })
    expect(mail?.text).toContain(`The staff of ${agency.name} asks you`)
    expect(mail?.text).toContain('@jane.doe')
    expect(JSON.stringify(mail)).not.toContain('internal-note')
    await sql('update memberships set deactivated_at = now() where user_id = $1', [agency.users.staff.id])
    const later = await mailed('invite', newAddress(), { inviteId: invite.id })
    expect(later.mail?.text).toContain(`The team of ${agency.name} asks you`)
  })

  it('has the link of its present rotation', async () => {
    const invite = await makeInvite(world, agency, { rotation: 3 })
    const { mail } = await mailed('invite', invite.mailTo, { inviteId: invite.id })
    expect(mail?.html).toContain(invite.url)
    expect(invite.url).toBe(`${ORIGIN}/connect/i/${deriveToken(await key(), 'invite', invite.id, 3)}`)
  })

  it.each([
    ['revoked_at = now()', 'invite_revoked'],
    ['paused_at = now()', 'invite_paused'],
    ['expires_at = now()', 'invite_expired'],
    ['uses = max_uses', 'invite_used_up'],
  ])('with %s is not mailed any more', async (set, problem) => {
    for (const kind of ['invite', 'reminder', 'reconnect'] as const) {
      const invite = await makeInvite(world, agency)
      const close = () => sql(`update invites set ${set} where id = $1`, [invite.id])
      expect(await mailed(kind, invite.mailTo, { inviteId: invite.id }, close)).toEqual(dropped(problem))
    }
  })

  it.each(['first_opened_at = now()', 'started = 1'])('with %s needs no reminder', async (set) => {
    const invite = await makeInvite(world, agency)
    const open = () => sql(`update invites set ${set} where id = $1`, [invite.id])
    const refs = { inviteId: invite.id }
    expect(await mailed('reminder', invite.mailTo, refs, open)).toEqual(dropped('invite_opened'))
    expect((await mailed('invite', invite.mailTo, refs)).status).toBe('sent')
  })

  it('to reconnect is not mailed when the connection was repaired or ended meanwhile', async () => {
    const { connectionId } = await connect(world, agency)
    const { creatorId, username } = await connectionRow(world, connectionId)
    const refs = async () => {
      const invite = await makeInvite(world, agency, { purpose: 'reconnect', connectionId, creatorId })
      return { to: invite.mailTo, refs: { inviteId: invite.id } }
    }
    const asked = await refs()
    const { mail } = await mailed('reconnect', asked.to, asked.refs)
    expect(mail?.text).toContain(`@${username}`)
    const repaired = await refs()
    const repair = () =>
      sql("update connections set last_proven_at = now() + interval '1 s' where id = $1", [connectionId])
    expect(await mailed('reconnect', repaired.to, repaired.refs, repair)).toEqual(dropped('repaired'))
    const ended = await refs()
    const end = () =>
      sql("update connections set status = 'disconnected', ended_at = now() where id = $1", [connectionId])
    expect(await mailed('reconnect', ended.to, ended.refs, end)).toEqual(dropped('invite_revoked'))
  })

  it('of another agency is nothing here', async () => {
    const other = await world.newAgency()
    const invite = await makeInvite(world, other)
    expect(await mailed('invite', invite.mailTo, { inviteId: invite.id })).toEqual(dropped('gone'))
  })
})

async function makeCode(email: string): Promise<string> {
  const id = randomUUID()
  await world.db.system.insert(creatorCodes).values({
    id,
    agencyId: agency.id,
    creatorId: await makeCreator(world, agency),
    purpose: 'confirm_email',
    email,
    browserKey: 'x',
    triesLeft: 5,
    createdAt: new Date(),
    expiresAt: soon(15 * 60_000),
  })
  return id
}

describe('a code', () => {
  it('goes to the address that it was asked for, and not into the subject', async () => {
    const to = newAddress()
    const codeId = await makeCode(to)
    const { mail } = await mailed('code', to, { codeId })
    const code = deriveCode(await key(), codeId)
    expect(mail?.text).toContain(code)
    expect(mail?.text).toContain('15 minutes')
    expect(mail?.subject).not.toContain(code)
    expect(await mailed('code', newAddress(), { codeId })).toEqual(dropped('gone'))
  })

  it.each(['used_at = now()', 'expires_at = now()', 'tries_left = 0'])('with %s is not sent', async (set) => {
    const to = newAddress()
    const codeId = await makeCode(to)
    const end = () => sql(`update creator_codes set ${set} where id = $1`, [codeId])
    expect(await mailed('code', to, { codeId }, end)).toEqual(dropped('code_over'))
  })
})

describe('a receipt', () => {
  const confirm = (connected: Connected, creatorId: string, ofUserId: string, email: string) =>
    Promise.all([
      world.db.system.insert(creatorContacts).values({
        agencyId: agency.id,
        creatorId,
        email,
        ofUserId,
        language: 'en',
        timeZone: 'America/New_York',
        confirmedAt: new Date(),
      }),
      world.db.system.insert(consents).values({
        agencyId: agency.id,
        creatorId,
        linkSessionId: connected.linkSessionId,
        language: 'en',
        shown: {
          title: 'x',
          sections: [
            { about: 'sees', heading: 'What they see', lines: ['Your earnings'] },
            { about: 'password', heading: 'Where the password goes', lines: ['Elsewhere'] },
          ],
        },
        shownHash: 'x',
        userAgent: 'x',
        agreedAt: new Date(),
      }),
    ])

  it('tells what, who, when where she is, and how to revoke; to her confirmed address alone', async () => {
    const connected = await connect(world, agency)
    const { creatorId, ofUserId, username } = await connectionRow(world, connected.connectionId)
    const invite = await makeInvite(world, agency, { creatorId })
    await sql('update link_sessions set invite_id = $1 where id = $2', [invite.id, connected.linkSessionId])
    const refs = { linkSessionId: connected.linkSessionId }
    const to = newAddress()
    expect(await mailed('receipt', to, refs)).toEqual(dropped('gone'))
    await confirm(connected, creatorId, ofUserId, to)
    const { mail } = await mailed('receipt', to, refs)
    for (const part of [
      `@${username}`,
      agency.name,
      'The staff',
      'Your earnings',
      'Take access back',
      invite.url,
    ])
      expect(mail?.text.replace(/\s+/g, ' ')).toContain(part)
    expect(mail?.text).toMatch(/\(Eastern (Standard|Daylight)\s+Time\)/)
    expect(mail?.text).not.toContain('Where the password goes')
    expect(await mailed('receipt', newAddress(), refs)).toEqual(dropped('no_access'))
  })
})

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
    const codeId = await makeCode(hers)
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
