import { randomUUID } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mails } from '@/db/schema/mails'
import { notices } from '@/db/schema/notices'
import { type Ctx, inAgency } from '../auth/context'
import { lockConnection, writeConnection } from '../connections/rows'
import { connect } from '../testing/flows'
import { type Agency, type Member, makeWorld, type World } from '../testing/world'
import { countUnread } from './count-unread'
import { listNotices } from './list-notices'
import { findRecipients, lastDigestTime, mailNotices } from './mail-notices'
import { markNoticesRead } from './mark-read'
import { getNoticePreferences, setNoticePreferences } from './preferences'
import type { NoticeCadence } from './words'

/** A day's noon, so that its digest time has passed. */
const NOON = new Date('2030-05-14T12:00:00Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE

let world: World
let agency: Agency
let now: Date
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  agency = await world.newAgency()
  now = NOON
})
afterAll(() => world.close())

const at = (who: Member | 'system'): Ctx => ({ ...agency.ctx(who), now: () => now })
const idOf = (who: Member) => agency.users[who].id
const wait = (ms: number) => {
  now = new Date(now.getTime() + ms)
}
const prefer = (who: Member, channel: 'app' | 'mail' | 'both', cadence: NoticeCadence) =>
  setNoticePreferences(at(who), { channel, cadence })

async function become(
  connectionId: string,
  status: 'active' | 'needs_reauth' | 'awaiting_2fa',
): Promise<void> {
  const reason = {
    active: 'proven',
    needs_reauth: 'session_expired',
    awaiting_2fa: 'provider_awaiting_2fa',
  } as const
  await inAgency(at('system'), async (tx) => {
    const row = await lockConnection(tx, at('system'), connectionId)
    if (!row) throw new Error('no row')
    await writeConnection(tx, at('system'), row, {
      status,
      reason: reason[status],
      event: 'connection.needs_reauth',
    })
  })
}

/** What the worker does each time. */
async function deliver(cadence: NoticeCadence): Promise<void> {
  for (const { agencyId, userId } of await findRecipients(world.db.system, cadence, now))
    if (agencyId === agency.id) await mailNotices(at('system'), userId, cadence)
}
const sent = async () =>
  (
    await world.db.system
      .select()
      .from(mails)
      .where(eq(mails.agencyId, agency.id))
      .orderBy(asc(mails.createdAt))
  ).map((mail) => ({
    kind: mail.kind,
    to: mail.toAddress,
    about: mail.refs.noticeIds?.length,
    user: mail.refs.userId,
  }))
const mine = (kind: string, about: number, who: Member = 'staff') => ({
  kind,
  to: agency.users[who].email,
  about,
  user: idOf(who),
})

describe('at once', () => {
  it('is one mail for all that broke within the minute, and only one', async () => {
    const ids = [await connect(world, agency), await connect(world, agency), await connect(world, agency)]
    for (const { connectionId } of ids) await become(connectionId, 'needs_reauth')
    await deliver('instant')
    expect(await sent()).toEqual([])
    wait(MINUTE)
    await deliver('instant')
    await Promise.all([deliver('instant'), deliver('instant')])
    expect(await sent()).toEqual([mine('alert', 3)])
    wait(HOUR)
    await deliver('instant')
    expect(await sent()).toHaveLength(1)
  })

  it('two workers at the same moment send one mail', async () => {
    const { connectionId } = await connect(world, agency)
    await become(connectionId, 'needs_reauth')
    wait(MINUTE)
    await Promise.all(Array.from({ length: 5 }, () => mailNotices(at('system'), idOf('staff'), 'instant')))
    expect(await sent()).toEqual([mine('alert', 1)])
  })

  it('says the newest cause of each connection, and never the older one later', async () => {
    const { connectionId } = await connect(world, agency)
    await become(connectionId, 'needs_reauth')
    wait(1_000)
    await become(connectionId, 'awaiting_2fa')
    wait(MINUTE)
    await deliver('instant')
    await deliver('instant')
    const [mail] = await world.db.system.select().from(mails).where(eq(mails.agencyId, agency.id))
    const told = await world.db.system.select().from(notices).where(eq(notices.connectionId, connectionId))
    const newest = told.find((row) => row.status === 'awaiting_2fa')
    expect(mail?.refs.noticeIds).toEqual([newest?.id])
    expect(await sent()).toHaveLength(1)
  })

  it('tells that it works to whom it was mailed that it broke', async () => {
    const { connectionId } = await connect(world, agency)
    await become(connectionId, 'needs_reauth')
    wait(MINUTE)
    await deliver('instant')
    await become(connectionId, 'active')
    wait(MINUTE)
    await deliver('instant')
    expect(await sent()).toEqual([mine('alert', 1), mine('alert', 1)])
  })

  it('is silent about what was over before anybody was called', async () => {
    const { connectionId } = await connect(world, agency)
    await become(connectionId, 'needs_reauth')
    wait(10_000)
    await become(connectionId, 'active')
    wait(MINUTE)
    await deliver('instant')
    expect(await sent()).toEqual([])
  })

  it('goes neither to those who want none, nor to those who left or may not see it any more', async () => {
    const { connectionId } = await connect(world, agency)
    const later = await connect(world, agency, undefined, 'other')
    await prefer('staff', 'app', 'instant')
    for (const id of [connectionId, later.connectionId]) await become(id, 'needs_reauth')
    await world.db.admin`update memberships set assigned_only = true where user_id = ${idOf('other')}`
    wait(MINUTE)
    await deliver('instant')
    await world.db.admin`update memberships set assigned_only = false, deactivated_at = now()
      where user_id = ${idOf('other')}`
    await deliver('instant')
    expect(await mailNotices(at('system'), idOf('other'), 'instant')).toBeNull()
    expect(await sent()).toEqual([])
  })
})

