import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { creatorContacts } from '@/db/schema/creator-contacts'
import { runJob } from '../jobs/handlers'
import { forgetJobs, queuedJobs, runJobs } from '../testing/jobs'
import { type Agency, makeWorld, type World } from '../testing/world'
import { dueReminders, remindCreator } from './remind-creators'
import { makeCreator, makeInvite, newAddress, queue } from './testing/rows'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  await world.db.admin`update invites set reminded_at = now()`
  agency = await world.newAgency()
  await forgetJobs(world)
})
afterAll(() => world.close())

const sweep = () => runJob(world.db.system, 'mails.sweep', {})
const kinds = async (to: string) =>
  (await world.sandbox.mails(to)).map(
    (mail) => mail.headers.find((one) => one.key === 'x-patchbay-kind')?.value,
  )
const due = async (at = new Date()) => (await dueReminders(world.db.system, at)).map((one) => one.inviteId)

/** An invite whose mail left so long ago. */
async function mailedInvite(hours: number, over: Parameters<typeof makeInvite>[2] = {}) {
  const invite = await makeInvite(world, agency, over)
  const mailId = await queue(agency, 'invite', invite.mailTo, { inviteId: invite.id })
  await runJobs(world, 'mail.send', 1, agency)
  await world.db.admin`update mails set sent_at = sent_at - make_interval(hours => ${hours}),
    created_at = created_at - make_interval(hours => ${hours}) where id = ${mailId}`
  return { ...invite, mailId }
}

describe('a reminder', () => {
  it('goes out once, two days after the mail', async () => {
    const early = await mailedInvite(47)
    const invite = await mailedInvite(49)
    await sweep()
    await runJobs(world, 'mail.send')
    expect(await kinds(early.mailTo)).toEqual(['invite'])
    expect(await kinds(invite.mailTo)).toEqual(['reminder', 'invite'])
    const [mail] = await world.sandbox.mails(invite.mailTo)
    expect(mail?.text).toContain(invite.url)
    await sweep()
    expect(await queuedJobs(world)).toEqual([])
    const events = await world.db.admin`select kind from events where invite_id = ${invite.id}`
    expect(events.map((event) => event.kind)).toEqual(['invite.reminded'])
  })

  it.each([
    'first_opened_at = now()',
    'started = 1',
    'revoked_at = now()',
    'paused_at = now()',
    "expires_at = now() + interval '30 minutes'",
    'uses = max_uses',
    'mail_to = null',
    "mail_to = 'somebody-else@example.com'",
    'reminded_at = now()',
  ])('is not due with %s', async (set) => {
    const invite = await mailedInvite(49)
    expect(await due()).toEqual([invite.id])
    await world.db.admin.unsafe(`update invites set ${set} where id = '${invite.id}'`)
    expect(await due()).toEqual([])
  })

  it('is not due when the mail never arrived, or another one went out meanwhile', async () => {
    const refused = await mailedInvite(49, { mailTo: newAddress('bounce.sandbox.com') })
    expect(await due()).toEqual([])
    const again = await mailedInvite(49)
    await queue(agency, 'invite', again.mailTo, { inviteId: again.id })
    expect(await due()).toEqual([])
    expect(refused.mailTo).not.toBe(again.mailTo)
  })

  it('that is opened at the last moment is not written', async () => {
    const invite = await mailedInvite(49)
    const [one] = await dueReminders(world.db.system, new Date())
    await world.db.admin`update invites set first_opened_at = now() where id = ${invite.id}`
    expect(await remindCreator(agency.ctx('system'), one?.inviteId ?? '')).toBe(false)
  })

  it('is written once by two sweeps at once', async () => {
    const invite = await mailedInvite(49)
    const ctx = agency.ctx('system')
    const made = await Promise.all([remindCreator(ctx, invite.id), remindCreator(ctx, invite.id)])
    expect(made.sort()).toEqual([false, true])
  })

  it('waits for her morning, when her time zone is known', async () => {
    const creatorId = await makeCreator(world, agency)
    await world.db.system.insert(creatorContacts).values({
      agencyId: agency.id,
      creatorId,
      email: newAddress(),
      ofUserId: '1',
      language: 'en',
      timeZone: 'Asia/Tokyo',
      confirmedAt: new Date(),
    })
    const invite = await mailedInvite(49, { creatorId })
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
    // Tokyo is nine hours ahead.
    expect(await due(new Date(`${tomorrow}T13:00:00Z`))).toEqual([])
    expect(await due(new Date(`${tomorrow}T23:30:00Z`))).toEqual([])
    expect(await due(new Date(`${tomorrow}T01:00:00Z`))).toEqual([invite.id])
  })
})
