import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { randomToken } from '../crypto/random'
import { connect } from '../testing/flows'
import { addMember, assign, ctxOf } from '../testing/team'
import { invite, visitWith } from '../testing/visits'
import { type Agency, makeWorld, type World } from '../testing/world'
import type { Change } from './change'
import { creatorViewer } from './creator-viewer'
import { creatorWays } from './creator-ways'
import { staffViewer } from './staff-viewer'
import type { Viewer } from './stream'

/** The cookies of a browser that asks by itself. */
const jar = vi.hoisted(() => new Map<string, string>())
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: (name: string) => jar.has(name) && { value: jar.get(name) } }),
  headers: async () => new Headers(),
}))
vi.mock('../auth/current-user', () => ({ currentUser: async () => null }))

let world: World
let agency: Agency
let foreign: Agency
let hers: Known
let others: Known
let abroad: Known
type Known = { agency: Agency; connectionId: string; linkSessionId: string; creatorId: string }

beforeAll(async () => {
  world = await makeWorld()
  agency = await world.newAgency()
  foreign = await world.newAgency()
  hers = await furnish(agency)
  others = await furnish(agency)
  abroad = await furnish(foreign)
}, 60_000)
afterAll(() => world.close())

async function furnish(at: Agency): Promise<Known> {
  const { connectionId, linkSessionId } = await connect(world, at)
  const [row] = await world.db.admin`select creator_id from connections where id = ${connectionId}`
  return { agency: at, connectionId, linkSessionId, creatorId: String(row?.creator_id) }
}

async function newSession(userId: string): Promise<string> {
  const id = randomUUID()
  await world.db.admin`insert into sessions ${world.db.admin({
    id,
    user_id: userId,
    token_hash: id,
    user_agent: '',
    address: '',
    expires_at: new Date(Date.now() + 3_600_000),
  })}`
  return id
}

async function viewerOf(userId: string): Promise<{ viewer: Viewer; sessionId: string }> {
  const ctx = await ctxOf(world, agency, userId)
  if (ctx.actor.kind !== 'user') throw new Error('A member was expected.')
  const sessionId = await newSession(userId)
  const viewer = staffViewer({ ...ctx, actor: ctx.actor }, { sessionId, systemDb: world.db.system })
  return { viewer, sessionId }
}

async function member(role: 'staff' | 'admin' = 'staff', more: { assignedOnly?: boolean } = {}) {
  const { id } = await addMember(world, agency, role, more)
  return { id, ...(await viewerOf(id)) }
}

/** What a viewer hears of changes in this very moment. */
async function hears(viewer: Viewer, ...changes: Change[]): Promise<string[]> {
  const why = await viewer.check()
  return why ? [why] : (await viewer.topics(changes)).sort()
}

const connectionOf = ({ agency: at, connectionId, creatorId }: Known): Change => ({
  table: 'connections',
  agency: at.id,
  id: connectionId,
  creator: creatorId,
})
const sessionOf = ({ agency: at, linkSessionId, creatorId }: Known): Change => ({
  table: 'link_sessions',
  agency: at.id,
  id: linkSessionId,
  creator: creatorId,
})

async function noticeFor(userId: string): Promise<Change> {
  const id = randomUUID()
  await world.db.admin`insert into notices ${world.db.admin({
    id,
    agency_id: agency.id,
    user_id: userId,
    connection_id: hers.connectionId,
    kind: 'broken',
    status: 's',
    reason: 'r',
    transition: id,
    created_at: new Date(),
  })}`
  return { table: 'notices', agency: agency.id, id, user: userId }
}

async function jobOf(userId: string): Promise<Change> {
  const id = randomUUID()
  await world.db.admin`insert into bulk_jobs ${world.db.admin({
    id,
    agency_id: agency.id,
    kind: 'tag',
    input: world.db.admin.json({}),
    state: 'running',
    total: 1,
    idempotency_key: id,
    created_by: userId,
    created_at: new Date(),
  })}`
  return { table: 'bulk_items', agency: agency.id, job: id }
}

