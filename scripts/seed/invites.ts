import { randomUUID } from 'node:crypto'
import { and, desc, eq, isNull } from 'drizzle-orm'
import { connections } from '../../db/schema/connections'
import { events } from '../../db/schema/events'
import { inviteTokens } from '../../db/schema/invite-tokens'
import { invites } from '../../db/schema/invites'
import { linkSessions } from '../../db/schema/link-sessions'
import type { EventKind } from '../../lib/audit/words'
import { deriveToken } from '../../lib/crypto/derive'
import { inviteTokenHash } from '../../lib/invites/tokens'
import { linkKey } from '../../lib/links/link-key'
import { type Books, writeCreator } from './books'
import { type Person, person } from './people'

const HOUR = 3_600_000
const DAY = 24 * HOUR

type NewInvite = Partial<typeof invites.$inferInsert> & {
  creatorId: string
  /** How long ago it was made. */
  age: number
  /** How long it is open, from then. */
  lasts?: number
  by: string
}

type Line = { kind: EventKind; ago: number; by?: string; creator?: true; linkSessionId?: string }

/** One invite with its link and its history. */
async function writeInvite(books: Books, input: NewInvite, lines: Line[] = []): Promise<string> {
  const { age, lasts = 14 * DAY, by, ...values } = input
  const { tx, agencyId } = books
  const ago = (ms: number) => new Date(books.now.getTime() - ms)
  const id = randomUUID()
  const createdAt = ago(age)
  await tx.insert(invites).values({
    id,
    agencyId,
    purpose: 'connect',
    language: 'en',
    createdBy: by,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + lasts),
    ...values,
  })
  const token = deriveToken(await linkKey(tx, agencyId), 'invite', id, 0)
  await tx
    .insert(inviteTokens)
    .values({ agencyId, inviteId: id, rotation: 0, tokenHash: inviteTokenHash(token), createdAt })
  const made: Line[] = [
    { kind: 'invite.created', ago: age, by },
    { kind: 'invite.link_shown', ago: age - 20_000, by },
  ]
  await tx.insert(events).values(
    [...made, ...lines].map((line) => ({
      agencyId,
      inviteId: id,
      connectionId: values.connectionId ?? null,
      linkSessionId: line.linkSessionId ?? null,
      kind: line.kind,
      actorKind: line.by ? ('user' as const) : line.creator ? ('creator' as const) : ('system' as const),
      actorUserId: line.by ?? null,
      data: {},
      at: ago(line.ago),
    })),
  )
  return id
}

/** Links that nobody has finished yet, and links that lead nowhere any more. */
async function writeLinks(books: Books, first: number): Promise<void> {
  const by = books.staff[0] ?? ''
  const ago = (ms: number) => new Date(books.now.getTime() - ms)
  const creator = (who: Person, age: number) => writeCreator(books, who.name, ago(age), by)
  const [fresh, looked, late, rested] = [first, first + 1, first + 2, first + 3].map(person)
  if (!fresh || !looked || !late || !rested) return
  await writeInvite(books, {
    creatorId: await creator(fresh, 5 * HOUR),
    age: 5 * HOUR,
    by,
    expectedUsername: fresh.username.toLowerCase(),
    note: 'Met at the fair in Vigo. Prefers Telegram.',
    country: 'ES',
    language: 'es',
  })
  await writeInvite(
    books,
    {
      creatorId: await creator(looked, 2 * DAY),
      age: 2 * DAY,
      by: books.staff[1] ?? by,
      opened: 2,
      maxUses: 2,
      firstOpenedAt: ago(2 * DAY - 3 * HOUR),
      lastOpenedAt: ago(4 * HOUR),
      timeZone: 'Europe/Berlin',
    },
    [
      { kind: 'invite.opened', ago: 2 * DAY - 3 * HOUR, creator: true },
      { kind: 'invite.opened', ago: 4 * HOUR, creator: true },
    ],
  )
  await writeInvite(
    books,
    {
      creatorId: await creator(late, 17 * DAY),
      age: 17 * DAY,
      by,
      opened: 1,
      firstOpenedAt: ago(2 * DAY),
      lastOpenedAt: ago(2 * DAY),
      askedAgainAt: ago(2 * HOUR),
    },
    [{ kind: 'invite.asked_again', ago: 2 * HOUR, creator: true }],
  )
  await writeInvite(
    books,
    { creatorId: await creator(rested, 6 * DAY), age: 6 * DAY, by, pausedAt: ago(DAY) },
    [{ kind: 'invite.paused', ago: DAY, by }],
  )
}

/** The newest connection came of a link: its session, counts and history say so. */
async function writeUsed(books: Books): Promise<void> {
  const { tx, agencyId } = books
  const [row] = await tx
    .select({ connection: connections, session: linkSessions })
    .from(connections)
    .innerJoin(
      linkSessions,
      and(eq(linkSessions.resultConnectionId, connections.id), eq(linkSessions.purpose, 'connect')),
    )
    .where(and(eq(connections.agencyId, agencyId), eq(connections.status, 'active')))
    .orderBy(desc(connections.createdAt))
    .limit(1)
  if (!row) return
  const { connection, session } = row
  const done = books.now.getTime() - session.stateChangedAt.getTime()
  const begun = books.now.getTime() - session.createdAt.getTime()
  const at = new Date(session.createdAt.getTime() - 60_000)
  const inviteId = await writeInvite(
    books,
    {
      creatorId: connection.creatorId,
      age: begun + DAY,
      by: session.initiatedBy ?? '',
      expectedUsername: connection.username.toLowerCase(),
      opened: 1,
      started: 1,
      uses: 1,
      firstOpenedAt: at,
      lastOpenedAt: at,
      timeZone: 'Europe/London',
    },
    [
      { kind: 'invite.opened', ago: begun + 60_000, creator: true },
      { kind: 'invite.started', ago: begun, creator: true, linkSessionId: session.id },
      { kind: 'invite.used', ago: done, linkSessionId: session.id },
    ],
  )
  await tx
    .update(linkSessions)
    .set({ inviteId, initiatedBy: null, acknowledgedAt: session.stateChangedAt })
    .where(eq(linkSessions.id, session.id))
}

/** A creator who was asked to repair the connection that is broken the longest. */
async function writeAsked(books: Books): Promise<void> {
  const { tx, agencyId } = books
  const [broken] = await tx
    .select()
    .from(connections)
    .where(
      and(
        eq(connections.agencyId, agencyId),
        eq(connections.status, 'needs_reauth'),
        isNull(connections.endedAt),
      ),
    )
    .orderBy(connections.brokenSince)
    .limit(1)
  if (!broken) return
  const opened = new Date(books.now.getTime() - 20 * HOUR)
  await writeInvite(
    books,
    {
      creatorId: broken.creatorId,
      purpose: 'reconnect',
      connectionId: broken.id,
      age: 26 * HOUR,
      by: books.staff[0] ?? '',
      opened: 1,
      firstOpenedAt: opened,
      lastOpenedAt: opened,
    },
    [{ kind: 'invite.opened', ago: 20 * HOUR, creator: true }],
  )
}

/** Invites in every state, so that the pages have something to show. `first`: the first person that has none yet. */
export async function seedInvites(books: Books, first: number): Promise<void> {
  await writeLinks(books, first)
  await writeUsed(books)
  await writeAsked(books)
}
