import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assignments } from '@/db/schema/assignments'
import { connections } from '@/db/schema/connections'
import { creators } from '@/db/schema/creators'
import { inviteTokens } from '@/db/schema/invite-tokens'
import { invites } from '@/db/schema/invites'
import { linkSessions } from '@/db/schema/link-sessions'
import { mails } from '@/db/schema/mails'
import { orphans } from '@/db/schema/orphans'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { providerDeletions } from '@/db/schema/provider-deletions'
import type { Ctx } from '../auth/context'
import { type Agency, makeWorld, type World } from '../testing/world'
import { COUNT_CAP, countAttention } from './count-attention'
import type { AttentionItem } from './items'
import { listAttention } from './list-attention'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  agency = await world.newAgency()
})
afterAll(() => world.close())

const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR)
const text = () => randomUUID()

type Row<T extends { $inferInsert: object }> = Partial<T['$inferInsert']>

async function addCreator(): Promise<string> {
  const id = randomUUID()
  await world.db.system
    .insert(creators)
    .values({ id, agencyId: agency.id, name: `Creator ${id.slice(0, 4)}` })
  return id
}

function connectionOf(creatorId: string, over: Row<typeof connections> = {}) {
  const id = over.id ?? randomUUID()
  return {
    agencyId: agency.id,
    creatorId,
    providerAccountId: agency.accountId,
    provider: 'ofauth' as const,
    providerConnectionId: text(),
    ofUserId: text(),
    username: `user${id.slice(0, 6)}`,
    displayName: 'A name',
    status: 'active' as const,
    statusReason: 'proven',
    statusChangedAt: ago(30),
    lastProvenAt: ago(1),
    searchText: '',
    ...over,
    id,
  }
}

async function addConnection(over: Row<typeof connections> = {}, creatorId?: string): Promise<string> {
  const row = connectionOf(creatorId ?? (await addCreator()), over)
  await world.db.system.insert(connections).values(row)
  return row.id
}

const broken = (over: Row<typeof connections> = {}) => ({
  status: 'needs_reauth' as const,
  statusReason: 'session_expired',
  brokenSince: ago(5),
  ...over,
})

async function addReview(creatorId: string, connectionId: string | null): Promise<string> {
  const id = randomUUID()
  await world.db.system.insert(linkSessions).values({
    id,
    agencyId: agency.id,
    providerAccountId: agency.accountId,
    provider: 'ofauth',
    mode: 'redirect',
    purpose: connectionId ? 'reconnect' : 'connect',
    state: 'needs_review',
    creatorId,
    connectionId,
    referenceId: text(),
    idempotencyKey: text(),
    reviewReason: connectionId ? 'other_user_same_id' : 'browser_not_returned',
    candidate: {
      providerConnectionId: text(),
      ofUserId: '1',
      username: 'somebody',
      displayName: 'Somebody',
      avatarUrl: null,
      permissions: null,
      referenceId: null,
    },
    createdAt: ago(3),
    expiresAt: ago(2),
    stateChangedAt: ago(3),
  })
  return id
}

async function addInvite(creatorId: string, over: Row<typeof invites> = {}): Promise<string> {
  const id = randomUUID()
  const createdAt = over.createdAt ?? ago(48)
  await world.db.system.insert(invites).values({
    id,
    agencyId: agency.id,
    creatorId,
    purpose: 'connect',
    language: 'en',
    expiresAt: ago(-24),
    createdAt,
    ...over,
  })
  await world.db.system
    .insert(inviteTokens)
    .values({ agencyId: agency.id, inviteId: id, rotation: 0, tokenHash: text(), createdAt })
  return id
}

const addMail = (inviteId: string, over: Row<typeof mails> = {}) =>
  world.db.system.insert(mails).values({
    agencyId: agency.id,
    kind: 'invite',
    toAddress: 'jane@example.com',
    language: 'en',
    refs: { inviteId },
    dedupeKey: text(),
    status: 'failed',
    problem: 'address_refused',
    createdAt: ago(2),
    nextAttemptAt: ago(2),
    ...over,
  })