describe('the team', () => {
  it('hears of its agency’s rows', async () => {
    const { viewer } = await member()
    expect(await hears(viewer, connectionOf(others))).toEqual([
      'attention',
      `connection:${others.connectionId}`,
      'connections',
    ])
    expect(await hears(viewer, sessionOf(hers))).toContain(`link_session:${hers.linkSessionId}`)
    expect(await hears(viewer, { table: 'orphans', agency: agency.id })).toEqual(['attention'])
  })

  it('hears nothing of another agency, even when a message names the wrong one', async () => {
    const { viewer } = await member('admin')
    const changes = [connectionOf(abroad), sessionOf(abroad)]
    expect(await hears(viewer, ...changes)).toEqual([])
    expect(await hears(viewer, ...changes.map((change) => ({ ...change, agency: agency.id })))).toEqual([])
    expect(
      await hears(viewer, { table: 'provider_accounts', agency: foreign.id, id: foreign.accountId }),
    ).toEqual([])
    expect(await hears(viewer, { table: 'orphans', agency: foreign.id })).toEqual([])
  })

  it('with assigned creators hears of theirs alone', async () => {
    const limited = await member('staff', { assignedOnly: true })
    await assign(world, agency, limited.id, hers.creatorId)
    const { viewer } = limited
    expect(await hears(viewer, connectionOf(hers))).toContain(`connection:${hers.connectionId}`)
    expect(await hears(viewer, connectionOf(others), sessionOf(others))).toEqual([])
    const agencyWide = ['orphans', 'webhook_deliveries', 'webhook_refusals', 'webhook_secrets'] as const
    expect(await hears(viewer, ...agencyWide.map((table) => ({ table, agency: agency.id })))).toEqual([])
    expect(await hears(viewer, await jobOf(agency.users.owner.id))).toEqual([])
    expect(await hears(viewer, await jobOf(limited.id))).toContain('bulk')
  })

  it('hears of its own notices, not of those of others', async () => {
    const { id, viewer } = await member()
    expect(await hears(viewer, await noticeFor(agency.users.owner.id))).toEqual([])
    expect(await hears(viewer, await noticeFor(id))).toEqual(['notices'])
  })

  it('is told when its own rights changed', async () => {
    const { id, viewer } = await member()
    const change = (user: string): Change => ({ table: 'memberships', agency: agency.id, user })
    expect(await hears(viewer, change(agency.users.owner.id))).toEqual(['team'])
    expect(await hears(viewer, change(id))).toEqual(['rights', 'team'])
  })

  it('has the rights of this moment, not those of when it began to listen', async () => {
    const { id, viewer } = await member()
    expect(await hears(viewer, connectionOf(others))).toContain('connections')
    await world.db.admin`update memberships set assigned_only = true where user_id = ${id}`
    expect(await hears(viewer, connectionOf(others))).toEqual([])
    await world.db.admin`update memberships set assigned_only = false, role = 'creator' where user_id = ${id}`
    expect(await hears(viewer, connectionOf(others))).toEqual(['no_access'])
  })

  it.each([
    [
      'deactivated',
      'no_access',
      (id: string) => `update memberships set deactivated_at = now() where user_id = '${id}'`,
    ],
    ['disabled', 'signed_out', (id: string) => `update users set disabled_at = now() where id = '${id}'`],
    [
      'signed out',
      'signed_out',
      (id: string) => `update sessions set revoked_at = now() where user_id = '${id}'`,
    ],
    [
      'idle',
      'signed_out',
      (id: string) => `update sessions set last_seen_at = now() - interval '2 hours' where user_id = '${id}'`,
    ],
    [
      'past the end',
      'signed_out',
      (id: string) => `update sessions set expires_at = now() - interval '1 second' where user_id = '${id}'`,
    ],
  ])('hears nothing more when %s', async (_, why, query) => {
    const { id, viewer } = await member()
    expect(await viewer.check()).toBeNull()
    await world.db.admin.unsafe(query(id))
    expect(await hears(viewer, connectionOf(others))).toEqual([why])
  })

  it('does not stay signed in by looking on', async () => {
    const { sessionId, viewer } = await member()
    await world.db
      .admin`update sessions set last_seen_at = now() - interval '50 minutes' where id = ${sessionId}`
    expect(await viewer.check()).toBeNull()
    const [row] = await world.db
      .admin`select last_seen_at < now() - interval '49 minutes' as idle from sessions where id = ${sessionId}`
    expect(row?.idle).toBe(true)
  })
})

describe('a creator', () => {
  it('hears that something of hers changed, and nothing of others', async () => {
    const { inviteId, token } = await invite(agency, { creatorId: hers.creatorId })
    const way = { agencyId: agency.id, open: async () => (await visitWith(world, token))?.ctx ?? null }
    const viewer = creatorViewer([way], null)
    const own: Change = { table: 'invites', agency: agency.id, id: inviteId, creator: hers.creatorId }
    for (const change of [own, connectionOf(hers), sessionOf(hers)])
      expect(await hears(viewer, change)).toEqual(['creator'])
    // Named as hers or not named at all: the row itself decides.
    const { creator: _, ...unnamed } = connectionOf(others)
    const claimed = { ...sessionOf(others), creator: hers.creatorId }
    for (const change of [connectionOf(others), unnamed, claimed, connectionOf(abroad)])
      expect(await hears(viewer, change)).toEqual([])
    for (const table of ['orphans', 'provider_accounts', 'memberships', 'mails'] as const)
      expect(await hears(viewer, { table, agency: agency.id })).toEqual([])
  })

  it('by a hand-off hears of that attempt alone', async () => {
    const ctx = { ...agency.ctx('creator'), actor: { kind: 'creator' as const, creatorId: hers.creatorId } }
    const { linkSessionId } = hers
    const viewer = creatorViewer([{ agencyId: agency.id, linkSessionId, open: async () => ctx }], null)
    expect(await hears(viewer, sessionOf(hers))).toEqual(['creator'])
    const handoff: Change = { table: 'handoffs', agency: agency.id, session: linkSessionId }
    expect(await hears(viewer, handoff)).toEqual(['creator'])
    expect(await hears(viewer, connectionOf(hers), { ...handoff, session: others.linkSessionId })).toEqual([])
  })

  it('with two ways in hears less when one closes, and nothing when none is left', async () => {
    const ctx = { ...agency.ctx('creator'), actor: { kind: 'creator' as const, creatorId: hers.creatorId } }
    const open = new Set(['link', 'page'])
    const way = (name: string) => ({ agencyId: agency.id, open: async () => (open.has(name) ? ctx : null) })
    const viewer = creatorViewer([way('link'), way('page')], null)
    expect(await viewer.check()).toBeNull()
    open.delete('page')
    expect(await viewer.check()).toBe('less')
    expect(await viewer.check()).toBeNull()
    open.delete('link')
    expect(await viewer.check()).toBe('no_access')
  })

  it('is one browser by the cookies that open something, whatever others it invents', async () => {
    jar.set('patchbay-invite', (await invite(agency)).token)
    const { name, ways } = await creatorWays()
    expect(ways).toHaveLength(1)
    for (const cookie of ['patchbay-handoff', 'patchbay-creator']) {
      jar.set(cookie, randomToken())
      expect((await creatorWays()).name).toBe(name)
    }
    jar.set('patchbay-invite', (await invite(agency)).token)
    expect((await creatorWays()).name).not.toBe(name)
  })
})
