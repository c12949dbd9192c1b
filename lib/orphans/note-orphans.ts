import 'server-only'
import { and, eq, inArray, isNull, lt, notInArray } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { linkSessions } from '@/db/schema/link-sessions'
import { orphans } from '@/db/schema/orphans'
import { providerDeletions } from '@/db/schema/provider-deletions'
import { type Ctx, inAgency } from '../auth/context'
import { requestDeletion } from '../connections/request-deletion'
import { enqueue } from '../jobs/enqueue'
import type { ProviderAccountRow } from '../provider-accounts/adapter-for'
import type { RemoteConnection } from '../providers/types'
import { systemDb } from '../system/db'
import { findHeldElsewhere } from '../system/find-held-elsewhere'

/**
 * Sorts what the provider lists and we do not hold. With the reference of one of our sessions, that session is
 * finished (or, if it was stopped, the connection is deleted); without one it is listed as an orphan. What another provider
 * account holds is none of this one's business.
 * @param complete the list was read to its end, so an orphan that is not in it is gone
 */
export async function noteOrphans(
  ctx: Ctx,
  { id: accountId, provider }: Pick<ProviderAccountRow, 'id' | 'provider'>,
  strangers: RemoteConnection[],
  complete: boolean,
): Promise<void> {
  const started = ctx.now()
  const remotes = strangers.map(({ id, identity }) => ({ id, ofUserId: identity.id }))
  const shown = { provider, providerAccountId: accountId, remotes }
  const elsewhere = await findHeldElsewhere(systemDb(), shown)
  const owed = await inAgency(ctx, (tx) =>
    tx
      .select({ id: providerDeletions.providerConnectionId })
      .from(providerDeletions)
      .where(
        and(
          eq(providerDeletions.agencyId, ctx.agency.id),
          eq(providerDeletions.providerAccountId, accountId),
          isNull(providerDeletions.confirmedAt),
        ),
      ),
  )
  const deleting = new Set(owed.map((row) => row.id))
  const sessions = await sessionsOf(ctx, accountId, strangers)
  for (const remote of strangers) {
    if (deleting.has(remote.id) || elsewhere.has(remote.id)) continue
    const session = remote.referenceId ? sessions.get(remote.referenceId) : undefined
    await inAgency(ctx, (tx) => sort(tx, ctx, accountId, remote, session, started))
  }
  if (complete) await closeGone(ctx, accountId, started, [...deleting])
}

type Session = { id: string; state: string; stateChangedAt: Date; candidateId: string | null }

async function sessionsOf(
  ctx: Ctx,
  accountId: string,
  strangers: RemoteConnection[],
): Promise<Map<string, Session>> {
  const references = strangers.flatMap((remote) => (remote.referenceId ? [remote.referenceId] : []))
  if (references.length === 0) return new Map()
  const rows = await inAgency(ctx, (tx) =>
    tx
      .select({
        id: linkSessions.id,
        state: linkSessions.state,
        referenceId: linkSessions.referenceId,
        candidate: linkSessions.candidate,
        stateChangedAt: linkSessions.stateChangedAt,
      })
      .from(linkSessions)
      .where(
        and(
          eq(linkSessions.agencyId, ctx.agency.id),
          eq(linkSessions.providerAccountId, accountId),
          inArray(linkSessions.referenceId, references),
        ),
      ),
  )
  return new Map(
    rows.map((row) => [
      row.referenceId,
      {
        id: row.id,
        state: row.state,
        stateChangedAt: row.stateChangedAt,
        candidateId: row.candidate?.providerConnectionId ?? null,
      },
    ]),
  )
}

/** After this an ended session that could not be proven explains nothing any more: somebody must decide. */
const EXPLAINS_MS = 2 * 3_600_000

function explains(session: Session, now: Date): boolean {
  if (session.state === 'completed' || session.state === 'needs_review') return false
  if (session.state === 'revoked' || session.state === 'dropped') return true
  return now.getTime() - session.stateChangedAt.getTime() < EXPLAINS_MS
}

async function sort(
  tx: Tx,
  ctx: Ctx,
  accountId: string,
  remote: RemoteConnection,
  session: Session | undefined,
  seen: Date,
): Promise<void> {
  if (session && session.candidateId === remote.id && session.state === 'needs_review') return
  if (session && explains(session, seen)) {
    if (session.state === 'revoked' || session.state === 'dropped')
      await requestDeletion(tx, ctx, {
        providerAccountId: accountId,
        providerConnectionId: remote.id,
        linkSessionId: session.id,
        reason: 'late_success',
      })
    else await enqueue(tx, 'link-session.finish', { agencyId: ctx.agency.id, linkSessionId: session.id })
    return
  }
  const seenNow = { remoteStatus: remote.status, lastSeenAt: seen, resolvedAt: null, resolution: null }
  await tx
    .insert(orphans)
    .values({
      agencyId: ctx.agency.id,
      providerAccountId: accountId,
      providerConnectionId: remote.id,
      ofUserId: remote.identity.id,
      username: remote.identity.username,
      displayName: remote.identity.name,
      avatarUrl: remote.identity.avatarUrl,
      referenceId: remote.referenceId,
      remoteCreatedAt: remote.createdAt,
      firstSeenAt: seen,
      ...seenNow,
    })
    .onConflictDoUpdate({
      target: [orphans.agencyId, orphans.providerAccountId, orphans.providerConnectionId],
      set: seenNow,
    })
}

/** A deletion that is owed closes its orphan itself, once it is confirmed. */
async function closeGone(ctx: Ctx, accountId: string, started: Date, deleting: string[]): Promise<void> {
  await inAgency(ctx, (tx) =>
    tx
      .update(orphans)
      .set({ resolvedAt: ctx.now(), resolution: 'gone' })
      .where(
        and(
          eq(orphans.agencyId, ctx.agency.id),
          eq(orphans.providerAccountId, accountId),
          isNull(orphans.resolvedAt),
          lt(orphans.lastSeenAt, started),
          notInArray(orphans.providerConnectionId, deleting),
        ),
      ),
  )
}
