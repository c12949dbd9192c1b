import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { linkSessions } from '@/db/schema/link-sessions'
import { addEvent } from '../audit/events'
import { type Ctx, inAgency } from '../auth/context'
import { enqueue } from '../jobs/enqueue'
import type { ProviderId, SessionReading } from '../providers/types'
import { countSecurity } from '../system/count-security'
import { findByBrowser, findByReference, type LinkSessionRef } from '../system/find-link-session'
import { applyReading } from './apply-reading'
import { browserKey, isBoundTo } from './browser'
import { type CallbackHint, parseCallback } from './callback-input'
import { type LinkSessionRow, lockLinkSession, moveLinkSession } from './move'
import { proveLinkSession, verifyLater } from './prove'
import { isLive, nextState } from './states'

/** Where a creator who came by an invite sees how it went. */
const CONNECT_PATH = '/connect'

/** The one answer to every callback that matches nothing: it tells no cause. */
export const NEUTRAL_PATH = '/link/closed'

const PROOF_MS = 5_000
const RECENT_MS = 3 * 3_600_000
/** By then the proof is there, or a job of its own is at it, unless the process that was at it is gone. */
const LEFT_AFTER_SECONDS = 20

export type CallbackRequest = {
  provider: ProviderId
  query: URLSearchParams
  /** The browser cookie, null when there is none. */
  browser: string | null
  appDb: Db
  systemDb: Db
  requestId: string
  address: string
  now: () => Date
}

/**
 * Takes a provider's callback. Nothing in it is signed, so all of it is a hint: it finds a session only together
 * with the cookie of the browser that started it, and only a proof by the provider connects anything.
 * @returns the path to answer with, also on a replay: the session's status page, for a creator the page of her invite,
 *   otherwise the neutral page
 */
export async function handleCallback(request: CallbackRequest): Promise<string> {
  const hint = parseCallback(request.query)
  const found = hint && request.browser ? await find(request, hint, request.browser) : null
  if (!hint || !found) {
    await countSecurity(request.systemDb, hint ? 'callback.no_match' : 'callback.malformed', request.now())
    return NEUTRAL_PATH
  }
  const ctx: Ctx = {
    agency: { id: found.agencyId, slug: found.slug, name: found.agencyName },
    actor: { kind: 'system' },
    db: request.appDb,
    requestId: request.requestId,
    address: request.address,
    now: request.now,
  }
  await takeHint(ctx, found.linkSessionId, hint)
  return found.inviteId ? CONNECT_PATH : `/a/${found.slug}/link-sessions/${found.linkSessionId}`
}

/** By our reference id, else by the browser's own live sessions; in both cases only for the bound browser. */
async function find(
  request: CallbackRequest,
  hint: CallbackHint,
  browser: string,
): Promise<LinkSessionRef | null> {
  const byReference = hint.referenceId
    ? await findByReference(request.systemDb, request.provider, hint.referenceId)
    : null
  if (byReference) return isBoundTo(browser, byReference) ? byReference : null
  const since = new Date(request.now().getTime() - RECENT_MS)
  const own = await findByBrowser(request.systemDb, request.provider, browserKey(browser), since)
  return own.find((candidate) => isBoundTo(browser, candidate)) ?? null
}

/** Acts on a hint of the bound browser: proves, and only then believes. */
export async function takeHint(ctx: Ctx, linkSessionId: string, hint: CallbackHint): Promise<void> {
  const exact = await noteReturn(ctx, linkSessionId, hint)
  if (exact === null) return
  const result = await proveLinkSession(ctx, linkSessionId, PROOF_MS)
  if (
    !result ||
    result.state === 'completed' ||
    result.state === 'needs_review' ||
    result.state === 'revoked'
  )
    return
  if (hint.status === 'success') {
    // The provider says done, or could not be asked: a job goes on asking. An inexact match is only a nudge.
    if (exact && result.reading?.state !== 'denied' && result.reading?.state !== 'failed')
      await verifyLater(ctx, linkSessionId)
    return
  }
  await inAgency(ctx, async (tx) => {
    const row = await lockLinkSession(tx, ctx, linkSessionId)
    if (!row) return
    if (exact) await end(ctx, tx, row, hint, result.reading)
    else if (result.reading) await applyReading(tx, ctx, row, result.reading)
  })
}

