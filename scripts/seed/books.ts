import { randomUUID } from 'node:crypto'
import type { Tx } from '../../db/client'
import { auditLog } from '../../db/schema/audit-log'
import { connections } from '../../db/schema/connections'
import { creators } from '../../db/schema/creators'
import { events } from '../../db/schema/events'
import { type Candidate, linkSessions } from '../../db/schema/link-sessions'
import { notices } from '../../db/schema/notices'
import type { EventKind } from '../../lib/audit/words'
import { searchTextOf } from '../../lib/connections/rows'
import { randomToken } from '../../lib/crypto/random'
import type { ProviderId } from '../../lib/providers/types'
import type { Person } from './people'
import type { PlannedConnection } from './plan'

const MINUTE = 60_000
const DAY = 86_400_000

export type Books = {
  tx: Tx
  agencyId: string
  accountId: string
  provider: ProviderId
  staff: string[]
  now: Date
}
export type Line = {
  kind: EventKind
  at: Date
  connectionId?: string | null
  linkSessionId?: string | null
  actor?: string | null
  data?: Record<string, string>
}

export async function writeLines(books: Books, lines: Line[]): Promise<void> {
  const sorted = [...lines].sort((a, b) => a.at.getTime() - b.at.getTime())
  if (sorted.length === 0) return
  await books.tx.insert(events).values(
    sorted.map((line) => ({
      agencyId: books.agencyId,
      connectionId: line.connectionId ?? null,
      linkSessionId: line.linkSessionId ?? null,
      kind: line.kind,
      actorKind: line.actor ? ('user' as const) : ('system' as const),
      actorUserId: line.actor ?? null,
      data: line.data ?? {},
      at: line.at,
    })),
  )
}

export async function writeCreator(books: Books, name: string, createdAt: Date, by: string): Promise<string> {
  const id = randomUUID()
  await books.tx.insert(creators).values({ id, agencyId: books.agencyId, name, createdBy: by, createdAt })
  return id
}

/** A Link session of the past, in its last state. */
export async function writeSession(
  books: Books,
  input: {
    creatorId: string
    connectionId: string | null
    resultConnectionId?: string | null
    purpose: 'connect' | 'reconnect'
    state: 'completed' | 'needs_review' | 'cancelled'
    at: Date
    by: string
    referenceId: string
    reviewReason?: string
    outcomeCode?: string
    candidate?: Candidate
  },
): Promise<string> {
  const id = randomUUID()
  await books.tx.insert(linkSessions).values({
    id,
    agencyId: books.agencyId,
    providerAccountId: books.accountId,
    provider: books.provider,
    mode: books.provider === 'ofauth' ? 'redirect' : 'polling',
    purpose: input.purpose,
    state: input.state,
    creatorId: input.creatorId,
    connectionId: input.connectionId,
    resultConnectionId: input.resultConnectionId ?? null,
    referenceId: input.referenceId,
    idempotencyKey: randomUUID(),
    initiatedBy: input.by,
    browserReturned: input.state === 'completed',
    reviewReason: input.reviewReason ?? null,
    outcomeCode: input.outcomeCode ?? null,
    candidate: input.candidate ?? null,
    createdAt: input.at,
    openedAt: input.at,
    stateChangedAt: new Date(input.at.getTime() + 2 * MINUTE),
    expiresAt: new Date(input.at.getTime() + 60 * MINUTE),
  })
  return id
}

function sessionLines(
  connectionId: string,
  linkSessionId: string,
  at: Date,
  actor: string,
  last: EventKind,
): Line[] {
  const step = (minutes: number) => new Date(at.getTime() + minutes * MINUTE)
  const ids = { connectionId, linkSessionId }
  return [
    { kind: 'session.started', at, actor, ...ids },
    { kind: 'session.opened', at: step(0.02), actor, ...ids },
    { kind: 'session.callback', at: step(1.6), ...ids, data: { status: 'success' } },
    { kind: 'session.completed', at: step(1.7), ...ids },
    { kind: last, at: step(1.7), ...ids },
  ]
}

/** What the connection's owner was told when it broke. It was mailed then, and what is a day old has been read. */
async function writeNotice(
  books: Books,
  { status, reason }: PlannedConnection,
  { at, ...whom }: { at: Date; connectionId: string; userId: string },
): Promise<void> {
  const read = new Date(at.getTime() + 20 * MINUTE)
  await books.tx.insert(notices).values({
    ...whom,
    agencyId: books.agencyId,
    kind: 'broken',
    status,
    reason,
    transition: `${whom.connectionId} ${at.toISOString()} ${status}`,
    createdAt: at,
    mailedAt: at,
    readAt: books.now.getTime() - at.getTime() > DAY ? read : null,
  })
}

