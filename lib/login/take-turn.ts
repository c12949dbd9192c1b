import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { linkSessions } from '@/db/schema/link-sessions'
import { audit } from '../audit/audit'
import { addEvent } from '../audit/events'
import type { EventKind } from '../audit/words'
import { type Ctx, inAgency } from '../auth/context'
import { AppError } from '../errors'
import { applyReading } from '../link-sessions/apply-reading'
import { type LinkSessionRow, lockLinkSession } from '../link-sessions/move'
import { sessionRefOf } from '../link-sessions/provider-session'
import type { LinkState } from '../link-sessions/states'
import { logger } from '../logger'
import { readProviderAccount } from '../provider-accounts/adapter-for'
import { noteProviderHealth } from '../provider-accounts/note-health'
import type { Challenge, ChallengeAction } from '../providers/challenge'
import type { LoginDriver } from '../providers/login-types'
import { ProviderError, type SessionReading, type SessionRef } from '../providers/types'
import { driverOf, finishNow } from './begin-login'
import { lockAttempt, requireParty } from './lock-attempt'
import type { Party } from './party'
import { AFTER_ANSWER_MS } from './poll-times'

/** Longer than one call may take: after a crash the person may answer again. */
const TURN_MS = 20_000

export type Turn<T> = {
  /** What the challenge must take at this moment. */
  needs: ChallengeAction
  /** Throws AppError where the challenge takes it in general, but not now. */
  check?: (challenge: Challenge, now: Date) => void
  event: EventKind
  action: `link_session.${string}`
  data?: Record<string, string>
  /** The provider takes it as an answer and will say whether it is right. */
  isAnswer: boolean
  /** `reading` is what the provider said at once; null: the next poll tells. */
  send: (driver: LoginDriver, session: SessionRef) => Promise<{ reading: SessionReading | null; result: T }>
}

type Taken = { row: LinkSessionRow; session: SessionRef; driver: LoginDriver }

/**
 * Gives the provider one answer, or asks it for something, in the middle of an attempt: one at a time, and never twice.
 * The row knows that something is on its way, not what.
 * Throws `not_found` for a browser that may not answer, `conflict` when it is not asked for or another is on its way;
 * ProviderError when the provider refuses it.
 */
export async function takeTurn<T>(
  party: Party,
  linkSessionId: string,
  turn: Turn<T>,
): Promise<{ state: LinkState; result: T }> {
  requireParty(party)
  const { ctx } = party
  const taken = await inAgency(ctx, (tx) => take(tx, party, linkSessionId, turn))
  let said: { reading: SessionReading | null; result: T }
  try {
    said = await turn.send(taken.driver, taken.session)
  } catch (error) {
    logger.warn({ err: error, linkSessionId, requestId: ctx.requestId }, 'answer')
    await noteProviderHealth(ctx, taken.row.providerAccountId, error)
    throw await giveUp(ctx, linkSessionId, error)
  }
  const state = await inAgency(ctx, (tx) => note(tx, ctx, taken.row, said.reading, turn.isAnswer))
  if (said.reading?.state !== 'completed') return { state, result: said.result }
  return { state: await finishNow(ctx, linkSessionId), result: said.result }
}

async function take<T>(tx: Tx, party: Party, linkSessionId: string, turn: Turn<T>): Promise<Taken> {
  const { ctx } = party
  const now = ctx.now()
  const row = await lockAttempt(tx, party, linkSessionId)
  const challenge = row.state === 'challenge' ? (row.challenge as Challenge | null) : null
  if (!challenge?.actions.includes(turn.needs))
    throw new AppError('conflict', 'This is not asked for any more. The page shows how things stand now.')
  if (row.answeringUntil && row.answeringUntil > now)
    throw new AppError('conflict', 'The last answer is still on its way. Wait a moment.')
  turn.check?.(challenge, now)
  const session = sessionRefOf(row)
  if (!session) throw new AppError('conflict', 'The provider does not know this attempt. Start again.')
  const driver = driverOf(await readProviderAccount(tx, ctx, row.providerAccountId))
  await set(tx, ctx, row.id, { answeringUntil: new Date(now.getTime() + TURN_MS) })
  await addEvent(tx, ctx, {
    kind: turn.event,
    linkSessionId,
    connectionId: row.connectionId,
    inviteId: row.inviteId,
    data: turn.data ?? {},
  })
  await audit(tx, ctx, {
    action: turn.action,
    targetType: 'link_session',
    targetId: linkSessionId,
    after: turn.data ?? {},
  })
  return { row, session, driver }
}

async function set(
  tx: Tx,
  ctx: Ctx,
  id: string,
  values: Partial<typeof linkSessions.$inferInsert>,
): Promise<void> {
  await tx
    .update(linkSessions)
    .set(values)
    .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, id)))
}

/** Writes what the provider said at once; without a word of its own, the poller asks soon. */
async function note(
  tx: Tx,
  ctx: Ctx,
  { id, logins }: LinkSessionRow,
  reading: SessionReading | null,
  isAnswer: boolean,
): Promise<LinkState> {
  const now = ctx.now()
  const row = await lockLinkSession(tx, ctx, id)
  if (row?.state !== 'challenge' || row.logins !== logins) return row?.state ?? 'revoked'
  await set(tx, ctx, id, {
    answeringUntil: null,
    answeredAt: isAnswer && !reading ? now : null,
    nextPollAt: new Date(now.getTime() + AFTER_ANSWER_MS),
    polls: 0,
  })
  if (reading && reading.state !== 'completed') await applyReading(tx, ctx, row, reading)
  return row.state
}

/** Nothing is sent again. Where nobody knows whether it arrived, the poller finds out. */
async function giveUp(ctx: Ctx, linkSessionId: string, error: unknown): Promise<unknown> {
  const isLost =
    !(error instanceof ProviderError) || error.kind === 'unavailable' || error.kind === 'invalid_response'
  const isWrong = error instanceof ProviderError && error.detail === 'wrong_code'
  const state = await inAgency(ctx, async (tx) => {
    const row = await lockLinkSession(tx, ctx, linkSessionId)
    if (row?.state !== 'challenge') return row?.state
    const now = ctx.now()
    await set(tx, ctx, linkSessionId, {
      answeringUntil: null,
      answeredAt: isLost ? now : null,
      nextPollAt: new Date(now.getTime() + AFTER_ANSWER_MS),
      polls: 0,
      ...(isWrong && row.challenge ? { challenge: { ...row.challenge, rejected: true } } : {}),
    })
    return row.state
  })
  if (isWrong) return new AppError('wrong_code', 'OnlyFans did not accept this code.')
  if (isLost && state === 'challenge')
    return new AppError(
      'provider_unavailable',
      'The provider did not say whether this arrived. Wait a moment: the page shows what it says next.',
    )
  return error
}
