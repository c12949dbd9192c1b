import 'server-only'
import { z } from 'zod'
import type { Tx } from '@/db/client'
import type { Candidate } from '@/db/schema/link-sessions'
import { audit } from '../audit/audit'
import { actorId, type Ctx, inAgency } from '../auth/context'
import { may, requirePermission } from '../auth/permissions'
import { createConnection, lockLive, originOf } from '../connections/adopt'
import { checkConnection } from '../connections/check-connection'
import { forgetData } from '../connections/forget-data'
import { refuseHeldElsewhere } from '../connections/refuse-held-elsewhere'
import { requestDeletion } from '../connections/request-deletion'
import { lockConnection, writeConnection } from '../connections/rows'
import { AppError, notFound } from '../errors'
import { type InviteRow, lockInviteOf } from '../invites/rows'
import { logger } from '../logger'
import { adapterFor } from '../provider-accounts/adapter-for'
import { noteProviderHealth } from '../provider-accounts/note-health'
import { isUniqueViolation } from '../system/pg-errors'
import { choicesOf } from './decide'
import { type LinkSessionRow, lockLinkSession, moveLinkSession } from './move'
import { complete, replaceProviderId } from './settle'

export const reviewInput = z.strictObject({
  linkSessionId: z.uuid(),
  choice: z.enum(['keep_new', 'confirm', 'delete', 'repair', 'close_and_open']),
})
export type ReviewInput = z.infer<typeof reviewInput>

export type ReviewResult = { connectionId: string | null }

/**
 * Carries out a decision about a session that waits for review. Only its initiator (for an invite: who made it)
 * or an admin may decide. What
 * is kept is read at the provider once more first, so that nothing stale becomes a connection.
 */
export async function resolveReview(ctx: Ctx, input: ReviewInput): Promise<ReviewResult> {
  requirePermission(ctx, 'connections.connect')
  const { session, candidate } = await inAgency(ctx, (tx) => lockWaiting(tx, ctx, input))
  const keeps = input.choice === 'keep_new' || input.choice === 'confirm' || input.choice === 'close_and_open'
  if (keeps) await proveCandidate(ctx, session, candidate)
  const result = await inAgency(ctx, async (tx) => {
    const locked = await lockWaiting(tx, ctx, input)
    await audit(tx, ctx, {
      action: `link_session.review.${input.choice}`,
      targetType: 'link_session',
      targetId: session.id,
      after: { ofUserId: candidate.ofUserId, username: candidate.username },
    })
    return carryOut(tx, ctx, locked, input.choice)
  }).catch(sayTaken)
  if (input.choice === 'repair') await logOutStranger(ctx, session, candidate)
  return result
}

/** Somebody who sees assigned creators only is not told whose connection stands in the way, but that one does. */
function sayTaken(error: unknown): never {
  if (isUniqueViolation(error))
    throw new AppError('conflict', 'This account is connected already. Ask an owner or admin to decide.')
  throw error
}

type Waiting = { session: LinkSessionRow; candidate: Candidate; invite: InviteRow | null }

async function lockWaiting(tx: Tx, ctx: Ctx, input: ReviewInput): Promise<Waiting> {
  const invite = await lockInviteOf(tx, ctx, input.linkSessionId)
  const session = await lockLinkSession(tx, ctx, input.linkSessionId)
  if (!session) throw notFound('Link session')
  const starter = session.initiatedBy ?? invite?.createdBy ?? null
  const mine = starter !== null && starter === actorId(ctx)
  if (!mine && !may(ctx, 'link_sessions.review_any'))
    throw new AppError(
      'forbidden',
      'Only the person who started this session or made the invite, an admin or an owner can decide.',
      { permission: 'link_sessions.review_any' },
    )
  if (session.state !== 'needs_review' || !session.candidate)
    throw new AppError('conflict', 'This was decided already. Reload the page to see how.')
  if (!choicesOf(session.reviewReason).includes(input.choice))
    throw new AppError('invalid_input', 'This choice does not fit what happened.')
  return { session, candidate: session.candidate, invite }
}

