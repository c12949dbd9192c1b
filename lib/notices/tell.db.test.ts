import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { notices } from '@/db/schema/notices'
import { inAgency } from '../auth/context'
import { diffConnections } from '../connections/diff-connections'
import { disconnectConnection } from '../connections/disconnect-connection'
import { lockConnection, writeConnection } from '../connections/rows'
import { verifyConnection } from '../connections/verify-connection'
import type { ConnectionStatus, StatusReason } from '../connections/words'
import { beginAgain, comeBack, connect } from '../testing/flows'
import { connectionRow } from '../testing/rows'
import { lookAgain, passTime } from '../testing/second-look'
import { type Agency, type Member, makeWorld, type World } from '../testing/world'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  agency = await world.newAgency()
})
afterAll(() => world.close())

const idOf = (who: Member) => agency.users[who].id
const rows = (connectionId: string) =>
  world.db.system
    .select()
    .from(notices)
    .where(and(eq(notices.agencyId, agency.id), eq(notices.connectionId, connectionId)))
    .orderBy(asc(notices.createdAt), asc(notices.id))
const receivers = async (connectionId: string) => (await rows(connectionId)).map((row) => row.userId).sort()
const expire = async (connectionId: string) =>
  world.sandbox.act((await connectionRow(world, connectionId)).providerConnectionId, 'expire')
const verify = (connectionId: string, who: Member | 'system' = 'system') =>
  verifyConnection(agency.ctx(who), { connectionId })
const own = (connectionId: string, who: Member | null) =>
  world.db.admin`update connections set owner_id = ${who && idOf(who)} where id = ${connectionId}`
const member = (who: Member, set: Record<string, string | boolean | Date>) =>
  world.db
    .admin`update memberships set ${world.db.admin(set)} where agency_id = ${agency.id} and user_id = ${idOf(who)}`

/** Writes a status as a detection would. */
const become = (
  connectionId: string,
  status: ConnectionStatus,
  reason: StatusReason,
  who: Member | 'system' = 'system',
) =>
  inAgency(agency.ctx(who), async (tx) => {
    const row = await lockConnection(tx, agency.ctx(who), connectionId)
    if (row)
      await writeConnection(tx, agency.ctx(who), row, { status, reason, event: 'connection.needs_reauth' })
  })

