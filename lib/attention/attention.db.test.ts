import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assignments } from '@/db/schema/assignments'
import { connections } from '@/db/schema/connections'
import { inviteTokens } from '@/db/schema/invite-tokens'
import type { Ctx } from '../auth/context'
import { type Agency, makeWorld, type World } from '../testing/world'
import type { AttentionItem } from './items'
import { ago, Books, broken } from './testing/books'
import { limited, readQueue } from './testing/queue'

let world: World
let agency: Agency
let books: Books
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  agency = await world.newAgency()
  books = new Books(world, agency)
})
afterAll(() => world.close())

const queue = (ctx: Ctx = agency.ctx()) => readQueue(ctx)
const causes = async (ctx?: Ctx) => (await queue(ctx)).groups.map((group) => group.cause)
const keys = (items: AttentionItem[]) => items.map((item) => item.key)

describe('the order', () => {
  it('is high priority first, then the longest broken, in the group and over the groups', async () => {
    const old = await books.addConnection(broken({ brokenSince: ago(90) }))
    const fresh = await books.addConnection(broken({ brokenSince: ago(1) }))
    const high = await books.addConnection(broken({ brokenSince: ago(2), priority: 'high' }))
    await books.addConnection({
      status: 'awaiting_2fa',
      statusReason: 'provider_awaiting_2fa',
      brokenSince: ago(200),
    })
    await books.addConnection({ status: 'expiring', statusReason: 'renewal_due', statusChangedAt: ago(900) })
    await books.addOrphan()
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
    for (let i = 0; i < 12; i += 1) await books.addConnection()
    await books.addConnection(broken())
    await books.setAccount({ keyRefusedAt: ago(1), unavailableSince: ago(1) })
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
    const creatorId = await books.addCreator()
    const id = await books.addConnection(
      { status: 'needs_review', statusReason: 'other_user', brokenSince: ago(4), priority: 'high' },
      creatorId,
    )
    await books.addReview(creatorId, id)
    const { groups } = await queue()
    expect(groups.map((group) => group.cause)).toEqual(['review'])
    expect(groups[0]?.items[0]?.high).toBe(true)
  })

  it('a blocked connection without a review is not lost', async () => {
    await books.addConnection({ status: 'needs_review', statusReason: 'other_user', brokenSince: ago(4) })
    expect(await causes()).toEqual(['other_user'])
  })

  it('a reason of a newer version has a group', async () => {
    await books.addConnection(broken({ statusReason: 'brand_new' }))
    expect(await causes()).toEqual(['other_reason'])
  })

  it('nothing that works, and nothing that has ended', async () => {
    await books.addConnection()
    await books.addConnection({ status: 'disconnected', statusReason: 'by_team', endedAt: ago(1) })
    expect(await causes()).toEqual([])
  })

  it('a deletion that failed once is weather, one that failed twice is listed', async () => {
    await books.addDeletion(0)
    await books.addDeletion(1)
    expect(await causes()).toEqual([])
    await books.addDeletion(2)
    expect(await causes()).toEqual(['deletion'])
  })

  it('nothing of another agency', async () => {
    await books.addConnection(broken())
    const other = await world.newAgency()
    expect((await queue(other.ctx('owner'))).total).toBe(0)
  })
})

