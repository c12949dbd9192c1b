import 'server-only'
import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '@/db/client'
import { connectionData } from '@/db/schema/connection-data'
import { connections } from '@/db/schema/connections'
import { creators } from '@/db/schema/creators'
import { events } from '@/db/schema/events'
import { linkSessions } from '@/db/schema/link-sessions'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { providerDeletions } from '@/db/schema/provider-deletions'
import { users } from '@/db/schema/users'
import { type Ctx, inAgency } from '../auth/context'
import { may, requirePermission } from '../auth/permissions'
import { notFound } from '../errors'
import { STRIKES } from '../health/suspicion'
import { type LiveReconnect, liveReconnectOf, type SessionFacts } from '../link-sessions/live-reconnect'
import { LIVE_STATES } from '../link-sessions/states'
import type { Counts, Earnings, Profile, ProviderId } from '../providers/types'
import { type ConnectionStatus, reasonWords, type WhoMustAct } from './words'

/** The last good copy of one kind of user data, and why the last read failed, if it did. */
export type DataPiece<T> = {
  data: T | null
  fetchedAt: Date | null
  error: string | null
  errorAt: Date | null
}

export type ConnectionView = {
  id: string
  displayName: string
  username: string
  avatarUrl: string | null
  ofUserId: string
  provider: ProviderId
  providerAccountLabel: string
  providerConnectionId: string
  referenceId: string | null
  status: ConnectionStatus
  reason: string
  reasonDetail: string
  whoMustAct: WhoMustAct
  statusChangedAt: Date
  brokenSince: Date | null
  lastProvenAt: Date | null
  lastCheckedAt: Date | null
  /** Since when checks of it fail, from the second one in a row on; null while they can be made. */
  uncheckedSince: Date | null
  /** Something says that its login ended; it is being asked once more. */
  suspectSince: Date | null
  createdAt: Date
  endedAt: Date | null
  connectedBy: string | null
  owner: { id: string; name: string } | null
  creator: { id: string; name: string }
  permissions: string[]
  tags: string[]
  note: string
  /** Among those that need somebody, high ones come first. */
  priority: 'normal' | 'high'
  /** Null while another OnlyFans user answers: then nothing of it may be shown. */
  data: { profile: DataPiece<Profile>; counts: DataPiece<Counts>; earnings: DataPiece<Earnings> } | null
  /** Who is reconnecting it right now. */
  liveReconnect: LiveReconnect | null
  /** The session that waits for a decision about this connection. */
  review: { linkSessionId: string } | null
  /** A deletion that the provider has not confirmed yet. */
  pendingDeletion: { id: string; attempts: number; lastError: string | null; requestedAt: Date } | null
  canDisconnect: boolean
}

const EMPTY = { data: null, fetchedAt: null, error: null, errorAt: null }

/** One connection of this agency with everything that its page shows. Throws `not_found`. */
export async function getConnection(ctx: Ctx, id: string): Promise<ConnectionView> {
  requirePermission(ctx, 'connections.read')
  const loaded = await inAgency(ctx, async (tx) => {
    const connector = alias(users, 'connector')
    const owner = alias(users, 'owner')
    const [found] = await tx
      .select({
        row: connections,
        creatorName: creators.name,
        accountLabel: providerAccounts.label,
        connectedBy: connector.name,
        ownerName: owner.name,
      })
      .from(connections)
      .innerJoin(
        creators,
        and(eq(creators.agencyId, connections.agencyId), eq(creators.id, connections.creatorId)),
      )
      .innerJoin(providerAccounts, eq(providerAccounts.id, connections.providerAccountId))
      .leftJoin(connector, eq(connector.id, connections.connectedBy))
      .leftJoin(owner, eq(owner.id, connections.ownerId))
      .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, id)))
    if (!found) return null
    const sessions = await sessionsOf(tx, ctx, id)
    const uncheckedSince = await uncheckedSinceOf(tx, ctx, found.row)
    const [deletion] = await tx
      .select({
        id: providerDeletions.id,
        attempts: providerDeletions.attempts,
        lastError: providerDeletions.lastError,
        requestedAt: providerDeletions.createdAt,
      })
      .from(providerDeletions)
      .where(
        and(
          eq(providerDeletions.agencyId, ctx.agency.id),
          eq(providerDeletions.connectionId, id),
          isNull(providerDeletions.confirmedAt),
        ),
      )
      .limit(1)
    // A blocked connection's data is not even read.
    const blocked = found.row.status === 'needs_review'
    const data = blocked
      ? null
      : await tx
          .select()
          .from(connectionData)
          .where(and(eq(connectionData.agencyId, ctx.agency.id), eq(connectionData.connectionId, id)))
    return { found, sessions, deletion: deletion ?? null, data, uncheckedSince }
  })
  if (!loaded) throw notFound('connection')
  return {
    ...toView(ctx, loaded.found, loaded.sessions, loaded.deletion, loaded.data),
    uncheckedSince: loaded.uncheckedSince,
  }
}

