import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inAgency } from '../auth/context'
import { runJob } from '../jobs/handlers'
import { forgetJobs, queuedJobs, runJobs } from '../testing/jobs'
import { type Agency, makeWorld, type World } from '../testing/world'
import { MOST_ATTEMPTS } from './back-off'
import { claimMail } from './claim-mail'
import { deliver } from './deliver'
import { queueMail } from './queue-mail'
import { sendMail } from './send-mail'
import { mailRow, makeDue, makeInvite, newAddress, queue } from './testing/rows'

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

const send = (id: string) => runJob(world.db.system, 'mail.send', { agencyId: agency.id, mailId: id })
const header = (mail: { headers: { key: string; value: string }[] } | undefined, key: string) =>
  mail?.headers.find((one) => one.key === key)?.value

async function invited(to?: string) {
  const invite = await makeInvite(world, agency, to ? { mailTo: to } : {})
  return { invite, mailId: await queue(agency, 'invite', invite.mailTo, { inviteId: invite.id }) }
}

/** When the next attempt is, in seconds from now. */
const waitOf = async (id: string) =>
  Math.round(((await mailRow(world, id)).nextAttemptAt.getTime() - Date.now()) / 1000)

describe('a mail', () => {
  it('goes out over SMTP with its link, once, and says so', async () => {
    const { invite, mailId } = await invited()
    expect(await runJobs(world, 'mail.send')).toBe(1)
    const mails = await world.sandbox.mails(invite.mailTo)
    expect(mails).toHaveLength(1)
    const [mail] = mails
    expect(mail?.from).toBe('patchbay@example.com')
    expect(mail?.to).toEqual([invite.mailTo])
    expect(mail?.sender).toBe(`${agency.name} via Patchbay <patchbay@example.com>`)
    expect(mail?.subject).toBe(`${agency.name} asks you to connect your account`)
    expect(mail?.html).toContain(`href="${invite.url}"`)
    expect(mail?.text).toContain(invite.url)
    expect(header(mail, 'message-id')).toBe(`<${mailId}@example.com>`)
    expect(header(mail, 'auto-submitted')).toBe('auto-generated')
    expect(header(mail, 'x-patchbay-kind')).toBe('invite')
    expect(header(mail, 'reply-to')).toBeUndefined()
    expect(await mailRow(world, mailId)).toMatchObject({ status: 'sent', problem: null, attempts: 1 })
    await send(mailId)
    expect(await world.sandbox.mails(invite.mailTo)).toHaveLength(1)
  })

  it('is in the language of its row', async () => {
    const invite = await makeInvite(world, agency, { language: 'es' })
    await queue(agency, 'invite', invite.mailTo, { inviteId: invite.id }, 'es')
    await runJobs(world, 'mail.send')
    const [mail] = await world.sandbox.mails(invite.mailTo)
    expect(mail?.subject).toBe(`${agency.name} te pide conectar tu cuenta`)
    expect(mail?.html).toContain('<html lang="es">')
  })

  it('is sent once by many workers at once', async () => {
    const { invite, mailId } = await invited()
    await Promise.all(Array.from({ length: 8 }, () => send(mailId)))
    expect(await world.sandbox.mails(invite.mailTo)).toHaveLength(1)
    expect((await mailRow(world, mailId)).attempts).toBe(1)
  })

  it('of another agency is not touched by a job that names the wrong one', async () => {
    const { mailId } = await invited()
    const other = await world.newAgency()
    await runJob(world.db.system, 'mail.send', { agencyId: other.id, mailId })
    expect(await mailRow(world, mailId)).toMatchObject({ status: 'queued', attempts: 0 })
  })
})

describe('a mail server', () => {
  it('that refuses the address for good ends it, and its invite’s timeline tells', async () => {
    const { invite, mailId } = await invited(newAddress('bounce.sandbox.com'))
    await runJobs(world, 'mail.send')
    expect(await mailRow(world, mailId)).toMatchObject({ status: 'failed', problem: 'address_refused' })
    expect(await queuedJobs(world)).toEqual([])
    const [event] = await world.db.admin`select kind, data from events where invite_id = ${invite.id}`
    expect(event).toMatchObject({ kind: 'invite.mail_failed', data: { problem: 'address_refused' } })
  })

  it('that asks for patience gets it, and the mail arrives later', async () => {
    const { invite, mailId } = await invited(newAddress('slow.sandbox.com'))
    for (const [attempts, wait] of [
      [1, 60],
      [2, 300],
      [3, 1800],
    ] as const) {
      await makeDue(world, mailId)
      await forgetJobs(world)
      await send(mailId)
      expect(await mailRow(world, mailId)).toMatchObject({ status: 'queued', problem: 'put_off', attempts })
      expect(Math.abs((await waitOf(mailId)) - wait)).toBeLessThan(5)
      const [job] = await world.db
        .admin`select extract(epoch from start_after - created_on)::int as wait from pgboss.job`
      expect(job?.wait).toBe(wait)
    }
    const better = newAddress()
    await world.db.admin`update mails set to_address = ${better} where id = ${mailId}`
    await makeDue(world, mailId)
    await send(mailId)
    expect(await mailRow(world, mailId)).toMatchObject({ status: 'sent', problem: null })
    expect(await world.sandbox.mails(better)).toHaveLength(1)
    expect(await world.sandbox.mails(invite.mailTo)).toEqual([])
  })

  it('that never takes it ends it after the last attempt', async () => {
    const { mailId } = await invited(newAddress('slow.sandbox.com'))
    for (let i = 0; i < MOST_ATTEMPTS; i += 1) {
      expect((await mailRow(world, mailId)).status).toBe('queued')
      await makeDue(world, mailId)
      await send(mailId)
    }
    expect(await mailRow(world, mailId)).toMatchObject({ status: 'failed', problem: 'put_off' })
  })

  it('that is not there is tried again', async () => {
    const { mailId } = await invited()
    await sendMail(agency.ctx('system'), mailId, (_, letter) => deliver('smtp://127.0.0.1:1', letter))
    expect(await mailRow(world, mailId)).toMatchObject({ status: 'queued', problem: 'unreachable' })
  })
})

