import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { linkSessions } from '@/db/schema/link-sessions'
import { addEvent } from '../audit/events'
import type { Ctx } from '../auth/context'
import { randomToken } from '../crypto/random'
import type { RemoteIdentity } from '../providers/types'
import { type ConnectionRow, writeConnection } from './rows'

/**
 * Blocks a connection that answers as another OnlyFans user outside of any session (found by a check or by the
 * list), and leaves a session in `needs_review`, so that somebody can decide. One per connection.
 */
export async function openReview(
  tx: Tx,
  ctx: Ctx,
  row: ConnectionRow,
  identity: RemoteIdentity,
): Promise<void> {
  const now = ctx.now()
  const [waiting] = await tx
    .select({ id: linkSessions.id })
    .from(linkSessions)
    .where(
      and(
        eq(linkSessions.agencyId, ctx.agency.id),
        eq(linkSessions.connectionId, row.id),
        eq(linkSessions.state, 'needs_review'),
      ),
    )
    .limit(1)
  const id = waiting?.id ?? randomUUID()
  if (!waiting) {
    await tx.insert(linkSessions).values({
      id,
      agencyId: ctx.agency.id,
      providerAccountId: row.providerAccountId,
      provider: row.provider,
      mode: 'redirect',
      purpose: 'reconnect',
      state: 'needs_review',
      creatorId: row.creatorId,
      connectionId: row.id,
      referenceId: randomToken(),
      idempotencyKey: randomUUID(),
      initiatedBy: row.ownerId,
      candidate: {
        providerConnectionId: row.providerConnectionId,
        ofUserId: identity.id,
        username: identity.username,
        displayName: identity.name,
        avatarUrl: identity.avatarUrl,
        permissions: null,
        referenceId: row.referenceId,
      },
      reviewReason: 'other_user_same_id',
      createdAt: now,
      stateChangedAt: now,
      expiresAt: now,
    })
    await addEvent(tx, ctx, {
      kind: 'session.needs_review',
      linkSessionId: id,
      connectionId: row.id,
      data: { code: 'other_user_same_id' },
    })
  }
  await writeConnection(tx, ctx, row, {
    status: 'needs_review',
    reason: 'other_user',
    event: 'connection.needs_review',
    linkSessionId: id,
    set: { lastCheckedAt: now },
  })
}
