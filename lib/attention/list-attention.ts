import 'server-only'
import { and, asc, desc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { creators } from '@/db/schema/creators'
import { linkSessions } from '@/db/schema/link-sessions'
import { orphans } from '@/db/schema/orphans'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { providerDeletions } from '@/db/schema/provider-deletions'
import { users } from '@/db/schema/users'
import { type Ctx, inAgency } from '../auth/context'
import { may, requirePermission } from '../auth/permissions'
import { type ConnectionStatus, reasonWords, type WhoMustAct } from '../connections/words'
import { env } from '../env'
import { REVIEW_WORDS } from '../link-sessions/words'

const MOST = 100

export type BrokenItem = {
  id: string
  displayName: string
  username: string
  avatarUrl: string | null
  status: ConnectionStatus
  reason: string
  whoMustAct: WhoMustAct
  brokenSince: Date | null
  creator: { id: string; name: string }
}
export type ReviewItem = {
  linkSessionId: string
  username: string
  displayName: string
  avatarUrl: string | null
  creatorName: string
  startedBy: string | null
  since: Date
  what: string
}
export type OrphanItem = {
  id: string
  username: string
  displayName: string
  avatarUrl: string | null
  providerConnectionId: string
  remoteStatus: string
  remoteCreatedAt: Date | null
  firstSeenAt: Date
}
export type PendingDeletionItem = {
  id: string
  providerConnectionId: string
  connectionId: string | null
  attempts: number
  lastError: string | null
  requestedAt: Date
}
/** A provider-wide problem: one banner, however many connections it touches. */
export type ProviderProblem = {
  accountId: string
  label: string
  problem: 'key_refused' | 'unavailable' | 'misconfigured'
  since: Date
  callbackUrl: string
}

export type Attention = {
  problems: ProviderProblem[]
  reviews: ReviewItem[]
  broken: BrokenItem[]
  orphans: OrphanItem[]
  deletions: PendingDeletionItem[]
  /** More items exist than are listed. */
  truncated: boolean
  canResolveOrphans: boolean
}

/** Everything that needs somebody in this agency: the longest broken first. */
export async function listAttention(ctx: Ctx): Promise<Attention> {
  requirePermission(ctx, 'connections.read')
  return inAgency(ctx, async (tx) => {
    const broken = await brokenOf(ctx, tx)
    return {
      problems: await problemsOf(ctx, tx),
      reviews: await reviewsOf(ctx, tx),
      broken: broken.slice(0, MOST),
      orphans: await orphansOf(ctx, tx),
      deletions: await deletionsOf(ctx, tx),
      truncated: broken.length > MOST,
      canResolveOrphans: may(ctx, 'orphans.resolve'),
    }
  })
}

async function brokenOf(ctx: Ctx, tx: Tx): Promise<BrokenItem[]> {
  const rows = await tx
    .select({
      id: connections.id,
      displayName: connections.displayName,
      username: connections.username,
      avatarUrl: connections.avatarUrl,
      status: connections.status,
      statusReason: connections.statusReason,
      brokenSince: connections.brokenSince,
      creatorId: creators.id,
      creatorName: creators.name,
    })
    .from(connections)
    .innerJoin(
      creators,
      and(eq(creators.agencyId, connections.agencyId), eq(creators.id, connections.creatorId)),
    )
    .where(
      and(
        eq(connections.agencyId, ctx.agency.id),
        isNotNull(connections.brokenSince),
        isNull(connections.endedAt),
      ),
    )
    .orderBy(asc(connections.brokenSince), asc(connections.id))
    .limit(MOST + 1)
  return rows.map(({ statusReason, creatorId, creatorName, ...row }) => {
    const words = reasonWords(statusReason)
    return {
      ...row,
      reason: words.label,
      whoMustAct: words.who,
      creator: { id: creatorId, name: creatorName },
    }
  })
}

async function reviewsOf(ctx: Ctx, tx: Tx): Promise<ReviewItem[]> {
  const rows = await tx
    .select({
      id: linkSessions.id,
      candidate: linkSessions.candidate,
      reason: linkSessions.reviewReason,
      since: linkSessions.stateChangedAt,
      creatorName: creators.name,
      startedBy: users.name,
    })
    .from(linkSessions)
    .innerJoin(
      creators,
      and(eq(creators.agencyId, linkSessions.agencyId), eq(creators.id, linkSessions.creatorId)),
    )
    .leftJoin(users, eq(users.id, linkSessions.initiatedBy))
    .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.state, 'needs_review')))
    .orderBy(asc(linkSessions.stateChangedAt))
    .limit(MOST)
  return rows.flatMap(({ id, candidate, reason, ...row }) =>
    candidate
      ? [
          {
            ...row,
            linkSessionId: id,
            username: candidate.username,
            displayName: candidate.displayName,
            avatarUrl: candidate.avatarUrl,
            what: REVIEW_WORDS[reason ?? '']?.what ?? 'This result waits for a decision.',
          },
        ]
      : [],
  )
}

