import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { events } from '@/db/schema/events'
import { type Candidate, linkSessions } from '@/db/schema/link-sessions'
import { audit } from '../audit/audit'
import { addEvent } from '../audit/events'
import { type Ctx, inAgency } from '../auth/context'
import { endConnection } from '../connections/end-connection'
import { lockConnection } from '../connections/rows'
import { AppError, notFound } from '../errors'
import { type InviteRow, lockInvite, writeInvite } from '../invites/rows'
import { isBoundTo } from '../link-sessions/browser'
import { type LinkSessionRow, lockLinkSession, moveLinkSession } from '../link-sessions/move'
import { dropCandidate, logOutStranger, refuseStranger } from '../link-sessions/resolve-review'
import type { Visit } from './visit'

/** So long after its proof this browser may take an account back without a code. */
const UNDO_MS = 24 * 3_600_000

type ById = { linkSessionId: string }

/**
 * The session that she answers about: of her invite, begun in this browser. Locked after its invite. The transaction
 * sees all of the agency, because an account may be held by another row than hers; the session itself must be hers.
 */
async function lockOwn(
  tx: Tx,
  visit: Visit,
  { linkSessionId }: ById,
): Promise<{ invite: InviteRow; session: LinkSessionRow }> {
  const invite = await lockInvite(tx, visit.ctx, visit.inviteId)
  const session = await lockLinkSession(tx, visit.ctx, linkSessionId)
  const isHers =
    session?.inviteId === visit.inviteId &&
    isBoundTo(visit.browser, { linkSessionId, browserHash: session.browserHash })
  if (!invite || !session || !isHers) throw notFound('attempt')
  return { invite, session }
}

const wide = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: 'system' } })

async function mark(
  tx: Tx,
  ctx: Ctx,
  session: LinkSessionRow,
  set: Partial<Pick<LinkSessionRow, 'acknowledgedAt' | 'outcomeCode'>>,
): Promise<void> {
  await tx
    .update(linkSessions)
    .set(set)
    .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, session.id)))
}

/** She says that the account is hers. Saying it twice changes nothing. Throws `not_found`, `conflict`. */
export async function acknowledgeAccount(visit: Visit, input: ById): Promise<void> {
  const { ctx } = visit
  await inAgency(wide(ctx), async (tx) => {
    const { session } = await lockOwn(tx, visit, input)
    if (session.state !== 'completed' || session.outcomeCode === 'undone')
      throw new AppError('conflict', 'There is no account to confirm any more.')
    if (session.acknowledgedAt) return
    await mark(tx, ctx, session, { acknowledgedAt: ctx.now() })
    await addEvent(tx, ctx, {
      kind: 'session.acknowledged',
      linkSessionId: session.id,
      inviteId: session.inviteId,
      connectionId: session.resultConnectionId,
    })
  })
}

/**
 * She says that it is not the right account. What this session made is undone: a connection that it created ends here
 * and at the provider, an account that waits for review is deleted or logged out there, and the link can be used once
 * more. A connection that existed before stays as it was: ending that is done on her own page. Throws `not_found`, `conflict`.
 */
export async function undoConnect(visit: Visit, input: ById): Promise<void> {
  const { ctx } = visit
  const stranger = await inAgency(wide(ctx), async (tx) => {
    const { invite, session } = await lockOwn(tx, visit, input)
    if (session.state === 'dropped' || session.outcomeCode === 'undone') return null
    const { candidate } = session
    let inPlace = false
    if (session.state === 'needs_review' && candidate) inPlace = await dropReview(tx, ctx, session, candidate)
    else if (session.state === 'completed') await undoCompleted(tx, ctx, invite, session)
    else throw new AppError('conflict', 'There is nothing to undo.')
    await addEvent(tx, ctx, {
      kind: 'session.undone',
      linkSessionId: session.id,
      inviteId: session.inviteId,
      connectionId: session.resultConnectionId,
    })
    return inPlace && candidate ? { session, candidate } : null
  })
  if (stranger) await logOutStranger(ctx, stranger.session, stranger.candidate)
}

/** What waits for review is deleted at the provider; of a connection that answers as her, she is logged out. */
async function dropReview(tx: Tx, ctx: Ctx, session: LinkSessionRow, candidate: Candidate): Promise<boolean> {
  const inPlace = session.reviewReason === 'other_user_same_id'
  if (inPlace) await refuseStranger(tx, ctx, session)
  else await dropCandidate(tx, ctx, session, candidate)
  await moveLinkSession(tx, ctx, session, 'drop')
  return inPlace
}

async function undoCompleted(tx: Tx, ctx: Ctx, invite: InviteRow, session: LinkSessionRow): Promise<void> {
  if (ctx.now().getTime() - session.stateChangedAt.getTime() > UNDO_MS)
    throw new AppError('conflict', 'This was connected a while ago. Open your page to end it.')
  const row = session.resultConnectionId ? await lockConnection(tx, ctx, session.resultConnectionId) : null
  const ends = row !== null && !row.endedAt && (await madeIt(tx, ctx, session, row.id))
  if (row && ends) await endConnection(tx, ctx, row, 'by_creator')
  await mark(tx, ctx, session, { outcomeCode: 'undone' })
  await writeInvite(tx, ctx, invite.id, { uses: Math.max(0, invite.uses - 1) })
  await audit(tx, ctx, {
    action: 'link_session.undo',
    targetType: 'link_session',
    targetId: session.id,
    after: { connectionId: session.resultConnectionId, ended: ends },
  })
}

/** True when the session created the connection, and nobody said since, through another one, that it is theirs. */
async function madeIt(tx: Tx, ctx: Ctx, session: LinkSessionRow, connectionId: string): Promise<boolean> {
  const [created] = await tx
    .select({ id: events.id })
    .from(events)
    .where(
      and(
        eq(events.agencyId, ctx.agency.id),
        eq(events.connectionId, connectionId),
        eq(events.kind, 'connection.created'),
        eq(events.linkSessionId, session.id),
      ),
    )
    .limit(1)
  const later = await tx
    .select({ id: linkSessions.id, acknowledgedAt: linkSessions.acknowledgedAt })
    .from(linkSessions)
    .where(
      and(
        eq(linkSessions.agencyId, ctx.agency.id),
        eq(linkSessions.resultConnectionId, connectionId),
        eq(linkSessions.state, 'completed'),
      ),
    )
  return created !== undefined && later.every((row) => row.id === session.id || !row.acknowledgedAt)
}