describe('a worker that dies', () => {
  it('before it sent loses its claim, and the mail goes out once', async () => {
    const { invite, mailId } = await invited()
    await forgetJobs(world)
    expect(await claimMail(agency.ctx('system'), mailId)).not.toBeNull()
    await send(mailId)
    expect(await world.sandbox.mails(invite.mailTo)).toEqual([])
    // The second worker looks again when the claim is over.
    const [job] = await world.db
      .admin`select extract(epoch from start_after - created_on)::int as wait from pgboss.job`
    expect(job?.wait).toBeGreaterThan(50)
    await makeDue(world, mailId)
    await send(mailId)
    expect(await world.sandbox.mails(invite.mailTo)).toHaveLength(1)
  })

  it('after the server took it sends a second copy with the same Message-ID', async () => {
    const { invite, mailId } = await invited()
    await sendMail(agency.ctx('system'), mailId, async (url, letter) => {
      await deliver(url, letter)
      throw new Error('gone')
    })
    await makeDue(world, mailId)
    await send(mailId)
    const mails = await world.sandbox.mails(invite.mailTo)
    expect(mails).toHaveLength(2)
    expect(new Set(mails.map((mail) => header(mail, 'message-id'))).size).toBe(1)
    expect(await mailRow(world, mailId)).toMatchObject({ status: 'sent' })
  })

  it('and comes back too late writes nothing over the newer attempt', async () => {
    const { mailId } = await invited()
    await sendMail(agency.ctx('system'), mailId, async () => {
      await makeDue(world, mailId)
      await send(mailId)
      throw new Error('too late')
    })
    expect(await mailRow(world, mailId)).toMatchObject({ status: 'sent', problem: null, attempts: 2 })
    const waiting = await invited(newAddress('slow.sandbox.com'))
    await sendMail(agency.ctx('system'), waiting.mailId, async () => {
      await makeDue(world, waiting.mailId)
      await send(waiting.mailId)
      throw new Error('too late')
    })
    expect(await mailRow(world, waiting.mailId)).toMatchObject({ problem: 'put_off', attempts: 2 })
  })

  it('over and over ends the mail in the end', async () => {
    const { mailId } = await invited()
    for (let i = 0; i <= MOST_ATTEMPTS; i += 1) {
      await makeDue(world, mailId)
      if (i < MOST_ATTEMPTS) await claimMail(agency.ctx('system'), mailId)
      else await send(mailId)
    }
    expect(await mailRow(world, mailId)).toMatchObject({ status: 'failed', problem: 'internal' })
  })

  it('takes no mail with it: the sweep gives a lost one a new job', async () => {
    const { invite, mailId } = await invited()
    await forgetJobs(world)
    await runJob(world.db.system, 'mails.sweep', {})
    expect(await queuedJobs(world)).toEqual([])
    await world.db.admin`update mails set next_attempt_at = now() - interval '6 minutes' where id = ${mailId}`
    await runJob(world.db.system, 'mails.sweep', {})
    await runJob(world.db.system, 'mails.sweep', {})
    expect((await queuedJobs(world)).map((job) => job.name)).toEqual(['mail.send'])
    await runJobs(world, 'mail.send')
    expect(await world.sandbox.mails(invite.mailTo)).toHaveLength(1)
  })
})

describe('a queue', () => {
  it('takes the same mail once', async () => {
    const invite = await makeInvite(world, agency)
    const ctx = agency.ctx()
    const mail = {
      kind: 'invite' as const,
      to: invite.mailTo,
      language: 'en' as const,
      refs: { inviteId: invite.id },
      dedupeKey: 'the same',
    }
    const ids = [
      await inAgency(ctx, (tx) => queueMail(tx, ctx, mail)),
      await inAgency(ctx, (tx) => queueMail(tx, ctx, mail)),
    ]
    expect(ids.filter(Boolean)).toHaveLength(1)
    expect(await queuedJobs(world)).toHaveLength(1)
  })

  it('takes five mails of an invite a day, and not one more', async () => {
    const invite = await makeInvite(world, agency)
    const again = () => queue(agency, 'invite', invite.mailTo, { inviteId: invite.id })
    for (let i = 0; i < 5; i += 1) await again()
    await expect(again()).rejects.toMatchObject({ code: 'rate_limited' })
    const other = await makeInvite(world, agency)
    await queue(agency, 'invite', other.mailTo, { inviteId: other.id })
    await queue(agency, 'reminder', invite.mailTo, { inviteId: invite.id })
    await world.db
      .admin`update mails set created_at = created_at - interval '25 hours' where refs @> ${world.db.admin.json({ inviteId: invite.id })}`
    await again()
  })
})