describe('once a day', () => {
  it('is at eight, with all since the last, and not twice', async () => {
    const [one, two] = [await connect(world, agency), await connect(world, agency)]
    await prefer('staff', 'both', 'daily')
    await become(one.connectionId, 'needs_reauth')
    await become(two.connectionId, 'needs_reauth')
    wait(HOUR)
    await become(two.connectionId, 'active')
    await deliver('instant')
    await deliver('daily')
    expect(await sent()).toEqual([])
    now = new Date('2030-05-15T07:59:00Z')
    await deliver('daily')
    expect(await sent()).toEqual([])
    now = new Date('2030-05-15T08:01:00Z')
    await Promise.all([deliver('daily'), deliver('daily')])
    await deliver('daily')
    // What works again is in it as the end of its thread, not as a line of its own.
    expect(await sent()).toEqual([mine('digest', 2)])
    await become(two.connectionId, 'needs_reauth')
    now = new Date('2030-05-15T20:00:00Z')
    await deliver('daily')
    expect(await sent()).toHaveLength(1)
    now = new Date('2030-05-16T09:30:00Z')
    await deliver('daily')
    expect(await sent()).toEqual([mine('digest', 2), mine('digest', 1)])
  })

  it('that comes late says nothing that broke after eight', async () => {
    const [one, two] = [await connect(world, agency), await connect(world, agency)]
    await prefer('staff', 'mail', 'daily')
    await become(one.connectionId, 'needs_reauth')
    now = new Date('2030-05-15T08:30:00Z')
    await become(two.connectionId, 'needs_reauth')
    wait(HOUR)
    await deliver('daily')
    expect(await sent()).toEqual([mine('digest', 1)])
    now = new Date('2030-05-16T08:01:00Z')
    await deliver('daily')
    expect(await sent()).toEqual([mine('digest', 1), mine('digest', 1)])
  })

  it('knows which eight o’clock was the last', () => {
    for (const [time, last] of [
      ['2030-05-15T07:59:59Z', '2030-05-14T08:00:00.000Z'],
      ['2030-05-15T08:00:00Z', '2030-05-15T08:00:00.000Z'],
      ['2030-01-01T00:00:00Z', '2029-12-31T08:00:00.000Z'],
    ] as const)
      expect(lastDigestTime(new Date(time)).toISOString()).toBe(last)
  })
})

describe('in the app', () => {
  it('counts what is new, lists it newest first with how it stands, and marks it as seen', async () => {
    const { connectionId } = await connect(world, agency)
    await become(connectionId, 'needs_reauth')
    expect(await countUnread(at('staff'))).toBe(1)
    wait(MINUTE)
    await become(connectionId, 'active')
    expect(await countUnread(at('staff'))).toBe(1)
    const { items } = await listNotices(at('staff'), {})
    expect(items.map(({ kind, stands, unread }) => ({ kind, stands, unread }))).toEqual([
      { kind: 'recovered', stands: 'recovered', unread: true },
      { kind: 'broken', stands: 'recovered', unread: false },
    ])
    await markNoticesRead(at('staff'), { noticeIds: items.map((item) => item.id) })
    expect(await countUnread(at('staff'))).toBe(0)
    expect(await countUnread(at('admin'))).toBe(0)
  })

  it('pages by position', async () => {
    const { connectionId } = await connect(world, agency)
    await world.db
      .admin`insert into notices (agency_id, user_id, connection_id, kind, status, reason, transition, created_at)
      select ${agency.id}, ${idOf('staff')}, ${connectionId}, 'broken', 'needs_reauth', 'session_expired', 't' || n,
        now() from generate_series(1, 45) n`
    const first = await listNotices(at('staff'), {})
    const second = await listNotices(at('staff'), { after: first.next ?? undefined })
    expect([first.items.length, second.items.length, second.next]).toEqual([40, 5, null])
    expect(new Set([...first.items, ...second.items].map((item) => item.id)).size).toBe(45)
  })

  it('belongs to one person: another’s ids are like none', async () => {
    const { connectionId } = await connect(world, agency)
    await become(connectionId, 'needs_reauth')
    const { items } = await listNotices(at('staff'), {})
    const noticeIds = items.map((item) => item.id)
    for (const who of ['admin', 'owner', 'other'] as const)
      await expect(markNoticesRead(at(who), { noticeIds })).rejects.toMatchObject({ code: 'not_found' })
    await expect(markNoticesRead(at('staff'), { noticeIds: [randomUUID()] })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(markNoticesRead(at('creator'), { noticeIds })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await countUnread(at('staff'))).toBe(1)
  })

  it('hides what a person may not see any more', async () => {
    const { connectionId } = await connect(world, agency)
    await become(connectionId, 'needs_reauth')
    const ctx = at('staff')
    const limited: Ctx = { ...ctx, actor: { ...ctx.actor, assignedOnly: true } as Ctx['actor'] }
    expect((await listNotices(limited, {})).items).toEqual([])
    expect(await countUnread(limited)).toBe(0)
  })

  it('everybody chooses for themselves', async () => {
    expect(await getNoticePreferences(at('staff'))).toEqual({ channel: 'both', cadence: 'instant' })
    await prefer('staff', 'mail', 'daily')
    expect(await getNoticePreferences(at('staff'))).toEqual({ channel: 'mail', cadence: 'daily' })
    expect(await getNoticePreferences(at('other'))).toEqual({ channel: 'both', cadence: 'instant' })
    await expect(getNoticePreferences(at('creator'))).rejects.toMatchObject({ code: 'forbidden' })
  })
})
