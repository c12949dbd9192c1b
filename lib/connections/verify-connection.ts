import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { addEvent } from '../audit/events'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { adapterFor } from '../provider-accounts/adapter-for'
import { noteProviderHealth } from '../provider-accounts/note-health'
import type { Profile } from '../providers/types'
import { type Check, checkConnection } from './check-connection'
import { dropReviews } from './drop-reviews'
import { openReview } from './open-review'
import { type ConnectionRow, lockConnection, writeConnection } from './rows'
import { refreshData } from './store-data'
import { type ConnectionStatus, STATUS_LABELS } from './words'

export type VerifyResult = { status: ConnectionStatus; changed: boolean; words: string }

/**
 * Reads the provider again, now: proves the connection, or says why it does not work, and refreshes its data.
 * When the provider cannot be asked, nothing changes and its error is thrown.
 */
export async function verifyConnection(ctx: Ctx, input: { connectionId: string }): Promise<VerifyResult> {
  requirePermission(ctx, 'connections.verify')
  const row = await inAgency(ctx, (tx) =>
    tx
      .select()
      .from(connections)
      .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, input.connectionId)))
      .then(([found]) => found),
  )
  if (!row) throw notFound('connection')
  if (row.endedAt)
    throw new AppError('conflict', 'This connection was disconnected; there is nothing to verify.')
  const { account, adapter } = await adapterFor(ctx, row.providerAccountId)
  const check = await checkConnection(adapter, row)
  if (check.result === 'unknown') {
    await noteProviderHealth(ctx, account.id, check.error)
    await inAgency(ctx, (tx) =>
      addEvent(tx, ctx, {
        kind: 'connection.check_failed',
        connectionId: row.id,
        data: { reason: check.error.kind },
      }),
    )
    throw check.error
  }
  await noteProviderHealth(ctx, account.id, null)
  const result = await inAgency(ctx, (tx) => applyCheck(tx, ctx, row, check))
  if (check.result === 'proven' && result.status === 'active')
    await refreshData(ctx, adapter, row, check.profile)
  return result
}

async function applyCheck(
  tx: Tx,
  ctx: Ctx,
  read: ConnectionRow,
  check: Exclude<Check, { result: 'unknown' }>,
): Promise<VerifyResult> {
  const row = await lockConnection(tx, ctx, read.id)
  // Reconnected, replaced or disconnected while the provider was being asked: this answer is about the past.
  if (
    !row ||
    row.endedAt ||
    row.providerConnectionId !== read.providerConnectionId ||
    row.statusChangedAt > read.statusChangedAt ||
    (row.lastProvenAt ?? 0) > (read.lastProvenAt ?? 0)
  )
    return {
      status: row?.status ?? 'disconnected',
      changed: false,
      words: 'Something newer happened meanwhile.',
    }
  if (check.result === 'other_user') {
    await openReview(tx, ctx, row, check.profile)
    return {
      status: 'needs_review',
      changed: row.status !== 'needs_review',
      words: 'Another OnlyFans user answers. Its data is blocked until somebody decides.',
    }
  }
  if (row.status === 'needs_review') {
    // Only its own user, seen again, ends the block: a refused read says nothing about who answers.
    if (check.result !== 'proven' || !check.profile)
      return { status: row.status, changed: false, words: `Still: ${STATUS_LABELS[row.status]}.` }
    await dropReviews(tx, ctx, row)
  }
  const next = outcomeOf(check, row, ctx.now())
  await writeConnection(tx, ctx, row, {
    ...next,
    set: { ...next.set, lastCheckedAt: ctx.now() },
    always: ctx.actor.kind === 'user',
  })
  const changed = row.status !== next.status
  return {
    status: next.status,
    changed,
    words: changed ? `Now: ${STATUS_LABELS[next.status]}.` : `Still: ${STATUS_LABELS[next.status]}.`,
  }
}

function outcomeOf(
  check: Exclude<Check, { result: 'unknown' | 'other_user' }>,
  row: ConnectionRow,
  now: Date,
) {
  if (check.result === 'broken')
    return {
      status: 'needs_reauth',
      reason: check.reason,
      event: 'connection.needs_reauth',
      set: {},
    } as const
  return {
    status: 'active',
    reason: 'proven',
    event: row.status === 'active' ? 'connection.verified' : 'connection.repaired_elsewhere',
    set: { lastProvenAt: now, ...profileFields(check.profile) },
  } as const
}

/** Only what the provider returned is written. */
function profileFields(profile: Profile | null): Partial<ConnectionRow> {
  if (!profile) return {}
  return {
    ...(profile.username ? { username: profile.username } : {}),
    ...(profile.name ? { displayName: profile.name } : {}),
    ...(profile.avatarUrl ? { avatarUrl: profile.avatarUrl } : {}),
  }
}
