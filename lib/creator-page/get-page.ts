import 'server-only'
import { and, asc, desc, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { assignments } from '@/db/schema/assignments'
import { connections } from '@/db/schema/connections'
import { creators } from '@/db/schema/creators'
import { events } from '@/db/schema/events'
import { linkSessions } from '@/db/schema/link-sessions'
import { memberships } from '@/db/schema/memberships'
import { providerDeletions } from '@/db/schema/provider-deletions'
import { users } from '@/db/schema/users'
import { type Ctx, inAgency } from '../auth/context'
import { isBroken } from '../connections/words'
import { AppError } from '../errors'
import type { Locale } from '../i18n/locales'
import { ACCESS_SCOPE, PROVIDER_NAMES } from '../providers/words'
import { creatorOf } from './creator-context'
import { HISTORY_KINDS, type HistoryKind, type Standing } from './history-words'
import { maskEmail } from './mask-email'
import { readContact } from './open-page'

export type PageConnection = {
  id: string
  username: string
  displayName: string
  avatarUrl: string | null
  providerName: string
  standing: Standing
  /** Whether she granted a list of permissions, or the account as a whole. */
  access: 'listed' | 'whole'
  permissions: string[]
  connectedAt: Date
  lastProvenAt: Date | null
  endedAt: Date | null
  /** When the provider confirmed that it is gone. */
  deletedAt: Date | null
}
/** Somebody at the agency who can see her accounts there. */
export type PagePerson = { name: string; role: 'owner' | 'admin' | 'staff' }
export type HistoryLine = {
  id: number
  kind: HistoryKind
  at: Date
  by: 'creator' | 'team' | 'system'
  username: string | null
}

export type CreatorPage = {
  agencyName: string
  creatorName: string
  email: string
  language: Locale
  timeZone: string
  hasAccount: boolean
  connections: PageConnection[]
  people: PagePerson[]
  history: HistoryLine[]
}

const MOST_LINES = 60

/** Everything that her own page shows. Throws `unauthenticated` when she has no page (any more). */
export async function getCreatorPage(ctx: Ctx): Promise<CreatorPage> {
  const creatorId = creatorOf(ctx)
  const contact = await readContact(ctx)
  if (!contact) throw new AppError('unauthenticated', 'This page is closed. Open it again with a code.')
  return inAgency(ctx, async (tx) => {
    const [creator] = await tx
      .select({ name: creators.name })
      .from(creators)
      .where(and(eq(creators.agencyId, ctx.agency.id), eq(creators.id, creatorId)))
    const accounts = await readConnections(tx, ctx, creatorId)
    return {
      agencyName: ctx.agency.name,
      creatorName: creator?.name ?? '',
      email: maskEmail(contact.email),
      language: contact.language,
      timeZone: contact.timeZone,
      hasAccount: contact.hasAccount,
      connections: accounts,
      people: await readPeople(tx, ctx, creatorId),
      history: await readHistory(
        tx,
        ctx,
        creatorId,
        accounts.map((account) => account.id),
      ),
    }
  })
}

async function readConnections(tx: Tx, ctx: Ctx, creatorId: string): Promise<PageConnection[]> {
  const rows = await tx
    .select({
      id: connections.id,
      username: connections.username,
      displayName: connections.displayName,
      avatarUrl: connections.avatarUrl,
      provider: connections.provider,
      status: connections.status,
      permissions: connections.permissions,
      connectedAt: connections.createdAt,
      lastProvenAt: connections.lastProvenAt,
      endedAt: connections.endedAt,
    })
    .from(connections)
    .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.creatorId, creatorId)))
    .orderBy(desc(connections.createdAt))
    .limit(100)
  const gone = await readDeletions(
    tx,
    ctx,
    rows.map((row) => row.id),
  )
  return rows.map(({ provider, status, ...row }) => {
    const deletion = gone.get(row.id)
    const deletedAt = row.endedAt ? (deletion?.confirmedAt ?? null) : null
    return {
      ...row,
      providerName: PROVIDER_NAMES[provider],
      access: ACCESS_SCOPE[provider],
      deletedAt,
      standing: standingOf(status, row.endedAt !== null, deletion ? deletedAt !== null : true),
    }
  })
}

/** Pure: how a connection stands for her. */
function standingOf(
  status: (typeof connections.$inferSelect)['status'],
  ended: boolean,
  deleted: boolean,
): Standing {
  if (ended) return deleted ? 'ended' : 'ending'
  if (status === 'needs_review') return 'needs_team'
  return isBroken(status) ? 'needs_you' : 'working'
}

async function readDeletions(tx: Tx, ctx: Ctx, ids: string[]) {
  const rows = await tx
    .select({ connectionId: providerDeletions.connectionId, confirmedAt: providerDeletions.confirmedAt })
    .from(providerDeletions)
    .where(and(eq(providerDeletions.agencyId, ctx.agency.id), inArray(providerDeletions.connectionId, ids)))
    .orderBy(asc(providerDeletions.createdAt))
  return new Map(rows.map((row) => [row.connectionId ?? '', row]))
}

async function readPeople(tx: Tx, ctx: Ctx, creatorId: string): Promise<PagePerson[]> {
  const rows = await tx
    .select({ name: users.name, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(
      assignments,
      and(
        eq(assignments.agencyId, memberships.agencyId),
        eq(assignments.userId, memberships.userId),
        eq(assignments.creatorId, creatorId),
      ),
    )
    .where(
      and(
        eq(memberships.agencyId, ctx.agency.id),
        isNull(memberships.deactivatedAt),
        isNull(users.disabledAt),
        inArray(memberships.role, ['owner', 'admin', 'staff']),
        or(eq(memberships.assignedOnly, false), eq(assignments.creatorId, creatorId)),
      ),
    )
    .orderBy(asc(memberships.role), asc(users.name))
    .limit(200)
  return rows.flatMap((row) => (row.role === 'creator' ? [] : [{ name: row.name, role: row.role }]))
}

async function readHistory(
  tx: Tx,
  ctx: Ctx,
  creatorId: string,
  connectionIds: string[],
): Promise<HistoryLine[]> {
  const rows = await tx
    .select({
      id: events.id,
      kind: events.kind,
      at: events.at,
      actorKind: events.actorKind,
      username: connections.username,
    })
    .from(events)
    .leftJoin(
      linkSessions,
      and(eq(linkSessions.agencyId, events.agencyId), eq(linkSessions.id, events.linkSessionId)),
    )
    .leftJoin(
      connections,
      and(eq(connections.agencyId, events.agencyId), eq(connections.id, events.connectionId)),
    )
    .where(
      and(
        eq(events.agencyId, ctx.agency.id),
        inArray(events.kind, [...HISTORY_KINDS]),
        or(inArray(events.connectionId, connectionIds), eq(linkSessions.creatorId, creatorId)),
      ),
    )
    .orderBy(desc(events.at), desc(events.id))
    .limit(MOST_LINES)
  return rows.flatMap(({ kind, actorKind, ...row }) => {
    const known = HISTORY_KINDS.find((entry) => entry === kind)
    const by = actorKind === 'user' ? 'team' : actorKind
    return known ? [{ ...row, kind: known, by }] : []
  })
}
