import 'server-only'
import { and, desc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { events } from '@/db/schema/events'
import { invites } from '@/db/schema/invites'
import { linkSessions } from '@/db/schema/link-sessions'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { users } from '@/db/schema/users'
import type { Ctx } from '../auth/context'
import { isUntold } from '../health/due-probes'
import { liveReconnectOf } from '../link-sessions/live-reconnect'
import { isLive } from '../link-sessions/states'
import { webhookReader } from '../providers/webhooks'
import type { AskedInvite, Attempt, FactEvent, Facts } from './facts'

/** Lines and attempts that are read per connection: the newest ones decide. */
const MOST_EVENTS = 60
const MOST_SESSIONS = 10

/** Patchbay looks every six hours where nobody tells it anything; twice that is long. */
const OVERDUE_MS = 12 * 3_600_000

const KINDS = [
  'connection.created',
  'connection.verified',
  'connection.reconnected',
  'connection.repaired_elsewhere',
  'orphan.adopted',
  'connection.check_failed',
  'connection.suspected',
  'connection.cleared',
  'connection.needs_reauth',
  'connection.awaiting_2fa',
  'connection.needs_review',
  'connection.disconnected',
  'session.failed',
  'session.init_failed',
  'session.cancelled',
  'session.expired',
  'session.dropped',
  'session.needs_review',
]

/**
 * What the rules need to know of these connections, in four queries however many they are. The caller passes the
 * few that it shows (at most a hundred or so).
 */
export async function loadFacts(tx: Tx, ctx: Ctx, ids: string[]): Promise<Map<string, Facts>> {
  if (ids.length === 0) return new Map()
  const rows = await connectionsOf(tx, ctx, ids)
  const lines = await eventsOf(tx, ctx, ids)
  const sessions = await sessionsOf(tx, ctx, ids)
  const asked = await invitesOf(tx, ctx, ids)
  return new Map(
    rows.map(({ id, provider: { lastWebhookAt, ...provider }, name, ...connection }) => {
      const told = webhookReader(name) !== null
      const seen = ctx.now().getTime() - (connection.lastProvenAt?.getTime() ?? 0) < OVERDUE_MS
      const mine = sessions.filter((entry) => entry.connectionId === id)
      const review = mine.find((entry) => entry.state === 'needs_review')
      return [
        id,
        {
          connection: { ...connection, overdue: !seen && isUntold({ lastWebhookAt }, told, ctx.now()) },
          events: lines.get(id) ?? [],
          provider,
          attempt: attemptOf(mine),
          live: liveReconnectOf(ctx, mine),
          review: review ? { linkSessionId: review.id } : null,
          invite: asked.get(id) ?? null,
        },
      ]
    }),
  )
}

function connectionsOf(tx: Tx, ctx: Ctx, ids: string[]) {
  return tx
    .select({
      id: connections.id,
      status: connections.status,
      reason: connections.statusReason,
      brokenSince: connections.brokenSince,
      lastProvenAt: connections.lastProvenAt,
      endedAt: connections.endedAt,
      suspectSince: connections.suspectSince,
      name: connections.provider,
      provider: {
        keyRefusedAt: providerAccounts.keyRefusedAt,
        unavailableSince: providerAccounts.unavailableSince,
        misconfiguredAt: providerAccounts.misconfiguredAt,
        heldSince: providerAccounts.heldSince,
        lastWebhookAt: providerAccounts.lastWebhookAt,
      },
    })
    .from(connections)
    .innerJoin(providerAccounts, eq(providerAccounts.id, connections.providerAccountId))
    .where(and(eq(connections.agencyId, ctx.agency.id), inArray(connections.id, ids)))
}

async function eventsOf(tx: Tx, ctx: Ctx, ids: string[]): Promise<Map<string, FactEvent[]>> {
  const newest = tx
    .select({
      id: events.id,
      kind: events.kind,
      linkSessionId: events.linkSessionId,
      code: sql<string | null>`coalesce(${events.data}->>'code', ${events.data}->>'reason')`.as('code'),
      at: events.at,
    })
    .from(events)
    .where(
      and(
        eq(events.agencyId, ctx.agency.id),
        eq(events.connectionId, connections.id),
        inArray(events.kind, KINDS),
      ),
    )
    .orderBy(desc(events.at), desc(events.id))
    .limit(MOST_EVENTS)
    .as('newest')
  const rows = await tx
    .select({
      connectionId: connections.id,
      id: newest.id,
      kind: newest.kind,
      linkSessionId: newest.linkSessionId,
      code: newest.code,
      at: newest.at,
    })
    .from(connections)
    .innerJoinLateral(newest, sql`true`)
    .where(and(eq(connections.agencyId, ctx.agency.id), inArray(connections.id, ids)))
    .orderBy(desc(newest.at), desc(newest.id))
  return grouped(rows.map(({ connectionId, ...event }) => [connectionId, event] as const))
}

function grouped<T>(pairs: (readonly [string, T])[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value])
  return groups
}

