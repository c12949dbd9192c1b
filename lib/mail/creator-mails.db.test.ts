import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { consents } from '@/db/schema/consents'
import { creatorContacts } from '@/db/schema/creator-contacts'
import type { MailRefs } from '@/db/schema/mails'
import { type Ctx, inAgency } from '../auth/context'
import { codeIsLost, issueCode } from '../creator-page/codes'
import { deriveCode, deriveToken } from '../crypto/derive'
import { linkKey } from '../links/link-key'
import { type Connected, connect } from '../testing/flows'
import { forgetJobs, queuedJobs, runJobs } from '../testing/jobs'
import { connectionRow } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'
import type { MailKind } from './queue-mail'
import { queueReceipt } from './queue-receipt'
import { dropped, makeCode, makeCreator, makeInvite, newAddress, sendNow } from './testing/rows'

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

describe('a code', () => {
  it('goes to the address that it was asked for, and not into the subject', async () => {
    const to = newAddress()
    const codeId = await makeCode(world, agency, to)
    const { mail } = await mailed('code', to, { codeId })
    const code = deriveCode(await key(), codeId)
    expect(mail?.text).toContain(code)
    expect(mail?.text).toContain('15 minutes')
    expect(mail?.subject).not.toContain(code)
    expect(await mailed('code', newAddress(), { codeId })).toEqual(dropped('gone'))
  })

  it.each(['used_at = now()', 'expires_at = now()', 'tries_left = 0'])('with %s is not sent', async (set) => {
    const to = newAddress()
    const codeId = await makeCode(world, agency, to)
    const end = () => sql(`update creator_codes set ${set} where id = $1`, [codeId])
    expect(await mailed('code', to, { codeId }, end)).toEqual(dropped('code_over'))
  })

  it('that is not delivered is told in the browser that asked, until it asks for another', async () => {
    const creatorId = await makeCreator(world, agency)
    const ctx: Ctx = { ...agency.ctx('system'), db: world.db.system, actor: { kind: 'creator', creatorId } }
    const purpose = 'open_page'
    const ask = (domain?: string) =>
      issueCode(ctx, { purpose, ofUserId: null, browser: 'hers', language: 'en', email: newAddress(domain) })
    const isLost = (browser = 'hers') => codeIsLost(ctx, { purpose, browser })
    for (const domain of ['bounce.sandbox.com', 'slow.sandbox.com']) {
      expect(await ask(domain)).toBe('sent')
      expect(await isLost()).toBe(false)
      await runJobs(world, 'mail.send', 1, agency)
      expect(await isLost()).toBe(true)
      expect(await isLost('another')).toBe(false)
    }
    await ask()
    await runJobs(world, 'mail.send', 1, agency)
    expect(await isLost()).toBe(false)
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

  it('is sent once she confirmed an address, for her latest attempt, once', async () => {
    const connected = await connect(world, agency)
    const { creatorId, ofUserId } = await connectionRow(world, connected.connectionId)
    const email = newAddress()
    await confirm(connected, creatorId, ofUserId, email)
    await forgetJobs(world)
    const ctx = agency.ctx('system')
    const ask = (of: string) =>
      inAgency(ctx, (tx) => queueReceipt(tx, ctx, { creatorId, ofUserId: of, email, language: 'es' }))
    await ask('another user')
    expect(await queuedJobs(world)).toEqual([])
    await ask(ofUserId)
    await ask(ofUserId)
    expect(await runJobs(world, 'mail.send')).toBe(1)
    expect(await world.sandbox.mails(email)).toMatchObject([{ subject: `Tu recibo de ${agency.name}` }])
  })
})