function orphansOf(ctx: Ctx, tx: Tx): Promise<OrphanItem[]> {
  return tx
    .select({
      id: orphans.id,
      username: orphans.username,
      displayName: orphans.displayName,
      avatarUrl: orphans.avatarUrl,
      providerConnectionId: orphans.providerConnectionId,
      remoteStatus: orphans.remoteStatus,
      remoteCreatedAt: orphans.remoteCreatedAt,
      firstSeenAt: orphans.firstSeenAt,
    })
    .from(orphans)
    .where(and(eq(orphans.agencyId, ctx.agency.id), isNull(orphans.resolvedAt)))
    .orderBy(desc(orphans.firstSeenAt))
    .limit(MOST)
}

function deletionsOf(ctx: Ctx, tx: Tx): Promise<PendingDeletionItem[]> {
  return tx
    .select({
      id: providerDeletions.id,
      providerConnectionId: providerDeletions.providerConnectionId,
      connectionId: providerDeletions.connectionId,
      attempts: providerDeletions.attempts,
      lastError: providerDeletions.lastError,
      requestedAt: providerDeletions.createdAt,
    })
    .from(providerDeletions)
    .where(and(eq(providerDeletions.agencyId, ctx.agency.id), isNull(providerDeletions.confirmedAt)))
    .orderBy(asc(providerDeletions.createdAt))
    .limit(MOST)
}

async function problemsOf(ctx: Ctx, tx: Tx): Promise<ProviderProblem[]> {
  const rows = await tx
    .select()
    .from(providerAccounts)
    .where(
      and(
        eq(providerAccounts.agencyId, ctx.agency.id),
        or(
          isNotNull(providerAccounts.keyRefusedAt),
          isNotNull(providerAccounts.unavailableSince),
          isNotNull(providerAccounts.misconfiguredAt),
        ),
      ),
    )
  return rows.flatMap((row) => {
    const base = {
      accountId: row.id,
      label: row.label,
      callbackUrl: `${env().APP_ORIGIN}/api/link/callback/${row.provider}`,
    }
    const all = [
      { problem: 'key_refused' as const, since: row.keyRefusedAt },
      { problem: 'unavailable' as const, since: row.unavailableSince },
      { problem: 'misconfigured' as const, since: row.misconfiguredAt },
    ]
    return all.flatMap(({ problem, since }) => (since ? [{ ...base, problem, since }] : []))
  })
}

/** The provider-wide problems alone, for the banner on every page. */
export async function listProviderProblems(ctx: Ctx): Promise<ProviderProblem[]> {
  requirePermission(ctx, 'connections.read')
  return inAgency(ctx, (tx) => problemsOf(ctx, tx))
}

/** How many items need somebody, for the navigation; stops at 100. Counts rows instead of reading them. */
export async function countAttention(ctx: Ctx): Promise<number> {
  requirePermission(ctx, 'connections.read')
  const id = ctx.agency.id
  const rows = await inAgency(ctx, (tx) =>
    tx.execute<{ total: number }>(sql`
      select count(*)::int as total from (
        (select 1 from ${connections} where ${connections.agencyId} = ${id}
          and ${connections.brokenSince} is not null and ${connections.endedAt} is null limit ${MOST})
        union all
        (select 1 from ${linkSessions} where ${linkSessions.agencyId} = ${id}
          and ${linkSessions.state} = 'needs_review' limit ${MOST})
        union all
        (select 1 from ${orphans} where ${orphans.agencyId} = ${id} and ${orphans.resolvedAt} is null limit ${MOST})
        union all
        (select 1 from ${providerDeletions} where ${providerDeletions.agencyId} = ${id}
          and ${providerDeletions.confirmedAt} is null limit ${MOST})
      ) as items`),
  )
  const problems = await listProviderProblems(ctx)
  return Math.min(MOST, (rows[0]?.total ?? 0) + problems.length)
}