async function sessionsOf(tx: Tx, ctx: Ctx, ids: string[]) {
  const newest = tx
    .select({
      id: linkSessions.id,
      state: linkSessions.state,
      outcomeCode: linkSessions.outcomeCode,
      initiatedBy: linkSessions.initiatedBy,
      inviteId: linkSessions.inviteId,
      createdAt: linkSessions.createdAt,
      expiresAt: linkSessions.expiresAt,
      stateChangedAt: linkSessions.stateChangedAt,
    })
    .from(linkSessions)
    .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.connectionId, connections.id)))
    .orderBy(desc(linkSessions.createdAt))
    .limit(MOST_SESSIONS)
    .as('newest')
  return tx
    .select({
      connectionId: connections.id,
      startedBy: users.name,
      id: newest.id,
      state: newest.state,
      outcomeCode: newest.outcomeCode,
      initiatedBy: newest.initiatedBy,
      inviteId: newest.inviteId,
      createdAt: newest.createdAt,
      expiresAt: newest.expiresAt,
      stateChangedAt: newest.stateChangedAt,
    })
    .from(connections)
    .innerJoinLateral(newest, sql`true`)
    .leftJoin(users, eq(users.id, newest.initiatedBy))
    .where(and(eq(connections.agencyId, ctx.agency.id), inArray(connections.id, ids)))
    .orderBy(desc(newest.createdAt))
}

/** The newest attempt that is over, unless a later one is still under way or worked. */
function attemptOf(sessions: Awaited<ReturnType<typeof sessionsOf>>): Attempt | null {
  const last = sessions.find((entry) => !isLive(entry.state) && entry.state !== 'revoked')
  return last
    ? { linkSessionId: last.id, state: last.state, code: last.outcomeCode, endedAt: last.stateChangedAt }
    : null
}

async function invitesOf(tx: Tx, ctx: Ctx, ids: string[]): Promise<Map<string, AskedInvite>> {
  const rows = await tx
    .selectDistinctOn([invites.connectionId], {
      connectionId: invites.connectionId,
      inviteId: invites.id,
      askedAt: invites.createdAt,
      expiresAt: invites.expiresAt,
      opened: invites.opened,
      started: invites.started,
    })
    .from(invites)
    .where(
      and(
        eq(invites.agencyId, ctx.agency.id),
        inArray(invites.connectionId, ids),
        eq(invites.purpose, 'reconnect'),
        isNull(invites.revokedAt),
        isNull(invites.pausedAt),
        gt(invites.expiresAt, ctx.now()),
        lt(invites.uses, invites.maxUses),
      ),
    )
    .orderBy(invites.connectionId, desc(invites.createdAt))
  return new Map(
    rows.flatMap(({ connectionId, opened, started, ...row }) =>
      connectionId ? [[connectionId, { ...row, opened: opened > 0, started: started > 0 }] as const] : [],
    ),
  )
}