/** One planned connection with its creator, sessions and ninety days of history. Returns its id. */
export async function writeConnectionWithHistory(
  books: Books,
  planned: PlannedConnection,
  remote: { id: string; referenceId: string; holder?: Person },
): Promise<string> {
  const id = randomUUID()
  const by = books.staff[planned.owner % books.staff.length] ?? ''
  const creatorId = await writeCreator(books, planned.person.name, planned.createdAt, by)
  const ended = planned.status === 'disconnected' ? planned.lastProvenAt : null
  const row = {
    id,
    agencyId: books.agencyId,
    creatorId,
    providerAccountId: books.accountId,
    provider: books.provider,
    providerConnectionId: remote.id,
    ofUserId: planned.person.ofUserId,
    username: planned.person.username,
    displayName: planned.person.name,
    avatarUrl: `${process.env.SANDBOX_URL}/avatars/${planned.person.ofUserId}.png`,
    permissions: planned.permissions,
    referenceId: remote.referenceId,
  }
  await books.tx.insert(connections).values({
    ...row,
    status: planned.status,
    statusReason: planned.reason,
    statusChangedAt: planned.brokenSince ?? ended ?? planned.createdAt,
    brokenSince: planned.brokenSince,
    lastProvenAt: planned.lastProvenAt,
    lastCheckedAt: planned.brokenSince ?? planned.lastProvenAt,
    connectedBy: by,
    ownerId: by,
    tags: planned.tags,
    note: planned.note,
    searchText: searchTextOf(row),
    createdAt: planned.createdAt,
    updatedAt: planned.lastProvenAt,
    endedAt: ended,
  })
  await writeHistory(books, planned, { id, creatorId, by, referenceId: remote.referenceId, ended })
  return id
}

async function writeHistory(
  books: Books,
  planned: PlannedConnection,
  made: { id: string; creatorId: string; by: string; referenceId: string; ended: Date | null },
): Promise<void> {
  const { id, creatorId, by } = made
  const session = { creatorId, connectionId: null, resultConnectionId: id, by, state: 'completed' as const }
  const first = await writeSession(books, {
    ...session,
    purpose: 'connect',
    at: planned.createdAt,
    referenceId: made.referenceId,
  })
  const lines = sessionLines(id, first, planned.createdAt, by, 'connection.created')
  for (const at of planned.reconnects) {
    const again = await writeSession(books, {
      ...session,
      connectionId: id,
      purpose: 'reconnect',
      at,
      referenceId: randomToken(),
    })
    lines.push({
      kind: 'connection.needs_reauth',
      at: new Date(at.getTime() - DAY / 3),
      connectionId: id,
      data: { reason: 'provider_expired' },
    })
    lines.push(...sessionLines(id, again, at, by, 'connection.reconnected'))
  }
  for (let at = planned.createdAt.getTime() + 9 * DAY; at < planned.lastProvenAt.getTime(); at += 14 * DAY)
    lines.push({
      kind: 'connection.verified',
      at: new Date(at),
      connectionId: id,
      actor: by,
      data: { reason: 'proven' },
    })
  if (planned.brokenSince) {
    const kind =
      planned.status === 'awaiting_2fa'
        ? 'connection.awaiting_2fa'
        : planned.status === 'needs_review'
          ? 'connection.needs_review'
          : 'connection.needs_reauth'
    lines.push({ kind, at: planned.brokenSince, connectionId: id, data: { reason: planned.reason } })
    await writeNotice(books, planned, { at: planned.brokenSince, connectionId: id, userId: by })
  }
  if (made.ended)
    lines.push({
      kind: 'connection.disconnected',
      at: made.ended,
      connectionId: id,
      actor: by,
      data: { reason: 'by_team' },
    })
  await writeLines(books, lines)
  await books.tx.insert(auditLog).values({
    agencyId: books.agencyId,
    actorKind: 'user',
    actorUserId: by,
    action: 'connection.created',
    targetType: 'connection',
    targetId: id,
    after: { username: planned.person.username },
    requestId: 'seed',
    at: planned.createdAt,
  })
}