/** When the first of the failed checks in a row was. Each of them left a line in the timeline. */
async function uncheckedSinceOf(
  tx: Tx,
  ctx: Ctx,
  row: { id: string; strikes: number },
): Promise<Date | null> {
  if (row.strikes < STRIKES) return null
  const failed = await tx
    .select({ at: events.at })
    .from(events)
    .where(
      and(
        eq(events.agencyId, ctx.agency.id),
        eq(events.connectionId, row.id),
        eq(events.kind, 'connection.check_failed'),
      ),
    )
    .orderBy(desc(events.at), desc(events.id))
    .limit(Math.min(row.strikes, 500))
  return failed.at(-1)?.at ?? null
}

/** The newest sessions of a connection that are live or wait for a decision. */
function sessionsOf(tx: Tx, ctx: Ctx, id: string): Promise<SessionFacts[]> {
  return tx
    .select({
      id: linkSessions.id,
      state: linkSessions.state,
      initiatedBy: linkSessions.initiatedBy,
      inviteId: linkSessions.inviteId,
      startedBy: users.name,
      createdAt: linkSessions.createdAt,
      expiresAt: linkSessions.expiresAt,
    })
    .from(linkSessions)
    .leftJoin(users, eq(users.id, linkSessions.initiatedBy))
    .where(
      and(
        eq(linkSessions.agencyId, ctx.agency.id),
        eq(linkSessions.connectionId, id),
        inArray(linkSessions.state, [...LIVE_STATES, 'needs_review']),
      ),
    )
    .orderBy(desc(linkSessions.createdAt))
    .limit(5)
}

type Found = {
  row: typeof connections.$inferSelect
  creatorName: string
  accountLabel: string
  connectedBy: string | null
  ownerName: string | null
}
function toView(
  ctx: Ctx,
  found: Found,
  sessions: SessionFacts[],
  pendingDeletion: ConnectionView['pendingDeletion'],
  data: (typeof connectionData.$inferSelect)[] | null,
): ConnectionView {
  const { row } = found
  const words = reasonWords(row.statusReason)
  const review = sessions.find((entry) => entry.state === 'needs_review')
  return {
    id: row.id,
    displayName: row.displayName,
    username: row.username,
    avatarUrl: row.avatarUrl,
    ofUserId: row.ofUserId,
    provider: row.provider,
    providerAccountLabel: found.accountLabel,
    providerConnectionId: row.providerConnectionId,
    referenceId: row.referenceId,
    status: row.status,
    reason: words.label,
    reasonDetail: words.detail,
    whoMustAct: words.who,
    statusChangedAt: row.statusChangedAt,
    brokenSince: row.brokenSince,
    lastProvenAt: row.lastProvenAt,
    lastCheckedAt: row.lastCheckedAt,
    uncheckedSince: null,
    suspectSince: row.suspectSince,
    createdAt: row.createdAt,
    endedAt: row.endedAt,
    connectedBy: found.connectedBy,
    owner: row.ownerId && found.ownerName ? { id: row.ownerId, name: found.ownerName } : null,
    creator: { id: row.creatorId, name: found.creatorName },
    permissions: row.permissions,
    tags: row.tags,
    note: row.note,
    priority: row.priority,
    data: data && {
      profile: piece(data, 'profile'),
      counts: piece(data, 'counts'),
      earnings: piece(data, 'earnings'),
    },
    liveReconnect: liveReconnectOf(ctx, sessions),
    review: review ? { linkSessionId: review.id } : null,
    pendingDeletion,
    canDisconnect: may(ctx, 'connections.disconnect') && row.endedAt === null,
  }
}

/** The adapter validated the shape before it was stored, so reading it back needs no second check. */
function piece<T>(
  rows: (typeof connectionData.$inferSelect)[],
  kind: 'profile' | 'counts' | 'earnings',
): DataPiece<T> {
  const row = rows.find((entry) => entry.kind === kind)
  return row
    ? { data: row.data as T | null, fetchedAt: row.fetchedAt, error: row.error, errorAt: row.errorAt }
    : EMPTY
}
