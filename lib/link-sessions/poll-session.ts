import 'server-only'
import { and, eq } from 'drizzle-orm'
import { linkSessions } from '@/db/schema/link-sessions'
import { type Ctx, inAgency } from '../auth/context'
import { adapterFor } from '../provider-accounts/adapter-for'
import { noteProviderHealth } from '../provider-accounts/note-health'
import { isLoginMode, ProviderError, type SessionReading } from '../providers/types'
import { applyReading } from './apply-reading'
import { type LinkSessionRow, lockLinkSession, moveLinkSession } from './move'
import { proveLinkSession } from './prove'
import { sessionRefOf } from './provider-session'
import { isLive, type LinkState } from './states'

const PROOF_MS = 10_000
/** After its end a session is asked once more, and then given up. */
const GRACE_MS = 2 * 60_000
/** So long may a provider take to confirm what a callback claimed. */
const UNPROVEN_MS = 3 * 60_000

/**
 * Asks the provider about one live session and writes what it says: logging in, second factor, done, over. Called
 * by the sweep and by the finishing job; both may run at once.
 * @param told something says that it is done (a callback, or the list holds its connection): then it is proven
 *   without asking for its status first, which a provider may refuse for hosted sessions
 * @returns the state afterwards, null when the session does not exist
 */
export async function pollSession(ctx: Ctx, linkSessionId: string, told = false): Promise<LinkState | null> {
  const row = await inAgency(ctx, async (tx) => {
    const [found] = await tx
      .update(linkSessions)
      .set({ lastCheckedAt: ctx.now() })
      .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, linkSessionId)))
      .returning()
    return found
  })
  if (!row) return null
  if (row.state === 'created') return failStuck(ctx, row)
  if (isLoginMode(row.mode) && ['open', 'authenticating', 'challenge'].includes(row.state) && !told)
    return watchForm(ctx, row)
  const over = row.expiresAt.getTime() + GRACE_MS < ctx.now().getTime()
  const asks = isLive(row.state) && row.state !== 'verifying' && !over && !told
  const reading = asks ? await read(ctx, row) : null
  if (reading && reading.state !== 'completed') {
    await inAgency(ctx, async (tx) => {
      const locked = await lockLinkSession(tx, ctx, row.id)
      if (locked && isLive(locked.state) && locked.state !== 'verifying')
        await applyReading(tx, ctx, locked, reading)
    })
    return row.state
  }
  if (asks && !reading) return row.state
  const result = await proveLinkSession(ctx, row.id, PROOF_MS)
  if (!result || !isLive(result.state)) return result?.state ?? null
  return giveUp(ctx, row, over, result.failure !== null)
}

/** The process died between our row and the provider's answer: nobody was sent anywhere. */
async function failStuck(ctx: Ctx, row: LinkSessionRow): Promise<LinkState> {
  if (ctx.now().getTime() - row.stateChangedAt.getTime() < GRACE_MS) return row.state
  return inAgency(ctx, async (tx) => {
    const locked = await lockLinkSession(tx, ctx, row.id)
    if (locked?.state !== 'created') return locked?.state ?? row.state
    return (await moveLinkSession(tx, ctx, locked, 'fail', { outcomeCode: 'internal' })) ?? locked.state
  })
}

/**
 * A session of our own form: its poller asks the provider, and here only what nobody else sees is put right. A form
 * whose time is over ends. A login of which the answer never came, because our process died or the database was gone,
 * ends as unknown: whether it reached OnlyFans nobody can say, so it is not sent again. A poller that lost it goes on.
 */
async function watchForm(ctx: Ctx, row: LinkSessionRow): Promise<LinkState> {
  return inAgency(ctx, async (tx) => {
    const locked = await lockLinkSession(tx, ctx, row.id)
    if (!locked) return row.state
    const now = ctx.now().getTime()
    const isSent = locked.state === 'authenticating' || locked.state === 'challenge'
    const isLost = isSent && !locked.providerSessionSealed && now - locked.stateChangedAt.getTime() > GRACE_MS
    if (isLost) await moveLinkSession(tx, ctx, locked, 'fail', { outcomeCode: 'login_unknown' })
    else if (locked.expiresAt.getTime() + (isSent ? GRACE_MS : 0) < now)
      await moveLinkSession(tx, ctx, locked, 'expire', { outcomeCode: 'session_expired' })
    else if (isSent && locked.providerSessionSealed && !locked.nextPollAt)
      await tx
        .update(linkSessions)
        .set({ nextPollAt: ctx.now() })
        .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, row.id)))
    return locked.state
  })
}

/** The provider's word on a session; null when it could not be asked. */
async function read(ctx: Ctx, row: LinkSessionRow): Promise<SessionReading | null> {
  const session = sessionRefOf(row)
  if (!session) return null
  const { account, adapter } = await adapterFor(ctx, row.providerAccountId)
  try {
    return await adapter.readSession(session)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    await noteProviderHealth(ctx, account.id, error)
    return null
  }
}

/** Ends a session that is past its time, or that the provider never confirmed. Both stay open to a late success. */
async function giveUp(ctx: Ctx, row: LinkSessionRow, over: boolean, unasked: boolean): Promise<LinkState> {
  const unproven =
    row.state === 'verifying' && ctx.now().getTime() - row.stateChangedAt.getTime() > UNPROVEN_MS && !unasked
  if (!over && !unproven) return row.state
  return inAgency(ctx, async (tx) => {
    const locked = await lockLinkSession(tx, ctx, row.id)
    if (!locked || !isLive(locked.state)) return locked?.state ?? row.state
    const moved = over
      ? await moveLinkSession(tx, ctx, locked, 'expire', { outcomeCode: 'session_expired', challenge: null })
      : await moveLinkSession(tx, ctx, locked, 'fail', { outcomeCode: 'not_proven', challenge: null })
    return moved ?? locked.state
  })
}