describe('a creator who asked for a new link', () => {
  it('waits until she got one: a new token or a newer invite', async () => {
    const creatorId = await books.addCreator()
    const asked = { askedAgainAt: ago(3), expiresAt: ago(10) }
    const first = await books.addInvite(creatorId, asked)
    expect(await causes()).toEqual(['asked_again'])
    await world.db.system.insert(inviteTokens).values({
      agencyId: agency.id,
      inviteId: first,
      rotation: 1,
      tokenHash: randomUUID(),
      createdAt: ago(1),
    })
    expect(await causes()).toEqual([])
    await books.addInvite(creatorId, asked)
    expect(await causes()).toEqual(['asked_again'])
    await books.addInvite(creatorId, { createdAt: ago(1) })
    expect(await causes()).toEqual([])
  })

  it('waits no longer when the connection works again', async () => {
    const creatorId = await books.addCreator()
    const connectionId = await books.addConnection(broken(), creatorId)
    await books.addInvite(creatorId, {
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
    const invite = await books.addInvite(await books.addCreator())
    await books.addMail(invite)
    expect(await causes()).toEqual(['undelivered'])
    await books.addMail(invite, { createdAt: ago(1), status: 'sent', problem: null })
    expect(await causes()).toEqual([])
  })

  it.each([
    ['opened since', { lastOpenedAt: ago(1) }],
    ['revoked', { revokedAt: ago(1) }],
    ['expired', { expiresAt: ago(1) }],
    ['used up', { uses: 1 }],
  ])('is no news of an invite that was %s', async (_, over) => {
    await books.addMail(await books.addInvite(await books.addCreator(), over))
    expect(await causes()).toEqual([])
  })

  it('is not listed when it was no mail with a link, or was put off only', async () => {
    const invite = await books.addInvite(await books.addCreator())
    await books.addMail(invite, { status: 'queued' })
    await books.addMail(invite, { kind: 'receipt' })
    expect(await causes()).toEqual([])
  })
})

describe('limited staff', () => {
  it('sees its own creators’ items alone, and neither orphans nor deletions', async () => {
    const mine = await books.addCreator()
    const theirs = await books.addCreator()
    for (const creatorId of [mine, theirs]) {
      await books.addConnection(broken(), creatorId)
      await books.addReview(creatorId, null)
      await books.addInvite(creatorId, { askedAgainAt: ago(3), expiresAt: ago(10) })
      await books.addMail(await books.addInvite(creatorId, { createdAt: ago(60) }))
    }
    await books.addOrphan()
    await books.addDeletion(5)
    expect((await queue()).total).toBe(10)
    expect((await queue(limited(agency))).total).toBe(0)
    await world.db.system.insert(assignments).values({
      agencyId: agency.id,
      userId: agency.users.staff.id,
      creatorId: mine,
      createdAt: new Date(),
    })
    const { groups, total } = await queue(limited(agency))
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
      books = new Books(world, agency)
      for (let i = random(25); i > 0; i -= 1) {
        const creatorId = await books.addCreator()
        const status = pick(['active', 'expiring', 'needs_reauth', 'awaiting_2fa', 'needs_review'] as const)
        const works = status === 'active' || status === 'expiring'
        const id = await books.addConnection(
          {
            status,
            statusReason: pick(['session_expired', 'signed_out', 'other_user', 'renewal_due', 'who_knows']),
            brokenSince: works ? null : ago(random(500)),
            priority: pick(['normal', 'high'] as const),
            endedAt: random(6) === 0 ? ago(1) : null,
          },
          creatorId,
        )
        if (random(3) === 0) await books.addReview(creatorId, pick([id, null]))
        const invite = await books.addInvite(creatorId, {
          purpose: pick(['connect', 'reconnect'] as const),
          connectionId: pick([id, null]),
          askedAgainAt: pick([null, ago(random(90))]),
          revokedAt: pick([null, null, ago(2)]),
          expiresAt: ago(random(60) - 30),
          lastOpenedAt: pick([null, ago(random(50))]),
        })
        if (random(2) === 0) await books.addMail(invite, { createdAt: ago(random(40)) })
        if (random(2) === 0) await books.addMail(invite, { createdAt: ago(random(40)), status: 'sent' })
      }
      for (let i = random(4); i > 0; i -= 1) await books.addOrphan()
      for (let i = random(4); i > 0; i -= 1) await books.addDeletion(random(4))
      await books.setAccount({
        keyRefusedAt: pick([null, ago(1)]),
        unavailableSince: pick([null, ago(1)]),
        misconfiguredAt: pick([null, ago(1)]),
      })
      for (const ctx of [agency.ctx('owner'), agency.ctx('staff'), limited(agency)]) await queue(ctx)
    }
  })

  it('stay quick and bounded with 5,000 broken connections', async () => {
    const creatorId = await books.addCreator()
    const rows = Array.from({ length: 5_000 }, (_, i) =>
      books.connectionOf(
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
    await books.addConnection({ lastProvenAt: ago(23) })
    expect((await queue()).freshness).toMatchObject({ active: 1, stale: 0 })
    await books.addConnection({ lastProvenAt: ago(25) })
    await books.addConnection({ lastProvenAt: null })
    const { freshness } = await queue()
    expect(freshness).toMatchObject({ active: 3, stale: 2 })
    expect(freshness.oldest).toBeInstanceOf(Date)
  })
})