const addOrphan = () =>
  world.db.system.insert(orphans).values({
    agencyId: agency.id,
    providerAccountId: agency.accountId,
    providerConnectionId: text(),
    ofUserId: '1',
    username: 'orphan',
    displayName: 'Orphan',
    remoteStatus: 'active',
    firstSeenAt: ago(9),
    lastSeenAt: ago(1),
  })

const addDeletion = (attempts: number) =>
  world.db.system.insert(providerDeletions).values({
    agencyId: agency.id,
    providerAccountId: agency.accountId,
    providerConnectionId: text(),
    reason: 'disconnected',
    attempts,
    createdAt: ago(9),
    nextAttemptAt: ago(-1),
  })

const setAccount = (set: Row<typeof providerAccounts>) =>
  world.db.system.update(providerAccounts).set(set).where(eq(providerAccounts.id, agency.accountId))

function limited(): Ctx {
  const ctx = agency.ctx('staff')
  return ctx.actor.kind === 'user' ? { ...ctx, actor: { ...ctx.actor, assignedOnly: true } } : ctx
}

/** The queue, after it was seen to be of one mind with the number in the navigation. */
async function queue(ctx: Ctx = agency.ctx()) {
  const attention = await listAttention(ctx)
  expect(await countAttention(ctx)).toBe(Math.min(COUNT_CAP, attention.total))
  for (const group of attention.groups) {
    expect(group.count).toBeGreaterThanOrEqual(group.items.length)
    expect(group.items.length).toBeGreaterThan(0)
  }
  return attention
}
const causes = async (ctx?: Ctx) => (await queue(ctx)).groups.map((group) => group.cause)
const keys = (items: AttentionItem[]) => items.map((item) => item.key)

describe('the order', () => {
  it('is high priority first, then the longest broken, in the group and over the groups', async () => {
    const old = await addConnection(broken({ brokenSince: ago(90) }))
    const fresh = await addConnection(broken({ brokenSince: ago(1) }))
    const high = await addConnection(broken({ brokenSince: ago(2), priority: 'high' }))
    await addConnection({
      status: 'awaiting_2fa',
      statusReason: 'provider_awaiting_2fa',
      brokenSince: ago(200),
    })
    await addConnection({ status: 'expiring', statusReason: 'renewal_due', statusChangedAt: ago(900) })
    await addOrphan()
    const { groups } = await queue()
    expect(groups.map((group) => group.cause)).toEqual([
      'session_expired',
      'provider_awaiting_2fa',
      'renewal_due',
      'orphan',
    ])
    expect(keys(groups[0]?.items ?? [])).toEqual([high, old, fresh].map((id) => `connection ${id}`))
  })

  it('puts what is wrong with the provider first, as one thing', async () => {
    for (let i = 0; i < 12; i += 1) await addConnection()
    await addConnection(broken())
    await setAccount({ keyRefusedAt: ago(1), unavailableSince: ago(1) })
    const { groups, total } = await queue()
    expect(groups.map((group) => [group.cause, group.count])).toEqual([
      ['key_refused', 1],
      ['unavailable', 1],
      ['session_expired', 1],
    ])
    expect(total).toBe(3)
    const item = groups[2]?.items[0]
    expect(item?.kind === 'connection' && item.diagnosis.action).toBe('fix_provider')
  })
})

