import { afterAll, beforeAll, expect, it } from 'vitest'
import { setEnvironment } from '@/db/testing/environment'
import { runJob } from '../jobs/handlers'
import { queuedJobs } from '../testing/jobs'
import { type Agency, makeWorld, type World } from '../testing/world'
import { mailRow, makeDue, makeInvite, queue } from './testing/rows'

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

it('the one reminder of an invite is not spent', async () => {
  const invite = await makeInvite(world, agency)
  const id = await queue(agency, 'invite', invite.mailTo, { inviteId: invite.id })
  await world.db.admin`update mails set status = 'sent', problem = null, sent_at = now() - interval '3 days',
    created_at = now() - interval '3 days' where id = ${id}`
  await runJob(world.db.system, 'mails.sweep', {})
  const [row] = await world.db.admin`select reminded_at from invites where id = ${invite.id}`
  expect(row?.reminded_at).toBeNull()
})
