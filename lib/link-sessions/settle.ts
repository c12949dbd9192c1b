import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { type Candidate, linkSessions } from '@/db/schema/link-sessions'
import { addEvent } from '../audit/events'
import { type Ctx, inAgency } from '../auth/context'
import { createConnection, lockLive, originOf, refreshConnection } from '../connections/adopt'
import { requestDeletion } from '../connections/request-deletion'
import { type ConnectionRow, lockConnection, writeConnection } from '../connections/rows'
import { countUse } from '../invites/count-use'
import { isShut } from '../invites/is-shut'
import { type InviteRow, lockInviteOf } from '../invites/rows'
import { enqueue } from '../jobs/enqueue'
import type { Proof } from '../providers/types'
import { systemDb } from '../system/db'
import { findHeldElsewhere } from '../system/find-held-elsewhere'
import { isUniqueViolation } from '../system/pg-errors'
import { type Asked, type Decision, decide, type Held } from './decide'
import { type LinkSessionRow, lockLinkSession, moveLinkSession } from './move'
import { isLive, LIVE_STATES, type LinkState } from './states'

type Proven = Extract<Proof, { result: 'proven' }>

function candidateOf(proof: Proven): Candidate {
  return {
    providerConnectionId: proof.connectionId,
    ofUserId: proof.identity.id,
    username: proof.identity.username,
    displayName: proof.identity.name,
    avatarUrl: proof.identity.avatarUrl,
    permissions: proof.permissions,
    referenceId: proof.referenceId,
  }
}

function held(row: ConnectionRow | null): Held | null {
  return (
    row && {
      id: row.id,
      providerConnectionId: row.providerConnectionId,
      ofUserId: row.ofUserId,
      ended: row.endedAt !== null,
    }
  )
}

/**
 * Takes a proven result into our books: one transaction that locks the session, decides, writes the connection
 * and moves the session. Settling a session twice, or a hundred times at once, has the effect of settling it once.
 * @returns the session's state afterwards
 */
export async function settleProof(
  ctx: Ctx,
  { id, provider, providerAccountId }: Pick<LinkSessionRow, 'id' | 'provider' | 'providerAccountId'>,
  proof: Proven,
): Promise<LinkState | null> {
  const remotes = [{ id: proof.connectionId, ofUserId: proof.identity.id }]
  const elsewhere = await findHeldElsewhere(systemDb(), { provider, providerAccountId, remotes })
  const run = () => inAgency(ctx, (tx) => settleOnce(tx, ctx, id, candidateOf(proof), elsewhere.size > 0))
  try {
    return await run()
  } catch (error) {
    // Two sessions proved the same account at the same moment; the second now finds the first one's row.
    if (!isUniqueViolation(error)) throw error
    return run()
  }
}

/** It waits for its initiator only because the browser had not come back: and now it has. */
export function cameBackLate(
  session: Pick<LinkSessionRow, 'state' | 'reviewReason' | 'browserReturned'>,
): boolean {
  return (
    session.state === 'needs_review' &&
    session.reviewReason === 'browser_not_returned' &&
    session.browserReturned
  )
}

/** Our live row with the proven connection id, locked. */
const holds = (tx: Tx, ctx: Ctx, { providerAccountId }: LinkSessionRow, proven: Candidate) =>
  lockLive(tx, ctx, providerAccountId, { providerConnectionId: proven.providerConnectionId })

/** What the invite asks for: its row is locked, so of two sessions only one takes the last use. */
function askedBy(invite: InviteRow | null): Asked | null {
  return invite && { expectedUsername: invite.expectedUsername, hasRoom: invite.uses < invite.maxUses }
}

async function settleOnce(
  tx: Tx,
  ctx: Ctx,
  id: string,
  proven: Candidate,
  isHeldElsewhere: boolean,
): Promise<LinkState | null> {
  const invite = await lockInviteOf(tx, ctx, id)
  const session = await lockLinkSession(tx, ctx, id)
  if (!session) return null
  const late = cameBackLate(session)
  if (session.state === 'completed' || session.state === 'dropped') return session.state
  if (session.state === 'needs_review' && !late) return session.state
  if (isHeldElsewhere && !(await holds(tx, ctx, session, proven))) {
    // Somebody else's: not taken, not named, and above all not deleted.
    await moveLinkSession(tx, ctx, session, 'fail', { outcomeCode: 'already_connected', challenge: null })
    return session.state
  }
  // Revoking or rotating an invite stops its live sessions; those that had ended before are as deaf from then on.
  if (session.state === 'revoked' || (invite && (await isShut(tx, ctx, invite, session)))) {
    await discardLate(tx, ctx, session, proven)
    return session.state
  }
  if (!late && (await waitsForAnother(tx, ctx, session))) return session.state
  if (session.state !== 'verifying' && !late && !(await moveLinkSession(tx, ctx, session, 'verify')))
    return session.state
  const decision = decide({
    proven: {
      connectionId: proven.providerConnectionId,
      ofUserId: proven.ofUserId,
      username: proven.username,
    },
    expected: session.connectionId ? held(await lockConnection(tx, ctx, session.connectionId)) : null,
    byConnectionId: held(await holds(tx, ctx, session, proven)),
    byUser: held(await lockLive(tx, ctx, session.providerAccountId, { ofUserId: proven.ofUserId })),
    browserReturned: session.browserReturned,
    asked: askedBy(invite),
  })
  await apply(tx, ctx, session, proven, decision, invite)
  return session.state
}

