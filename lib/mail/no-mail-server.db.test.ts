import { afterAll, beforeAll, expect, it } from 'vitest'
import { setEnvironment } from '@/db/testing/environment'
import type { Ctx } from '../auth/context'
import { issueCode } from '../creator-page/codes'
import { runJob } from '../jobs/handlers'
import { queuedJobs } from '../testing/jobs'
import { type Agency, makeWorld, type World } from '../testing/world'
import { mailRow, makeCreator, makeDue, makeInvite, newAddress, queue } from './testing/rows'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
  // Before anything reads the environment.
  setEnvironment({ SMTP_URL: undefined, MAIL_FROM: undefined })
  agency = await world.newAgency()
})
afterAll(() => world.close())

it('without a mail server a mail fails at once, and the rest works', async () => {
  const invite = await makeInvite(world, agency)
  const refs = { inviteId: invite.id }
  for (let i = 0; i < 7; i += 1) {
    const id = await queue(agency, 'invite', invite.mailTo, refs)
    expect(await mailRow(world, id)).toMatchObject({
      status: 'failed',
      problem: 'not_configured',
      attempts: 0,
    })
  }
  expect(await queuedJobs(world)).toEqual([])
})

it('a mail that waited when the server was taken away says so too', async () => {
  const invite = await makeInvite(world, agency)
  const id = await queue(agency, 'invite', invite.mailTo, { inviteId: invite.id })
  await world.db.admin`update mails set status = 'queued', problem = null where id = ${id}`
  await makeDue(world, id)
  await runJob(world.db.system, 'mail.send', { agencyId: agency.id, mailId: id })
  expect(await mailRow(world, id)).toMatchObject({ status: 'failed', problem: 'not_configured' })
})

it('a code that could not reach her is not made, and she is told', async () => {
  const creatorId = await makeCreator(world, agency)
  const ctx: Ctx = { ...agency.ctx('system'), db: world.db.system, actor: { kind: 'creator', creatorId } }
  const asked = { purpose: 'open_page', ofUserId: null, browser: 'a-browser', language: 'en' } as const
  expect(await issueCode(ctx, { ...asked, email: newAddress() })).toBe('no_mail')
  expect(await world.db.admin`select 1 from creator_codes where creator_id = ${creatorId}`).toHaveLength(0)
})

it('the one reminder of an invite is not spent', async () => {
  const invite = await makeInvite(world, agency)
  const id = await queue(agency, 'invite', invite.mailTo, { inviteId: invite.id })
  await world.db.admin`update mails set status = 'sent', problem = null, sent_at = now() - interval '3 days',
    created_at = now() - interval '3 days' where id = ${id}`
  await runJob(world.db.system, 'mails.sweep', {})
  const [row] = await world.db.admin`select reminded_at from invites where id = ${invite.id}`
  expect(row?.reminded_at).toBeNull()
})
