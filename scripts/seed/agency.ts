import { eq } from 'drizzle-orm'
import { connections } from '../../db/schema/connections'
import { type Candidate, linkSessions } from '../../db/schema/link-sessions'
import { orphans } from '../../db/schema/orphans'
import { randomToken } from '../../lib/crypto/random'
import { type Books, writeConnectionWithHistory, writeCreator, writeLines, writeSession } from './books'
import { seedInvites } from './invites'
import { ALL_PERMISSIONS, type Person, person } from './people'
import { type PlannedConnection, plan } from './plan'
import { deleteRemote, type RemoteAccount, remoteOf, seedSandbox } from './sandbox'

const HOUR = 3_600_000

export const demoAgencies = [
  {
    slug: 'northlight',
    name: 'Northlight Agency',
    first: 0,
    mix: { active: 33, expiring: 2, expired: 5, ended: 2, twofa: 2, review: 1, gone: 4 },
    extras: true,
  },
  {
    slug: 'harbor',
    name: 'Harbor Talent',
    first: 100,
    mix: { active: 7, expired: 2, twofa: 1, gone: 1 },
    extras: false,
  },
]

type DemoAgency = (typeof demoAgencies)[number]

function stranger(who: Person, referenceId: string | null, at: Date): RemoteAccount {
  return {
    person: who,
    status: 'active',
    permissions: ALL_PERMISSIONS,
    referenceId,
    createdAt: at,
    changedAt: at,
  }
}

/** Fills one agency: accounts in the sandbox first, then our books about them. */
export async function seedAgency(books: Books, agency: DemoAgency, apiKey: string): Promise<void> {
  const planned = plan(agency.mix, agency.first, books.now).map((item) => ({
    item,
    referenceId: randomToken(),
  }))
  const accounts: { account: RemoteAccount; of: PlannedConnection }[] = []
  const intruder = person(agency.first + 90)
  for (const { item, referenceId } of planned) {
    const account = remoteOf(item, referenceId)
    // Under a connection in review the sandbox holds somebody else; the expected person keeps a login.
    if (account)
      accounts.push({
        account: item.status === 'needs_review' ? { ...account, person: intruder } : account,
        of: item,
      })
  }
  const at = new Date(books.now.getTime() - 5 * HOUR)
  const lateReference = randomToken()
  const otherReference = randomToken()
  const extras = agency.extras
    ? {
        late: stranger(person(agency.first + 91), lateReference, at),
        other: stranger(person(agency.first + 92), otherReference, at),
        orphanA: stranger(person(agency.first + 93), null, new Date(at.getTime() - 40 * 24 * HOUR)),
        orphanB: stranger(person(agency.first + 94), 'crm-20881', new Date(at.getTime() - 11 * 24 * HOUR)),
      }
    : null
  const review = planned.find(({ item }) => item.status === 'needs_review')
  const login = review ? [stranger(review.item.person, null, at)] : []
  const all = [...accounts.map((entry) => entry.account), ...(extras ? Object.values(extras) : []), ...login]
  const ids = (await seedSandbox(apiKey, agency.name, all)).map((entry) => entry.id)
  const lastId = ids.at(-1)
  if (review && lastId) await deleteRemote(apiKey, lastId)
  const remoteId = (item: PlannedConnection) =>
    ids[accounts.findIndex((entry) => entry.of === item)] ?? `conn_gone${item.person.ofUserId}`

  const made = new Map<PlannedConnection, string>()
  for (const { item, referenceId } of planned)
    made.set(item, await writeConnectionWithHistory(books, item, { id: remoteId(item), referenceId }))
  if (review) await writeSameIdReview(books, made.get(review.item) ?? '', remoteId(review.item), intruder)
  await seedInvites(books, agency.first + 70)
  if (!extras) return
  const [late, other, orphanA, orphanB] = ids.slice(accounts.length, accounts.length + 4)
  if (!late || !other || !orphanA || !orphanB) throw new Error('The sandbox made too few accounts.')
  await writeLateReview(books, extras.late, late, lateReference, at)
  const broken = planned.find(({ item }) => item.status === 'needs_reauth')
  if (broken)
    await writeOtherIdReview(books, made.get(broken.item) ?? '', extras.other, other, otherReference, at)
  await writeOrphans(books, [
    { account: extras.orphanA, id: orphanA },
    { account: extras.orphanB, id: orphanB },
  ])
}