/**
 * Ends a session as the hint says. A failure reads the same whichever word came first: the hint's own cause, else what
 * the provider said.
 */
async function end(
  ctx: Ctx,
  tx: Tx,
  row: LinkSessionRow,
  hint: CallbackHint,
  reading: SessionReading | null,
): Promise<void> {
  const told = reading?.state === 'failed' ? reading : null
  if (hint.status === 'error' ? hint.code === 'other' : told !== null) {
    await applyReading(tx, ctx, row, { state: 'failed', code: told?.code ?? null })
    return
  }
  const event = hint.status === 'cancelled' ? 'cancel' : hint.code === 'session_expired' ? 'expire' : 'fail'
  await moveLinkSession(tx, ctx, row, event, { outcomeCode: hint.code, challenge: null })
}

/**
 * Writes that the browser came back. `exact`: the reference is this attempt's, or on reconnect the one that the
 * provider kept from before. Null when the callback has nothing to add: a replay changes nothing.
 */
async function noteReturn(ctx: Ctx, linkSessionId: string, hint: CallbackHint): Promise<boolean | null> {
  return inAgency(ctx, async (tx) => {
    const row = await lockLinkSession(tx, ctx, linkSessionId)
    if (!row) return null
    const waited = row.state === 'needs_review' && row.reviewReason === 'browser_not_returned'
    const lateSuccess = hint.status === 'success' && (nextState(row.state, 'verify') !== null || waited)
    const ours = row.referenceId === hint.referenceId
    if (!isLive(row.state) && !lateSuccess) {
      if (ours) await sharpenOutcome(tx, ctx, row, hint)
      // Stopped, and finished all the same: a job finds out, and has what came of it deleted.
      if (ours && row.state === 'revoked' && hint.status === 'success')
        await enqueue(tx, 'link-session.finish', { agencyId: ctx.agency.id, linkSessionId })
      return null
    }
    const exact =
      ours || (hint.referenceId !== null && hint.referenceId === (await oldReference(tx, ctx, row)))
    if (hint.status === 'success' && ours && !row.browserReturned) {
      await tx
        .update(linkSessions)
        .set({ browserReturned: true })
        .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, row.id)))
      // Should this process end before it has the proof.
      const data = { agencyId: ctx.agency.id, linkSessionId }
      await enqueue(tx, 'link-session.finish', data, LEFT_AFTER_SECONDS)
    }
    await addEvent(tx, ctx, {
      kind: 'session.callback',
      linkSessionId,
      connectionId: row.connectionId,
      inviteId: row.inviteId,
      data: {
        status: hint.status,
        ...(hint.code ? { code: hint.code } : {}),
        reference: exact ? 'ours' : 'none',
      },
    })
    return exact
  })
}

/**
 * The status poll may have seen the end first, and it knows no cause and no step; the callback that follows names
 * it. The state stays what it is.
 */
async function sharpenOutcome(tx: Tx, ctx: Ctx, row: LinkSessionRow, hint: CallbackHint): Promise<void> {
  const vague =
    hint.status === 'error'
      ? row.state === 'failed' && row.outcomeCode === 'provider_failed'
      : // A refused status does not tell the step; the callback does.
        hint.status === 'cancelled' && row.state === 'cancelled' && row.outcomeCode === 'authorization'
  if (!vague || !hint.code || hint.code === 'other' || hint.code === row.outcomeCode) return
  await tx
    .update(linkSessions)
    .set({ outcomeCode: hint.code })
    .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, row.id)))
  await addEvent(tx, ctx, {
    kind: 'session.callback',
    linkSessionId: row.id,
    connectionId: row.connectionId,
    inviteId: row.inviteId,
    data: { status: hint.status, code: hint.code, reference: 'ours' },
  })
}

async function oldReference(tx: Tx, ctx: Ctx, row: LinkSessionRow): Promise<string | null> {
  if (!row.connectionId) return null
  const [connection] = await tx
    .select({ referenceId: connections.referenceId })
    .from(connections)
    .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, row.connectionId)))
  return connection?.referenceId ?? null
}