async function proveCandidate(ctx: Ctx, session: LinkSessionRow, candidate: Candidate): Promise<void> {
  const { account, adapter } = await adapterFor(ctx, session.providerAccountId)
  await refuseHeldElsewhere(account, candidate)
  const check = await checkConnection(adapter, candidate)
  if (check.result === 'unknown') {
    await noteProviderHealth(ctx, account.id, check.error)
    throw check.error
  }
  if (check.result !== 'proven')
    throw new AppError(
      'conflict',
      'This account does not answer as it did any more. Start again, or delete it at the provider.',
    )
}

async function carryOut(
  tx: Tx,
  ctx: Ctx,
  { session, candidate, invite }: Waiting,
  choice: ReviewInput['choice'],
): Promise<ReviewResult> {
  if (choice === 'delete') {
    await dropCandidate(tx, ctx, session, candidate)
    await moveLinkSession(tx, ctx, session, 'drop')
    return { connectionId: session.connectionId }
  }
  if (choice === 'repair') {
    await refuseStranger(tx, ctx, session)
    await moveLinkSession(tx, ctx, session, 'drop')
    return { connectionId: session.connectionId }
  }
  if (choice === 'close_and_open') await closeOld(tx, ctx, session)
  const connectionId = await keep(tx, ctx, session, candidate, invite)
  await complete(tx, ctx, session, connectionId, invite)
  return { connectionId }
}

/** The connection waits for its own account again; the stranger is still to be logged out: `logOutStranger`. */
export async function refuseStranger(tx: Tx, ctx: Ctx, session: LinkSessionRow): Promise<void> {
  const row = session.connectionId ? await lockConnection(tx, ctx, session.connectionId) : null
  if (!row || row.endedAt) return
  await writeConnection(tx, ctx, row, {
    status: 'needs_reauth',
    reason: 'other_user_refused',
    event: 'connection.needs_reauth',
    linkSessionId: session.id,
  })
}

/** A new row, or the row that we already hold of this OnlyFans user. */
async function keep(
  tx: Tx,
  ctx: Ctx,
  session: LinkSessionRow,
  candidate: Candidate,
  invite: InviteRow | null,
): Promise<string> {
  const known = await lockLive(tx, ctx, session.providerAccountId, { ofUserId: candidate.ofUserId })
  if (!known) return createConnection(tx, ctx, originOf(session, invite?.createdBy ?? null), candidate)
  if (known.providerConnectionId !== candidate.providerConnectionId)
    await replaceProviderId(tx, ctx, session, candidate, known.id, known.providerConnectionId)
  return known.id
}

async function closeOld(tx: Tx, ctx: Ctx, session: LinkSessionRow): Promise<void> {
  const row = session.connectionId ? await lockConnection(tx, ctx, session.connectionId) : null
  if (!row || row.endedAt) return
  await writeConnection(tx, ctx, row, {
    status: 'disconnected',
    reason: 'closed_in_review',
    event: 'connection.disconnected',
    linkSessionId: session.id,
    set: { endedAt: ctx.now() },
  })
  await forgetData(tx, ctx, row.id)
}

/** Deletes at the provider what a review is about, unless a live row of ours uses it. */
export async function dropCandidate(
  tx: Tx,
  ctx: Ctx,
  session: LinkSessionRow,
  candidate: Candidate,
): Promise<void> {
  // Never delete what a live row of ours uses.
  if (
    await lockLive(tx, ctx, session.providerAccountId, {
      providerConnectionId: candidate.providerConnectionId,
    })
  )
    return
  await requestDeletion(tx, ctx, {
    providerAccountId: session.providerAccountId,
    providerConnectionId: candidate.providerConnectionId,
    connectionId: session.connectionId,
    linkSessionId: session.id,
    reason: 'dropped',
  })
}

/** The provider still holds a stranger's login under our connection: log it out. Best effort. */
export async function logOutStranger(ctx: Ctx, session: LinkSessionRow, candidate: Candidate): Promise<void> {
  try {
    const { adapter } = await adapterFor(ctx, session.providerAccountId)
    await adapter.invalidateConnection(candidate.providerConnectionId)
  } catch (error) {
    logger.warn({ err: error, linkSessionId: session.id, requestId: ctx.requestId }, 'not invalidated')
  }
}
