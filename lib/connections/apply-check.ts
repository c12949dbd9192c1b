import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { addEvent } from '../audit/events'
import type { Ctx } from '../auth/context'
import { mayEndOne } from '../health/hold'
import { CONFIRM_SECONDS, isStrike, type Judgement, judgeBroken } from '../health/suspicion'
import { enqueue } from '../jobs/enqueue'
import type { Profile, ProviderError } from '../providers/types'
import type { Check } from './check-connection'
import { dropReviews } from './drop-reviews'
import { openReview } from './open-review'
import { type ConnectionRow, lockConnection, writeConnection } from './rows'
import { type ConnectionStatus, isBroken, STATUS_LABELS, type StatusReason } from './words'

export type VerifyResult = { status: ConnectionStatus; changed: boolean; words: string }

const mine = (ctx: Ctx, id: string) => and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, id))

/**
 * Writes what one read with a connection said. A person's own check decides at once; a login that Patchbay itself finds
 * ended is suspected first, and asked once more.
 * @param read the row as it was when the provider was asked
 */
export async function applyCheck(
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
    if (check.result !== 'proven' || !check.profile) return still(row)
    await dropReviews(tx, ctx, row)
  }
  if (check.result === 'broken') return applyBroken(tx, ctx, row, check.reason)
  await writeConnection(tx, ctx, row, {
    status: 'active',
    reason: 'proven',
    event: provenEvent(row),
    set: { lastProvenAt: ctx.now(), lastCheckedAt: ctx.now(), ...profileFields(check.profile) },
    always: ctx.actor.kind === 'user' || row.suspectSince !== null,
  })
  return now(row, 'active')
}

async function applyBroken(
  tx: Tx,
  ctx: Ctx,
  row: ConnectionRow,
  reason: StatusReason,
): Promise<VerifyResult> {
  if (ctx.actor.kind !== 'user' && isBroken(row.status)) {
    // Broken it is already; how exactly is no news, and the list may know it better.
    await tx.update(connections).set({ lastCheckedAt: ctx.now(), strikes: 0 }).where(mine(ctx, row.id))
    return still(row)
  }
  if ((await suspectOrBreak(tx, ctx, row)) !== 'broken')
    return { status: row.status, changed: false, words: 'It seems to be signed out. It is asked once more.' }
  await writeConnection(tx, ctx, row, {
    status: 'needs_reauth',
    reason,
    event: 'connection.needs_reauth',
    set: { lastCheckedAt: ctx.now() },
    always: ctx.actor.kind === 'user',
  })
  return now(row, 'needs_reauth')
}

/**
 * Takes the word that a login has ended: remembers it at the first time and queues the second look. The caller holds the
 * row's lock, and writes the status when the answer is `broken`.
 */
export async function suspectOrBreak(tx: Tx, ctx: Ctx, row: ConnectionRow): Promise<Judgement> {
  const at = ctx.now()
  const judged = judgeBroken(row, ctx.actor.kind === 'user' ? 'person' : 'patchbay', at)
  if (judged === 'suspect') {
    await tx.update(connections).set({ suspectSince: at, lastCheckedAt: at }).where(mine(ctx, row.id))
    await addEvent(tx, ctx, { kind: 'connection.suspected', connectionId: row.id })
    const job = { agencyId: ctx.agency.id, connectionId: row.id }
    await enqueue(tx, 'connection.verify', job, CONFIRM_SECONDS)
  }
  if (judged !== 'broken' || ctx.actor.kind === 'user') return judged
  // Too many at once: somebody has to look at the provider first.
  return (await mayEndOne(tx, ctx, row.providerAccountId)) ? judged : 'wait'
}

/** A check that could not be made: told in the timeline, and counted when it is about this connection. */
export async function noteFailedCheck(tx: Tx, ctx: Ctx, id: string, error: ProviderError): Promise<void> {
  await addEvent(tx, ctx, {
    kind: 'connection.check_failed',
    connectionId: id,
    data: { reason: error.kind },
  })
  if (!isStrike(error.kind)) return
  await tx
    .update(connections)
    .set({ strikes: sql`${connections.strikes} + 1`, updatedAt: ctx.now() })
    .where(mine(ctx, id))
}

const still = ({ status }: ConnectionRow): VerifyResult => ({
  status,
  changed: false,
  words: `Still: ${STATUS_LABELS[status]}.`,
})

function now(row: ConnectionRow, status: ConnectionStatus): VerifyResult {
  if (row.status === status) return still(row)
  return { status, changed: true, words: `Now: ${STATUS_LABELS[status]}.` }
}

function provenEvent(row: ConnectionRow) {
  if (row.suspectSince && row.status === 'active') return 'connection.cleared'
  return row.status === 'active' ? 'connection.verified' : 'connection.repaired_elsewhere'
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