describe('a state change', () => {
  it('is told once, however many notice it at the same time', async () => {
    const { connectionId } = await connect(world, agency)
    await expire(connectionId)
    const jobs = Array.from({ length: 10 }, () => verify(connectionId))
    const lists = Array.from({ length: 10 }, () => diffConnections(agency.ctx('system'), agency.accountId))
    await Promise.allSettled<unknown>([...jobs, ...lists])
    expect(await rows(connectionId)).toEqual([])
    await passTime(world, connectionId)
    await Promise.allSettled(Array.from({ length: 10 }, () => verify(connectionId)))
    const told = await rows(connectionId)
    expect(told).toMatchObject([{ userId: idOf('staff'), kind: 'broken', status: 'needs_reauth' }])
    await verify(connectionId, 'staff')
    await diffConnections(agency.ctx('system'), agency.accountId)
    expect(await rows(connectionId)).toHaveLength(1)
  })

  it('to another cause is told again, and the older one is no news any more', async () => {
    const { connectionId } = await connect(world, agency)
    await become(connectionId, 'needs_reauth', 'session_expired')
    await become(connectionId, 'needs_reauth', 'signed_out')
    expect(await rows(connectionId)).toHaveLength(1)
    await become(connectionId, 'awaiting_2fa', 'provider_awaiting_2fa')
    const [older, newer] = await rows(connectionId)
    expect(older?.readAt).not.toBeNull()
    expect(newer).toMatchObject({ status: 'awaiting_2fa', readAt: null })
  })

  it('that turns out not to be one is told to nobody', async () => {
    const { connectionId } = await connect(world, agency)
    await world.sandbox.fault(
      agency.apiKey,
      { path: '/v2/access/self' },
      { kind: 'json', status: 401, body: { error: 'x', type: 'SESSION_EXPIRED' } },
    )
    await verify(connectionId)
    expect((await connectionRow(world, connectionId)).suspectSince).not.toBeNull()
    await lookAgain(world, agency, connectionId)
    expect(await connectionRow(world, connectionId)).toMatchObject({ status: 'active', suspectSince: null })
    expect(await rows(connectionId)).toEqual([])
  })

  it('that is rolled back was never told', async () => {
    const { connectionId } = await connect(world, agency)
    const failing = inAgency(agency.ctx('system'), async (tx) => {
      const row = await lockConnection(tx, agency.ctx('system'), connectionId)
      if (!row) throw new Error('no row')
      await writeConnection(tx, agency.ctx('system'), row, {
        status: 'needs_reauth',
        reason: 'session_expired',
        event: 'connection.needs_reauth',
      })
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    expect(await rows(connectionId)).toEqual([])
  })

  it('of the provider as a whole is none of a connection', async () => {
    const { connectionId } = await connect(world, agency)
    await world.sandbox.allow(agency.apiKey, false)
    await verify(connectionId).catch(() => {})
    await diffConnections(agency.ctx('system'), agency.accountId)
    await world.sandbox.allow(agency.apiKey, true)
    expect(await rows(connectionId)).toEqual([])
  })

  it('by a disconnect is the team’s own doing; one by the creator is told', async () => {
    const { connectionId } = await connect(world, agency)
    await become(connectionId, 'needs_reauth', 'session_expired')
    const { username } = await connectionRow(world, connectionId)
    await disconnectConnection(agency.ctx('admin'), { connectionId, confirmation: username })
    const told = await rows(connectionId)
    expect(told).toHaveLength(1)
    expect(told[0]?.closedAt).not.toBeNull()
    const other = await connect(world, agency)
    await become(other.connectionId, 'disconnected', 'by_creator')
    expect(await rows(other.connectionId)).toMatchObject([{ status: 'disconnected', readAt: null }])
  })

  it('that somebody chose is no news to that person', async () => {
    const { connectionId } = await connect(world, agency)
    await own(connectionId, 'staff')
    await become(connectionId, 'needs_review', 'other_user')
    await become(connectionId, 'needs_reauth', 'other_user_refused', 'staff')
    expect(await rows(connectionId)).toHaveLength(1)
    await become(connectionId, 'needs_review', 'other_user')
    await become(connectionId, 'needs_reauth', 'other_user_refused', 'admin')
    expect(await receivers(connectionId)).toEqual([idOf('staff'), idOf('staff'), idOf('staff')])
  })
})

describe('it is told to', () => {
  const broken = async (who: Member | null) => {
    const { connectionId } = await connect(world, agency)
    await own(connectionId, who)
    return connectionId
  }
  const admins = () => [idOf('owner'), idOf('admin')].sort()

  it('whoever looks after it, and nobody else', async () => {
    const id = await broken('other')
    await become(id, 'needs_reauth', 'session_expired')
    expect(await receivers(id)).toEqual([idOf('other')])
  })

  it('owners and admins when nobody looks after it', async () => {
    const id = await broken(null)
    await become(id, 'needs_reauth', 'session_expired')
    expect(await receivers(id)).toEqual(admins())
  })

  it('owners and admins when that person was deactivated or their user disabled', async () => {
    const [one, two] = [await broken('staff'), await broken('other')]
    await member('staff', { deactivated_at: new Date() })
    await world.db.admin`update users set disabled_at = now() where id = ${idOf('other')}`
    for (const id of [one, two]) {
      await become(id, 'needs_reauth', 'session_expired')
      expect(await receivers(id)).toEqual(admins())
    }
  })

  it('a limited person only when the creator is assigned to them', async () => {
    const [seen, unseen] = [await broken('staff'), await broken('staff')]
    await member('staff', { assigned_only: true })
    const { creatorId } = await connectionRow(world, seen)
    await world.db.admin`insert into assignments (agency_id, user_id, creator_id, created_at)
      values (${agency.id}, ${idOf('staff')}, ${creatorId}, now())`
    for (const id of [seen, unseen]) await become(id, 'needs_reauth', 'session_expired')
    expect(await receivers(seen)).toEqual([idOf('staff')])
    expect(await receivers(unseen)).toEqual(admins())
  })

  it('nobody who became a creator, and nobody of another agency', async () => {
    const id = await broken('staff')
    await member('staff', { role: 'creator' })
    await become(id, 'needs_reauth', 'session_expired')
    expect(await receivers(id)).toEqual(admins())
  })
})

describe('a recovery', () => {
  it('closes the thread of everybody who was told, and says so', async () => {
    const { connectionId } = await connect(world, agency)
    await own(connectionId, null)
    await expire(connectionId)
    await verify(connectionId)
    await lookAgain(world, agency, connectionId)
    await become(connectionId, 'active', 'proven')
    const told = await rows(connectionId)
    const broken = told.filter((row) => row.kind === 'broken')
    const recovered = told.filter((row) => row.kind === 'recovered')
    expect(broken.map((row) => row.closedAt === null || row.readAt === null)).toEqual([false, false])
    expect(recovered.map((row) => row.userId).sort()).toEqual([idOf('owner'), idOf('admin')].sort())
    expect(recovered.every((row) => row.readAt === null)).toBe(true)
    await become(connectionId, 'active', 'proven')
    expect(await rows(connectionId)).toHaveLength(4)
  })

  it('of what was never told is not told either', async () => {
    const { connectionId } = await connect(world, agency)
    await world.db.admin`update connections set status = 'needs_reauth' where id = ${connectionId}`
    await become(connectionId, 'active', 'proven')
    expect(await rows(connectionId)).toEqual([])
  })

  it('is proven by a reconnect', async () => {
    const { connectionId, login } = await connect(world, agency)
    await expire(connectionId)
    await verify(connectionId, 'staff')
    const again = await beginAgain(agency, connectionId)
    await comeBack(world, await again.browser.login(again.url, login), again.browser)
    expect((await rows(connectionId)).map((row) => [row.kind, row.closedAt !== null])).toEqual([
      ['broken', true],
      ['recovered', false],
    ])
  })
})

it('who wants mail alone is not called by the bell', async () => {
  const { connectionId } = await connect(world, agency)
  await member('staff', { notice_channel: 'mail' })
  await become(connectionId, 'needs_reauth', 'session_expired')
  const [row] = await rows(connectionId)
  expect(row?.readAt).not.toBeNull()
})