function candidate(who: Person, id: string, referenceId: string | null): Candidate {
  return {
    providerConnectionId: id,
    ofUserId: who.ofUserId,
    username: who.username,
    displayName: who.name,
    avatarUrl: `${process.env.SANDBOX_URL}/avatars/${who.ofUserId}.png`,
    permissions: ALL_PERMISSIONS,
    referenceId,
  }
}

async function writeSameIdReview(
  books: Books,
  connectionId: string,
  remoteId: string,
  intruder: Person,
): Promise<void> {
  const [row] = await books.tx.select().from(connections).where(eq(connections.id, connectionId))
  if (!row) return
  const at = new Date(books.now.getTime() - 7 * HOUR)
  const id = await writeSession(books, {
    creatorId: row.creatorId,
    connectionId,
    purpose: 'reconnect',
    state: 'needs_review',
    reviewReason: 'other_user_same_id',
    at,
    by: books.staff[0] ?? '',
    referenceId: randomToken(),
    candidate: candidate(intruder, remoteId, row.referenceId),
  })
  await writeLines(books, [
    {
      kind: 'session.needs_review',
      at,
      connectionId,
      linkSessionId: id,
      data: { code: 'other_user_same_id' },
    },
  ])
}

async function writeOtherIdReview(
  books: Books,
  connectionId: string,
  account: RemoteAccount,
  id: string,
  referenceId: string,
  at: Date,
): Promise<void> {
  const [row] = await books.tx.select().from(connections).where(eq(connections.id, connectionId))
  if (!row) return
  const linkSessionId = await writeSession(books, {
    creatorId: row.creatorId,
    connectionId,
    purpose: 'reconnect',
    state: 'needs_review',
    reviewReason: 'other_user_new_id',
    at,
    by: books.staff[0] ?? '',
    referenceId,
    candidate: candidate(account.person, id, referenceId),
  })
  await writeLines(books, [
    { kind: 'session.needs_review', at, connectionId, linkSessionId, data: { code: 'other_user_new_id' } },
  ])
}

async function writeLateReview(
  books: Books,
  account: RemoteAccount,
  id: string,
  referenceId: string,
  at: Date,
): Promise<void> {
  const by = books.staff[0] ?? ''
  const creatorId = await writeCreator(books, account.person.name, at, by)
  const linkSessionId = await writeSession(books, {
    creatorId,
    connectionId: null,
    purpose: 'connect',
    state: 'needs_review',
    reviewReason: 'browser_not_returned',
    at,
    by,
    referenceId,
    candidate: candidate(account.person, id, referenceId),
  })
  await writeLines(books, [
    { kind: 'session.started', at, linkSessionId, actor: by },
    {
      kind: 'session.needs_review',
      at: new Date(at.getTime() + 15 * 60_000),
      linkSessionId,
      data: { code: 'browser_not_returned' },
    },
  ])
  const cancelled = await writeSession(books, {
    creatorId,
    connectionId: null,
    purpose: 'connect',
    state: 'cancelled',
    outcomeCode: 'login',
    at: new Date(at.getTime() - HOUR),
    by,
    referenceId: randomToken(),
  })
  await books.tx
    .update(linkSessions)
    .set({ stateChangedAt: new Date(at.getTime() - HOUR + 90_000) })
    .where(eq(linkSessions.id, cancelled))
}

async function writeOrphans(books: Books, found: { account: RemoteAccount; id: string }[]): Promise<void> {
  for (const { account, id } of found)
    await books.tx.insert(orphans).values({
      agencyId: books.agencyId,
      providerAccountId: books.accountId,
      providerConnectionId: id,
      ofUserId: account.person.ofUserId,
      username: account.person.username,
      displayName: account.person.name,
      avatarUrl: `${process.env.SANDBOX_URL}/avatars/${account.person.ofUserId}.png`,
      referenceId: account.referenceId,
      remoteStatus: 'active',
      remoteCreatedAt: account.createdAt,
      firstSeenAt: new Date(books.now.getTime() - 3 * HOUR),
      lastSeenAt: books.now,
    })
}
