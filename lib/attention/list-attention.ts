import 'server-only'
import { and, asc, desc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
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
export type ReviewItem = { linkSessionId: string; username: string; displayName: string; avatarUrl: string | null; creatorName: string; startedBy: string | null; since: Date; what: string }
export type OrphanItem = { id: string; username: string; displayName: string; avatarUrl: string | null; providerConnectionId: string; remoteStatus: string; remoteCreatedAt: Date | null; firstSeenAt: Date }
export type PendingDeletionItem = { id: string; providerConnectionId: string; connectionId: string | null; attempts: number; lastError: string | null; requestedAt: Date }
/** A provider-wide problem: one banner, however many connections it touches. */
export type ProviderProblem = { accountId: string; label: string; problem: 'key_refused' | 'unavailable' | 'misconfigured'; since: Date; callbackUrl: string }

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
    const broken = await tx
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
      .innerJoin(creators, and(eq(creators.agencyId, connections.agencyId), eq(creators.id, connections.creatorId)))
      .where(and(eq(connections.agencyId, ctx.agency.id), isNotNull(connections.brokenSince), isNull(connections.endedAt)))
      .orderBy(asc(connections.brokenSince), asc(connections.id))
      .limit(MOST + 1)
    const reviews = await tx
      .select({ id: linkSessions.id, candidate: linkSessions.candidate, reason: linkSessions.reviewReason, since: linkSessions.stateChangedAt, creatorName: creators.name, startedBy: users.name })
      .from(linkSessions)
      .innerJoin(creators, and(eq(creators.agencyId, linkSessions.agencyId), eq(creators.id, linkSessions.creatorId)))
      .leftJoin(users, eq(users.id, linkSessions.initiatedBy))
      .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.state, 'needs_review')))
      .orderBy(asc(linkSessions.stateChangedAt))
      .limit(MOST)
    const strays = await tx
      .select()
      .from(orphans)
      .where(and(eq(orphans.agencyId, ctx.agency.id), isNull(orphans.resolvedAt)))
      .orderBy(desc(orphans.firstSeenAt))
      .limit(MOST)
    const deletions = await tx
      .select()
      .from(providerDeletions)
      .where(and(eq(providerDeletions.agencyId, ctx.agency.id), isNull(providerDeletions.confirmedAt)))
      .orderBy(asc(providerDeletions.createdAt))
      .limit(MOST)
    return {
      problems: await problemsOf(ctx, tx),
      reviews: reviews.flatMap((row) =>
        row.candidate
          ? [{
              linkSessionId: row.id,
              username: row.candidate.username,
              displayName: row.candidate.displayName,
              avatarUrl: row.candidate.avatarUrl,
              creatorName: row.creatorName,
              startedBy: row.startedBy,
              since: row.since,
              what: REVIEW_WORDS[row.reason ?? '']?.what ?? 'This result waits for a decision.',
            }]
          : [],
      ),
      broken: broken.slice(0, MOST).map(({ statusReason, creatorId, creatorName, ...row }) => {
        const words = reasonWords(statusReason)
        return { ...row, reason: words.label, whoMustAct: words.who, creator: { id: creatorId, name: creatorName } }
      }),
      orphans: strays.map((row) => ({
        id: row.id,
        username: row.username,
        displayName: row.displayName,
        avatarUrl: row.avatarUrl,
        providerConnectionId: row.providerConnectionId,
        remoteStatus: row.remoteStatus,
        remoteCreatedAt: row.remoteCreatedAt,
        firstSeenAt: row.firstSeenAt,
      })),
      deletions: deletions.map((row) => ({
        id: row.id,
        providerConnectionId: row.providerConnectionId,
        connectionId: row.connectionId,
        attempts: row.attempts,
        lastError: row.lastError,
        requestedAt: row.createdAt,
      })),
      truncated: broken.length > MOST,
      canResolveOrphans: may(ctx, 'orphans.resolve'),
    }
  })
}

async function problemsOf(ctx: Ctx, tx: Parameters<Parameters<typeof inAgency>[1]>[0]): Promise<ProviderProblem[]> {
  const rows = await tx
    .select()
    .from(providerAccounts)
    .where(
      and(
        eq(providerAccounts.agencyId, ctx.agency.id),
        or(isNotNull(providerAccounts.keyRefusedAt), isNotNull(providerAccounts.unavailableSince), isNotNull(providerAccounts.misconfiguredAt)),
      ),
    )
  return rows.flatMap((row) => {
    const base = { accountId: row.id, label: row.label, callbackUrl: `${env().APP_ORIGIN}/api/link/callback/${row.provider}` }
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

/** How many items need somebody, for the navigation; stops at 100. */
export async function countAttention(ctx: Ctx): Promise<number> {
  const all = await listAttention(ctx)
  return Math.min(MOST, all.problems.length + all.reviews.length + all.broken.length + all.orphans.length + all.deletions.length)
}