describe('what belongs in it', () => {
  it('a connection that waits in a review is that review, and not a second thing', async () => {
    const creatorId = await addCreator()
    const id = await addConnection(
      { status: 'needs_review', statusReason: 'other_user', brokenSince: ago(4), priority: 'high' },
      creatorId,
    )
    await addReview(creatorId, id)
    const { groups } = await queue()
    expect(groups.map((group) => group.cause)).toEqual(['review'])
    expect(groups[0]?.items[0]?.high).toBe(true)
  })

  it('a blocked connection without a review is not lost', async () => {
    await addConnection({ status: 'needs_review', statusReason: 'other_user', brokenSince: ago(4) })
    expect(await causes()).toEqual(['other_user'])
  })

  it('a reason of a newer version has a group', async () => {
    await addConnection(broken({ statusReason: 'brand_new' }))
    expect(await causes()).toEqual(['other_reason'])
  })

  it('nothing that works, and nothing that has ended', async () => {
    await addConnection()
    await addConnection({ status: 'disconnected', statusReason: 'by_team', endedAt: ago(1) })
    expect(await causes()).toEqual([])
  })

  it('a deletion that failed once is weather, one that failed twice is listed', async () => {
    await addDeletion(0)
    await addDeletion(1)
    expect(await causes()).toEqual([])
    await addDeletion(2)
    expect(await causes()).toEqual(['deletion'])
  })

  it('nothing of another agency', async () => {
    await addConnection(broken())
    const other = await world.newAgency()
    expect((await queue(other.ctx('owner'))).total).toBe(0)
  })
})

describe('a creator who asked for a new link', () => {
  it('waits until she got one: a new token or a newer invite', async () => {
    const creatorId = await addCreator()
    const asked = { askedAgainAt: ago(3), expiresAt: ago(10) }
    const first = await addInvite(creatorId, asked)
    expect(await causes()).toEqual(['asked_again'])
    await world.db.system
      .insert(inviteTokens)
      .values({ agencyId: agency.id, inviteId: first, rotation: 1, tokenHash: text(), createdAt: ago(1) })
    expect(await causes()).toEqual([])
    await addInvite(creatorId, asked)
    expect(await causes()).toEqual(['asked_again'])
    await addInvite(creatorId, { createdAt: ago(1) })
    expect(await causes()).toEqual([])
  })

  it('waits no longer when the connection works again', async () => {
    const creatorId = await addCreator()
    const connectionId = await addConnection(broken(), creatorId)
    await addInvite(creatorId, {
      purpose: 'reconnect',
      connectionId,
      askedAgainAt: ago(3),
      expiresAt: ago(10),
    })
    expect(await causes()).toEqual(['session_expired', 'asked_again'])
    await world.db.system
      .update(connections)
      .set({ status: 'active', brokenSince: null })
      .where(eq(connections.id, connectionId))
    expect(await causes()).toEqual([])
  })
})

describe('a mail that could not be delivered', () => {
  it('is listed while its link is open and not opened, and no newer mail went out', async () => {
    const invite = await addInvite(await addCreator())
    await addMail(invite)
    expect(await causes()).toEqual(['undelivered'])
    await addMail(invite, { createdAt: ago(1), status: 'sent', problem: null })
    expect(await causes()).toEqual([])
  })

  it.each([
    ['opened since', { lastOpenedAt: ago(1) }],
    ['revoked', { revokedAt: ago(1) }],
    ['expired', { expiresAt: ago(1) }],
    ['used up', { uses: 1 }],
  ])('is no news of an invite that was %s', async (_, over) => {
    await addMail(await addInvite(await addCreator(), over))
    expect(await causes()).toEqual([])
  })

  it('is not listed when it was no mail with a link, or was put off only', async () => {
    const invite = await addInvite(await addCreator())
    await addMail(invite, { status: 'queued' })
    await addMail(invite, { kind: 'receipt' })
    expect(await causes()).toEqual([])
  })
})

describe('limited staff', () => {
  it('sees its own creators’ items alone, and neither orphans nor deletions', async () => {
    const mine = await addCreator()
    const theirs = await addCreator()
    for (const creatorId of [mine, theirs]) {
      await addConnection(broken(), creatorId)
      await addReview(creatorId, null)
      await addInvite(creatorId, { askedAgainAt: ago(3), expiresAt: ago(10) })
      await addMail(await addInvite(creatorId, { createdAt: ago(60) }))
    }
    await addOrphan()
    await addDeletion(5)
    expect((await queue()).total).toBe(10)
    expect((await queue(limited())).total).toBe(0)
    await world.db.system.insert(assignments).values({
      agencyId: agency.id,
      userId: agency.users.staff.id,
      creatorId: mine,
      createdAt: new Date(),
    })
    const { groups, total } = await queue(limited())
    expect(groups.map((group) => group.cause)).toEqual([
      'session_expired',
      'review',
      'asked_again',
      'undelivered',
    ])
    expect(total).toBe(4)
  })
})

