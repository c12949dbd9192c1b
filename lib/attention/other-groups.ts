import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { creators } from '@/db/schema/creators'
import { events } from '@/db/schema/events'
import { invites } from '@/db/schema/invites'
import { linkSessions } from '@/db/schema/link-sessions'
import { mails } from '@/db/schema/mails'
import { orphans } from '@/db/schema/orphans'
import { providerDeletions } from '@/db/schema/provider-deletions'
import { users } from '@/db/schema/users'
import { eventWords } from '../audit/words'
import type { Ctx } from '../auth/context'
import type { EvidenceLine } from '../diagnosis/view'
import { REVIEW_WORDS } from '../link-sessions/words'
import type { AttentionGroup, ReviewItem } from './items'
import { ofInvite, openOrphans, stuckDeletions, unansweredAsks, undelivered, waitingReviews } from './needs'

/** Rows of a group that are read; more than that is only counted. */
const SHOWN = 50
const total = sql<number>`(count(*) over ())::int`
const countOf = (rows: { total: number }[]) => rows[0]?.total ?? 0

const creatorOf = (table: typeof linkSessions | typeof invites) =>
  and(eq(creators.agencyId, table.agencyId), eq(creators.id, table.creatorId))
const connectionOf = (table: typeof linkSessions | typeof invites) =>
  and(eq(connections.agencyId, table.agencyId), eq(connections.id, table.connectionId))

export async function reviewGroup(ctx: Ctx, tx: Tx): Promise<AttentionGroup> {
  const rows = await tx
    .select({
      id: linkSessions.id,
      candidate: linkSessions.candidate,
      reason: linkSessions.reviewReason,
      since: linkSessions.stateChangedAt,
      creatorName: creators.name,
      startedBy: users.name,
      priority: connections.priority,
      total,
    })
    .from(linkSessions)
    .innerJoin(creators, creatorOf(linkSessions))
    .leftJoin(
      invites,
      and(eq(invites.agencyId, linkSessions.agencyId), eq(invites.id, linkSessions.inviteId)),
    )
    .leftJoin(users, eq(users.id, sql`coalesce(${linkSessions.initiatedBy}, ${invites.createdBy})`))
    .leftJoin(connections, connectionOf(linkSessions))
    .where(waitingReviews(ctx))
    .orderBy(asc(linkSessions.stateChangedAt), asc(linkSessions.id))
    .limit(SHOWN)
  const lines = await linesOf(
    ctx,
    tx,
    rows.map((row) => row.id),
  )
  const items = rows.flatMap(({ id, candidate, reason, priority, total: _, ...row }): ReviewItem[] =>
    candidate
      ? [
          {
            ...row,
            kind: 'review',
            key: `review ${id}`,
            linkSessionId: id,
            high: priority === 'high',
            username: candidate.username,
            displayName: candidate.displayName,
            avatarUrl: candidate.avatarUrl,
            what: REVIEW_WORDS[reason ?? '']?.what ?? 'This result waits for a decision.',
            evidence: lines.get(id) ?? [],
          },
        ]
      : [],
  )
  return { cause: 'review', count: countOf(rows), items }
}

/** The line in which each of these sessions came to wait. */
async function linesOf(ctx: Ctx, tx: Tx, ids: string[]): Promise<Map<string, EvidenceLine[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectDistinctOn([events.linkSessionId], {
      linkSessionId: events.linkSessionId,
      id: events.id,
      kind: events.kind,
      at: events.at,
    })
    .from(events)
    .where(
      and(
        eq(events.agencyId, ctx.agency.id),
        inArray(events.linkSessionId, ids),
        eq(events.kind, 'session.needs_review'),
      ),
    )
    .orderBy(events.linkSessionId, desc(events.id))
  return new Map(
    rows.map(({ linkSessionId, id, kind, at }) => [
      linkSessionId ?? '',
      [{ id, words: eventWords(kind), at }],
    ]),
  )
}

export async function askedGroup(ctx: Ctx, tx: Tx): Promise<AttentionGroup> {
  const rows = await tx
    .select({
      inviteId: invites.id,
      purpose: invites.purpose,
      askedAt: invites.askedAgainAt,
      createdAt: invites.createdAt,
      creatorName: creators.name,
      username: connections.username,
      priority: connections.priority,
      total,
    })
    .from(invites)
    .innerJoin(creators, creatorOf(invites))
    .leftJoin(connections, connectionOf(invites))
    .where(unansweredAsks(ctx, tx))
    .orderBy(asc(invites.askedAgainAt), asc(invites.id))
    .limit(SHOWN)
  return {
    cause: 'asked_again',
    count: countOf(rows),
    items: rows.map(({ askedAt, createdAt, priority, total: _, ...row }) => ({
      ...row,
      kind: 'asked',
      key: `asked ${row.inviteId}`,
      since: askedAt ?? createdAt,
      high: priority === 'high',
    })),
  }
}

export async function mailGroup(ctx: Ctx, tx: Tx): Promise<AttentionGroup> {
  const rows = await tx
    .select({
      id: mails.id,
      inviteId: invites.id,
      to: mails.toAddress,
      problem: mails.problem,
      since: mails.createdAt,
      creatorName: creators.name,
      priority: connections.priority,
      total,
    })
    .from(mails)
    .innerJoin(invites, ofInvite())
    .innerJoin(creators, creatorOf(invites))
    .leftJoin(connections, connectionOf(invites))
    .where(undelivered(ctx, tx))
    .orderBy(asc(mails.createdAt), asc(mails.id))
    .limit(SHOWN)
  return {
    cause: 'undelivered',
    count: countOf(rows),
    items: rows.map(({ id, priority, total: _, ...row }) => ({
      ...row,
      kind: 'mail',
      key: `mail ${id}`,
      high: priority === 'high',
    })),
  }
}

export async function orphanGroup(ctx: Ctx, tx: Tx): Promise<AttentionGroup> {
  const rows = await tx
    .select({
      id: orphans.id,
      username: orphans.username,
      displayName: orphans.displayName,
      avatarUrl: orphans.avatarUrl,
      providerConnectionId: orphans.providerConnectionId,
      remoteStatus: orphans.remoteStatus,
      since: orphans.firstSeenAt,
      total,
    })
    .from(orphans)
    .where(openOrphans(ctx))
    .orderBy(asc(orphans.firstSeenAt), asc(orphans.id))
    .limit(SHOWN)
  return {
    cause: 'orphan',
    count: countOf(rows),
    items: rows.map(({ total: _, ...row }) => ({
      ...row,
      kind: 'orphan',
      key: `orphan ${row.id}`,
      high: false,
    })),
  }
}

export async function deletionGroup(ctx: Ctx, tx: Tx): Promise<AttentionGroup> {
  const rows = await tx
    .select({
      id: providerDeletions.id,
      providerConnectionId: providerDeletions.providerConnectionId,
      connectionId: providerDeletions.connectionId,
      attempts: providerDeletions.attempts,
      lastError: providerDeletions.lastError,
      since: providerDeletions.createdAt,
      total,
    })
    .from(providerDeletions)
    .where(stuckDeletions(ctx))
    .orderBy(asc(providerDeletions.createdAt), asc(providerDeletions.id))
    .limit(SHOWN)
  return {
    cause: 'deletion',
    count: countOf(rows),
    items: rows.map(({ total: _, ...row }) => ({
      ...row,
      kind: 'deletion',
      key: `deletion ${row.id}`,
      high: false,
    })),
  }
}
