import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { linkSessions } from '@/db/schema/link-sessions'
import { type Ctx, inAgency } from '../auth/context'
import { AppError } from '../errors'
import { enqueue } from '../jobs/enqueue'
import { applyReading, askAgain } from '../link-sessions/apply-reading'
import { type LinkSessionRow, lockLinkSession, moveLinkSession } from '../link-sessions/move'
import { proveLinkSession, verifyLater } from '../link-sessions/prove'
import { sealProviderSession } from '../link-sessions/provider-session'
import { endUpstream } from '../link-sessions/revoke'
import type { LinkState } from '../link-sessions/states'
import { logger } from '../logger'
import { adapterOf, type ProviderAccountRow } from '../provider-accounts/adapter-for'
import { noteProviderHealth } from '../provider-accounts/note-health'
import type { LoginDriver, LoginMethod, StartedLogin } from '../providers/login-types'
import { returnLogin, spendLogin } from './budget'
import { loginEnd } from './deadlines'
import { startFailure } from './outcome-of'
import { wide } from './party'
import { FIRST_POLL_MS, LOST_MS } from './poll-times'

const PROOF_MS = 5_000

/** Throws `conflict` where the provider account offers no login of our own form (any more). */
export function driverOf(account: ProviderAccountRow): LoginDriver {
  const { login } = adapterOf(account)
  if (login) return login
  throw new AppError('conflict', 'This provider account is not set up for this way of logging in any more.')
}

/**
 * Counts a login and marks it as under way, before its first byte is sent; the row is locked. From here on a second
 * press finds it under way. Throws `conflict` when one is, `login_budget` when OnlyFans saw too many, and
 * `provider_rate_limited` while the provider takes none.
 */
export async function markUnderWay(
  tx: Tx,
  ctx: Ctx,
  row: LinkSessionRow,
  how: { method: LoginMethod; remembers: boolean },
): Promise<void> {
  if (row.state !== 'open')
    throw new AppError('conflict', 'A login is under way already. The page shows how it goes.')
  const wait = row.nextPollAt ? row.nextPollAt.getTime() - ctx.now().getTime() : 0
  if (wait > 0)
    throw new AppError(
      'provider_rate_limited',
      'The provider takes no login at the moment. The page shows when it does again.',
      { retryAfter: Math.ceil(wait / 1000) },
    )
  await spendLogin(tx, ctx, row)
  await moveLinkSession(tx, ctx, row, 'authenticate', {
    logins: row.logins + 1,
    loginMethod: how.method,
    remembersCredentials: how.remembers,
    // Our own server sends the login for this browser: there is no page elsewhere to come back from.
    browserReturned: true,
    providerSessionSealed: null,
    outcomeCode: null,
    progress: null,
    polls: 0,
    nextPollAt: new Date(ctx.now().getTime() + LOST_MS),
    expiresAt: loginEnd(null, ctx.now()),
  })
}

/**
 * Sends a login that was marked as under way: once, whatever becomes of it. Never throws for what the provider says:
 * the session's state tells.
 * @param send gives the login to the provider
 * @returns the state afterwards
 */
export async function sendLogin(
  ctx: Ctx,
  row: LinkSessionRow,
  account: ProviderAccountRow,
  send: (driver: LoginDriver) => Promise<StartedLogin>,
): Promise<LinkState> {
  let started: StartedLogin
  try {
    started = await send(driverOf(account))
  } catch (error) {
    logger.warn({ err: error, linkSessionId: row.id, requestId: ctx.requestId }, 'login')
    await noteProviderHealth(ctx, account.id, error)
    return takeFailure(ctx, row, error)
  }
  const state = await inAgency(ctx, (tx) => takeStart(tx, ctx, row, started))
  await noteProviderHealth(ctx, account.id, null)
  if (state === null) {
    await endStopped(ctx, row)
    return 'revoked'
  }
  return started.reading.state === 'completed' ? finishNow(ctx, row.id) : state
}

const isSameLogin = (locked: LinkSessionRow, row: LinkSessionRow) =>
  locked.state === 'authenticating' && locked.logins === row.logins

/** Stores what the provider answered. Null when the session was stopped while it was being asked. */
async function takeStart(
  tx: Tx,
  ctx: Ctx,
  row: LinkSessionRow,
  started: StartedLogin,
): Promise<LinkState | null> {
  const locked = await lockLinkSession(tx, ctx, row.id)
  if (!locked) return null
  const set = {
    providerSessionSealed: sealProviderSession(row, { url: null, clientSecret: started.clientSecret }),
    ...(isSameLogin(locked, row)
      ? {
          expiresAt: loginEnd(started.expiresAt, ctx.now()),
          nextPollAt: new Date(ctx.now().getTime() + FIRST_POLL_MS),
        }
      : {}),
  }
  await tx
    .update(linkSessions)
    .set(set)
    .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, row.id)))
  Object.assign(row, locked, set)
  if (!isSameLogin(locked, row)) return null
  await applyReading(tx, ctx, row, started.reading)
  return row.state
}

/** Stopped or taken over in the meantime: it ends at the provider, and what comes of it all the same is undone. */
async function endStopped(ctx: Ctx, row: LinkSessionRow): Promise<void> {
  await endUpstream(ctx, row)
  await inAgency(ctx, (tx) =>
    enqueue(tx, 'link-session.finish', { agencyId: ctx.agency.id, linkSessionId: row.id }, 30),
  )
}

/** The provider says done: proven at once, or else by a job. */
export async function finishNow(ctx: Ctx, linkSessionId: string): Promise<LinkState> {
  const result = await proveLinkSession(wide(ctx), linkSessionId, PROOF_MS)
  const isDone = result && !['open', 'authenticating', 'challenge'].includes(result.state)
  if (isDone) return result.state
  return (await verifyLater(wide(ctx), linkSessionId)) ?? 'verifying'
}

async function takeFailure(ctx: Ctx, row: LinkSessionRow, error: unknown): Promise<LinkState> {
  const { next, code, reached, retryAfter } = startFailure(error)
  return inAgency(ctx, async (tx) => {
    const locked = await lockLinkSession(tx, ctx, row.id)
    if (!reached) await returnLogin(tx, ctx, row)
    if (!locked || !isSameLogin(locked, row)) return locked?.state ?? 'revoked'
    if (next === 'ask_again') await askAgain(tx, ctx, locked, code, retryAfter)
    else await moveLinkSession(tx, ctx, locked, 'fail', { outcomeCode: code })
    return locked.state
  })
}
