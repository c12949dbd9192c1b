import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import type { Candidate } from '@/db/schema/link-sessions'
import { audit } from '../audit/audit'
import { addEvent } from '../audit/events'
import { actorId, type Ctx } from '../auth/context'
import { enqueue } from '../jobs/enqueue'
import type { LinkSessionRow } from '../link-sessions/move'
import { dropReviews } from './drop-reviews'
import { type ConnectionRow, lockConnection, searchTextOf, writeConnection } from './rows'

/** Our live connection of a provider account by the provider's id or by OnlyFans user, locked. */
export async function lockLive(
  tx: Tx,
  ctx: Ctx,
  providerAccountId: string,
  by: { providerConnectionId: string; ofUserId?: never } | { ofUserId: string; providerConnectionId?: never },
): Promise<ConnectionRow | null> {
  const [row] = await tx
    .select()
    .from(connections)
    .where(
      and(
        eq(connections.agencyId, ctx.agency.id),
        eq(connections.providerAccountId, providerAccountId),
        isNull(connections.endedAt),
        by.ofUserId === undefined
          ? eq(connections.providerConnectionId, by.providerConnectionId)
          : eq(connections.ofUserId, by.ofUserId),
      ),
    )
    .for('update')
  return row ?? null
}

/** Where a new connection comes from: a Link session, or an orphan that an admin adopts. */
export type Origin = Pick<
  LinkSessionRow,
  'creatorId' | 'providerAccountId' | 'provider' | 'note' | 'initiatedBy'
> & {
  linkSessionId: string | null
  referenceId: string | null
  /** Whose connection it becomes in the team. */
  ownerId: string | null
}

/** @param inviter who made the invite of the session, when a creator began it herself */
export function originOf(session: LinkSessionRow, inviter: string | null): Origin {
  return { ...session, linkSessionId: session.id, ownerId: session.initiatedBy ?? inviter }
}

/** Makes a connection of a proven identity. The caller has checked that none exists for it. */
export async function createConnection(tx: Tx, ctx: Ctx, origin: Origin, proven: Candidate): Promise<string> {
  const now = ctx.now()
  const id = crypto.randomUUID()
  const row = {
    id,
    agencyId: ctx.agency.id,
    creatorId: origin.creatorId,
    providerAccountId: origin.providerAccountId,
    provider: origin.provider,
    providerConnectionId: proven.providerConnectionId,
    ofUserId: proven.ofUserId,
    // A provider may give no name; the OnlyFans user id always names the account.
    username: proven.username || `u${proven.ofUserId}`,
    displayName: proven.displayName || proven.username || `User ${proven.ofUserId}`,
    avatarUrl: proven.avatarUrl,
    permissions: proven.permissions ?? [],
    referenceId: proven.referenceId ?? origin.referenceId,
    note: origin.note,
    connectedBy: origin.initiatedBy,
    ownerId: origin.ownerId,
  }
  await tx.insert(connections).values({
    ...row,
    status: 'active',
    statusReason: 'proven',
    statusChangedAt: now,
    lastProvenAt: now,
    lastCheckedAt: now,
    searchText: searchTextOf(row),
    createdAt: now,
    updatedAt: now,
  })
  await addEvent(tx, ctx, {
    kind: 'connection.created',
    connectionId: id,
    linkSessionId: origin.linkSessionId,
  })
  await audit(tx, ctx, {
    action: 'connection.created',
    targetType: 'connection',
    targetId: id,
    after: {
      provider: origin.provider,
      ofUserId: proven.ofUserId,
      username: proven.username,
      by: actorId(ctx) ?? origin.initiatedBy,
    },
  })
  await enqueue(tx, 'connection.verify', { agencyId: ctx.agency.id, connectionId: id })
  return id
}

/** Writes a fresh proof into what we hold: same row, id, tags and history. Absent fields never overwrite. */
export async function refreshConnection(
  tx: Tx,
  ctx: Ctx,
  connectionId: string,
  session: LinkSessionRow,
  proven: Candidate,
): Promise<void> {
  const row = await lockConnection(tx, ctx, connectionId)
  if (!row) return
  await dropReviews(tx, ctx, row)
  const now = ctx.now()
  if (proven.username && row.username !== proven.username)
    await addEvent(tx, ctx, {
      kind: 'connection.renamed',
      connectionId: row.id,
      linkSessionId: session.id,
      data: { from: row.username, to: proven.username },
    })
  await writeConnection(tx, ctx, row, {
    status: 'active',
    reason: 'proven',
    event: 'connection.reconnected',
    linkSessionId: session.id,
    always: true,
    set: {
      providerConnectionId: proven.providerConnectionId,
      username: proven.username || row.username,
      displayName: proven.displayName || row.displayName,
      avatarUrl: proven.avatarUrl ?? row.avatarUrl,
      permissions: proven.permissions ?? row.permissions,
      referenceId: proven.referenceId ?? row.referenceId,
      lastProvenAt: now,
      lastCheckedAt: now,
    },
  })
  await enqueue(tx, 'connection.verify', { agencyId: ctx.agency.id, connectionId: row.id })
}