describe('numbers', () => {
  it('of the page and of the navigation agree over random data', async () => {
    let seed = 20_260_101
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % below
    }
    const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T
    for (let round = 0; round < 12; round += 1) {
      agency = await world.newAgency()
      for (let i = random(25); i > 0; i -= 1) {
        const creatorId = await addCreator()
        const status = pick(['active', 'expiring', 'needs_reauth', 'awaiting_2fa', 'needs_review'] as const)
        const works = status === 'active' || status === 'expiring'
        const id = await addConnection(
          {
            status,
            statusReason: pick(['session_expired', 'signed_out', 'other_user', 'renewal_due', 'who_knows']),
            brokenSince: works ? null : ago(random(500)),
            priority: pick(['normal', 'high'] as const),
            endedAt: random(6) === 0 ? ago(1) : null,
          },
          creatorId,
        )
        if (random(3) === 0) await addReview(creatorId, pick([id, null]))
        const invite = await addInvite(creatorId, {
          purpose: pick(['connect', 'reconnect'] as const),
          connectionId: pick([id, null]),
          askedAgainAt: pick([null, ago(random(90))]),
          revokedAt: pick([null, null, ago(2)]),
          expiresAt: ago(random(60) - 30),
          lastOpenedAt: pick([null, ago(random(50))]),
        })
        if (random(2) === 0) await addMail(invite, { createdAt: ago(random(40)) })
        if (random(2) === 0) await addMail(invite, { createdAt: ago(random(40)), status: 'sent' })
      }
      for (let i = random(4); i > 0; i -= 1) await addOrphan()
      for (let i = random(4); i > 0; i -= 1) await addDeletion(random(4))
      await setAccount({
        keyRefusedAt: pick([null, ago(1)]),
        unavailableSince: pick([null, ago(1)]),
        misconfiguredAt: pick([null, ago(1)]),
      })
      for (const ctx of [agency.ctx('owner'), agency.ctx('staff'), limited()]) await queue(ctx)
    }
  })

  it('stay quick and bounded with 5,000 broken connections', async () => {
    const creatorId = await addCreator()
    const rows = Array.from({ length: 5_000 }, (_, i) =>
      connectionOf(
        creatorId,
        broken({ brokenSince: ago(5_000 - i), priority: i === 4_999 ? 'high' : 'normal' }),
      ),
    )
    for (let from = 0; from < rows.length; from += 500)
      await world.db.system.insert(connections).values(rows.slice(from, from + 500))
    const since = performance.now()
    const { groups, total } = await queue()
    expect(performance.now() - since).toBeLessThan(2_000)
    expect(total).toBe(5_000)
    expect(groups[0]).toMatchObject({ cause: 'session_expired', count: 5_000 })
    expect(groups[0]?.items).toHaveLength(10)
    expect(keys(groups[0]?.items ?? []).slice(0, 2)).toEqual([
      `connection ${rows[4_999]?.id}`,
      `connection ${rows[0]?.id}`,
    ])
  })
})

describe('an empty queue', () => {
  it('claims freshness only where every proof is of the last 24 hours', async () => {
    expect((await queue()).freshness).toEqual({ active: 0, stale: 0, oldest: null })
    await addConnection({ lastProvenAt: ago(23) })
    expect((await queue()).freshness).toMatchObject({ active: 1, stale: 0 })
    await addConnection({ lastProvenAt: ago(25) })
    await addConnection({ lastProvenAt: null })
    const { freshness } = await queue()
    expect(freshness).toMatchObject({ active: 3, stale: 2 })
    expect(freshness.oldest).toBeInstanceOf(Date)
  })
})
