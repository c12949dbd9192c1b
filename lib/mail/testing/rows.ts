import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { creatorCodes } from '@/db/schema/creator-codes'
import { creators } from '@/db/schema/creators'
import { invites } from '@/db/schema/invites'
import { type MailRefs, mails } from '@/db/schema/mails'
import { inAgency } from '../../auth/context'
import { inviteUrl, tokenOf } from '../../invites/tokens'
import { runJobs } from '../../testing/jobs'
import type { ArrivedMail } from '../../testing/sandbox-control'
import type { Agency, World } from '../../testing/world'
import type { MailRow } from '../facts/loaded'
import { type MailKind, queueMail } from '../queue-mail'

const DAY = 86_400_000

/** An address that nobody else in the tests has. */
export const newAddress = (domain = 'mail.example.com') => `to.${randomUUID().slice(0, 8)}@${domain}`

export async function makeCreator(world: World, agency: Agency, name = 'A creator'): Promise<string> {
  const id = randomUUID()
  await world.db.system.insert(creators).values({ id, agencyId: agency.id, name, note: 'internal-note-4711' })
  return id
}

type InviteValues = typeof invites.$inferInsert

/** An open invite of Ana's kind: made by the agency's staff, mailed to `mailTo`. */
export async function makeInvite(
  world: World,
  agency: Agency,
  over: Partial<InviteValues> = {},
): Promise<{ id: string; mailTo: string; url: string }> {
  const id = randomUUID()
  const mailTo = over.mailTo ?? newAddress()
  const creatorId = over.creatorId ?? (await makeCreator(world, agency))
  const now = Date.now()
  await world.db.system.insert(invites).values({
    id,
    agencyId: agency.id,
    purpose: 'connect',
    language: 'en',
    note: 'internal-note-4711',
    expiresAt: new Date(now + 14 * DAY),
    createdBy: agency.users.staff.id,
    createdAt: new Date(now),
    ...over,
    creatorId,
    mailTo,
  })
  const ctx = agency.ctx('system')
  const url = await inAgency(ctx, async (tx) =>
    inviteUrl(await tokenOf(tx, ctx, { id, rotation: over.rotation ?? 0 })),
  )
  return { id, mailTo, url }
}

/** Queues a mail as a verb of the web would. */
export async function queue(
  agency: Agency,
  kind: MailKind,
  to: string,
  refs: MailRefs,
  language: 'en' | 'es' = 'en',
): Promise<string> {
  const ctx = agency.ctx('staff')
  const mail = { kind, to, refs, language, dedupeKey: randomUUID() }
  const id = await inAgency(ctx, (tx) => queueMail(tx, ctx, mail))
  if (!id) throw new Error('the mail was not queued')
  return id
}

export async function mailRow(world: World, id: string): Promise<MailRow> {
  const [row] = await world.db.system.select().from(mails).where(eq(mails.id, id))
  if (!row) throw new Error('there is no such mail')
  return row
}

/** Lets a mail's next attempt be due. */
export async function makeDue(world: World, id: string): Promise<void> {
  await world.db.admin`update mails set next_attempt_at = now() - interval '1 second' where id = ${id}`
}

/** A code that was asked for with this address, good for a quarter of an hour. */
export async function makeCode(world: World, agency: Agency, email: string): Promise<string> {
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
    expiresAt: new Date(Date.now() + 15 * 60_000),
  })
  return id
}

export type Outcome = { mail: ArrivedMail | undefined; status: string; problem: string | null }

/** Sends one mail and gives what arrived, and what became of its row. `before`: what happens while it waits. */
export async function sendNow(
  world: World,
  agency: Agency,
  mail: { kind: MailKind; to: string; refs: MailRefs },
  before?: () => Promise<unknown>,
): Promise<Outcome> {
  const id = await queue(agency, mail.kind, mail.to, mail.refs)
  await before?.()
  await runJobs(world, 'mail.send', 1, agency)
  const [arrived] = await world.sandbox.mails(mail.to)
  const { status, problem } = await mailRow(world, id)
  return { mail: arrived, status, problem }
}

/** What `sendNow` gives when the mail was not worth sending any more. */
export const dropped = (problem: string): Outcome => ({ status: 'dropped', problem, mail: undefined })