/** So long a late success leaves the one who is at it now alone, before it is looked at again. */
const LATE_AGAIN_SECONDS = 120

/**
 * A success of an attempt that had ended, while somebody is at the next one: there is one live reconnect per
 * connection, so it is settled when that one is over. Meanwhile a check finds whether the connection works already.
 */
async function waitsForAnother(tx: Tx, ctx: Ctx, session: LinkSessionRow): Promise<boolean> {
  if (!session.connectionId || isLive(session.state)) return false
  const [other] = await tx
    .select({ id: linkSessions.id })
    .from(linkSessions)
    .where(
      and(
        eq(linkSessions.agencyId, ctx.agency.id),
        eq(linkSessions.connectionId, session.connectionId),
        inArray(linkSessions.state, [...LIVE_STATES]),
      ),
    )
    .limit(1)
  if (!other) return false
  const { id: agencyId } = ctx.agency
  await enqueue(tx, 'connection.verify', { agencyId, connectionId: session.connectionId })
  await enqueue(tx, 'link-session.finish', { agencyId, linkSessionId: session.id }, LATE_AGAIN_SECONDS)
  return true
}

async function apply(
  tx: Tx,
  ctx: Ctx,
  session: LinkSessionRow,
  proven: Candidate,
  decision: Decision,
  invite: InviteRow | null,
): Promise<void> {
  const done = (connectionId: string) => complete(tx, ctx, session, connectionId, invite)
  switch (decision.kind) {
    case 'create':
      await done(await createConnection(tx, ctx, originOf(session, invite?.createdBy ?? null), proven))
      return
    case 'reconnect':
      await refreshConnection(tx, ctx, decision.connection.id, session, proven)
      await done(decision.connection.id)
      return
    case 'replace_id':
      await replaceProviderId(
        tx,
        ctx,
        session,
        proven,
        decision.connection.id,
        decision.oldProviderConnectionId,
      )
      await done(decision.connection.id)
      return
    case 'review':
      if (decision.block) await blockConnection(tx, ctx, decision.block.id, session.id)
      await moveLinkSession(tx, ctx, session, 'review', {
        // A connect that blocked a connection of ours: the decision is about that one.
        ...(decision.block ? { connectionId: decision.block.id } : {}),
        candidate: proven,
        reviewReason: decision.reason,
        challenge: null,
      })
      return
    case 'discard':
      await discardLate(tx, ctx, session, proven)
      await moveLinkSession(tx, ctx, session, 'fail', { outcomeCode: 'connection_ended', challenge: null })
  }
}

/** Completes a session, and counts it with the invite that it came from; the invite's row is locked. */
export async function complete(
  tx: Tx,
  ctx: Ctx,
  session: LinkSessionRow,
  connectionId: string,
  invite: InviteRow | null,
): Promise<void> {
  await moveLinkSession(tx, ctx, session, 'complete', {
    resultConnectionId: connectionId,
    outcomeCode: null,
    challenge: null,
  })
  if (session.loginMethod === 'password' || session.loginMethod === 'mobile_app')
    await noteRemembers(tx, ctx, connectionId, session.remembersCredentials)
  if (invite) await countUse(tx, ctx, invite, session, connectionId)
}

/** Whether the provider may repair the connection by itself: as she chose with her last login. */
async function noteRemembers(tx: Tx, ctx: Ctx, id: string, remembersCredentials: boolean): Promise<void> {
  await tx
    .update(connections)
    .set({ remembersCredentials })
    .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, id)))
}

/** Our row keeps its id and takes the provider's new one; the old one is deleted upstream. */
export async function replaceProviderId(
  tx: Tx,
  ctx: Ctx,
  session: LinkSessionRow,
  proven: Candidate,
  connectionId: string,
  oldProviderConnectionId: string,
): Promise<void> {
  await refreshConnection(tx, ctx, connectionId, session, proven)
  await addEvent(tx, ctx, {
    kind: 'connection.id_replaced',
    connectionId,
    linkSessionId: session.id,
    data: { from: oldProviderConnectionId, to: proven.providerConnectionId },
  })
  await requestDeletion(tx, ctx, {
    providerAccountId: session.providerAccountId,
    providerConnectionId: oldProviderConnectionId,
    connectionId,
    linkSessionId: session.id,
    reason: 'replaced',
  })
}

/** Blocks the data of a connection that now answers as somebody else. */
async function blockConnection(tx: Tx, ctx: Ctx, connectionId: string, linkSessionId: string): Promise<void> {
  const row = await lockConnection(tx, ctx, connectionId)
  if (!row) return
  await writeConnection(tx, ctx, row, {
    status: 'needs_review',
    reason: 'other_user',
    event: 'connection.needs_review',
    linkSessionId,
  })
}

/**
 * A success that nobody waits for any more: delete it upstream, unless it is the very connection that a live
 * row of ours uses (a reconnect renews in place, and deleting would destroy what works).
 */
async function discardLate(tx: Tx, ctx: Ctx, session: LinkSessionRow, proven: Candidate): Promise<void> {
  if (await holds(tx, ctx, session, proven)) return
  await addEvent(tx, ctx, {
    kind: 'session.late_success',
    linkSessionId: session.id,
    connectionId: session.connectionId,
    data: { providerConnectionId: proven.providerConnectionId },
  })
  await requestDeletion(tx, ctx, {
    providerAccountId: session.providerAccountId,
    providerConnectionId: proven.providerConnectionId,
    connectionId: session.connectionId,
    linkSessionId: session.id,
    reason: 'late_success',
  })
}
