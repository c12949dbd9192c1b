import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { linkSessions } from '@/db/schema/link-sessions'
import { users } from '@/db/schema/users'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { isLoginMode } from '../providers/types'
import { isBoundTo } from './browser'
import type { ReconnectInput } from './input'
import { holdsConnection, type LiveReconnect, liveReconnectOf } from './live-reconnect'
import { type LinkSessionRow, lockLinkSession, moveLinkSession } from './move'
import { resumeUrl } from './resume'
import { endUpstream, revokeInTx } from './revoke'
import { callInit, type NewSession, openLinkSession, type Started } from './start-session'
import { LIVE_STATES } from './states'

export type ReconnectResult = ({ kind: 'started' } & Started) | ({ kind: 'live' } & LiveReconnect)

/**
 * Starts the repair of a connection in place. There is one live reconnect per connection: one's own, in this
 * browser, is resumed; somebody else's is told, and ended only with `takeOver`, and only if a login is left.
 */
export async function startReconnect(
  ctx: Ctx,
  input: ReconnectInput & { browser: string },
): Promise<ReconnectResult> {
  requirePermission(ctx, 'connections.connect')
  const target = await inAgency(ctx, (tx) =>
    tx
      .select()
      .from(connections)
      .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, input.connectionId)))
      .then(([row]) => row),
  )
  if (!target) throw notFound('connection')
  if (target.endedAt)
    throw new AppError('conflict', 'This connection was disconnected. Connect the account anew.')
  const found = await findLive(ctx, input)
  if (found?.goesOn)
    return { kind: 'started', linkSessionId: found.live.linkSessionId, mode: found.mode, url: found.url }
  if (found && !input.takeOver && !found.live.mine) return { kind: 'live', ...found.live }
  const session: NewSession = {
    idempotencyKey: input.idempotencyKey,
    purpose: 'reconnect',
    creatorId: target.creatorId,
    connectionId: target.id,
    providerConnectionId: target.providerConnectionId,
    providerAccountId: target.providerAccountId,
    geolocation: null,
    note: '',
    browser: input.browser,
    surface: input.surface ?? 'phone',
    askedMode: input.mode ?? null,
    takesOver: found !== null,
  }
  const ended: LinkSessionRow[] = []
  const opened = await openLinkSession(ctx, session, async (tx) => {
    const row = found && (await lockLinkSession(tx, ctx, found.live.linkSessionId))
    if (row && (await revokeInTx(tx, ctx, row, 'taken_over'))) ended.push(row)
  })
  for (const row of ended) await endUpstream(ctx, row)
  if (!opened.created)
    return {
      kind: 'started',
      linkSessionId: opened.row.id,
      mode: opened.row.mode,
      url: resumeUrl(opened.row, input.browser),
    }
  return { kind: 'started', ...(await callInit(ctx, opened.row, opened.account, session)) }
}

async function findLive(ctx: Ctx, input: { connectionId: string; browser: string; idempotencyKey: string }) {
  return inAgency(ctx, async (tx) => {
    const [found] = await tx
      .select({ row: linkSessions, startedBy: users.name })
      .from(linkSessions)
      .leftJoin(users, eq(users.id, linkSessions.initiatedBy))
      .where(
        and(
          eq(linkSessions.agencyId, ctx.agency.id),
          eq(linkSessions.connectionId, input.connectionId),
          inArray(linkSessions.state, [...LIVE_STATES]),
        ),
      )
    if (!found || found.row.idempotencyKey === input.idempotencyKey) return null
    const live = liveReconnectOf(ctx, [{ ...found.row, startedBy: found.startedBy }])
    if (live) return { live, ...wayOn(ctx, found.row, input.browser) }
    await expire(tx, ctx, found.row.id)
    return null
  })
}

/** How this browser goes on with its own session: at the provider's page, or in our form. */
function wayOn(ctx: Ctx, row: LinkSessionRow, browser: string) {
  const { mode } = row
  if (row.expiresAt <= ctx.now()) return { mode, url: null, goesOn: false }
  const isMine = isBoundTo(browser, { linkSessionId: row.id, browserHash: row.browserHash })
  const isAtForm = isLoginMode(mode) && ['open', 'authenticating', 'challenge'].includes(row.state)
  const url = resumeUrl(row, browser)
  return { mode, url, goesOn: url !== null || (isMine && isAtForm) }
}

/** Its time has run out and the sweep has not come by yet: it holds nobody up, and stays open to a late success. */
async function expire(tx: Tx, ctx: Ctx, linkSessionId: string): Promise<void> {
  const row = await lockLinkSession(tx, ctx, linkSessionId)
  if (row && !holdsConnection(row, ctx.now()))
    await moveLinkSession(tx, ctx, row, 'expire', { outcomeCode: 'session_expired', challenge: null })
}
