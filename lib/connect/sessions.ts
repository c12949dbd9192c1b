import 'server-only'
import { and, desc, eq, inArray, or } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { events } from '@/db/schema/events'
import { linkSessions } from '@/db/schema/link-sessions'
import { type Ctx, inAgency } from '../auth/context'
import type { ConnectionRow } from '../connections/rows'
import type { InviteRow } from '../invites/rows'
import { browserKey, isBoundTo } from '../link-sessions/browser'
import type { LinkSessionRow } from '../link-sessions/move'
import { MOST_RENEWALS } from '../link-sessions/renew'
import { LIVE_STATES } from '../link-sessions/states'
import { isLoginMode } from '../providers/types'
import type { OwnSession } from './step'

/** So long after the provider's page ran out she is still sent on without being asked again. */
const RENEW_MS = 24 * 3_600_000

/** The newest session that this browser began with this invite. */
export async function ownSession(
  tx: Tx,
  ctx: Ctx,
  inviteId: string,
  browser: string | null,
): Promise<LinkSessionRow | null> {
  if (!browser) return null
  const rows = await tx
    .select()
    .from(linkSessions)
    .where(
      and(
        eq(linkSessions.agencyId, ctx.agency.id),
        eq(linkSessions.inviteId, inviteId),
        eq(linkSessions.browserKey, browserKey(browser)),
      ),
    )
    .orderBy(desc(linkSessions.createdAt))
    .limit(5)
  return (
    rows.find((row) => isBoundTo(browser, { linkSessionId: row.id, browserHash: row.browserHash })) ?? null
  )
}

/** The live sessions of an invite, and on reconnect those of its connection, whoever began them. */
export function liveSessions(tx: Tx, ctx: Ctx, invite: InviteRow): Promise<LinkSessionRow[]> {
  return tx
    .select()
    .from(linkSessions)
    .where(
      and(
        eq(linkSessions.agencyId, ctx.agency.id),
        inArray(linkSessions.state, [...LIVE_STATES]),
        or(
          eq(linkSessions.inviteId, invite.id),
          invite.connectionId ? eq(linkSessions.connectionId, invite.connectionId) : undefined,
        ),
      ),
    )
    .orderBy(linkSessions.createdAt)
}

/**
 * True when the provider's page ran out lately, before OnlyFans asked for a second factor or the login was done, and was
 * not opened anew yet; a form of ours, before a login was sent with it. Whether something was typed into its login form before, the provider does not tell.
 */
export async function isRenewable(tx: Tx, ctx: Ctx, row: LinkSessionRow): Promise<boolean> {
  if (row.logins > 0) return false
  const now = ctx.now().getTime()
  const ranOut =
    ((row.state === 'open' || row.state === 'authenticating') && row.expiresAt.getTime() <= now) ||
    (row.state === 'expired' && row.outcomeCode === 'session_expired')
  if (!ranOut || row.renewals >= MOST_RENEWALS || now - row.expiresAt.getTime() > RENEW_MS) return false
  const [further] = await tx
    .select({ id: events.id })
    .from(events)
    .where(
      and(
        eq(events.agencyId, ctx.agency.id),
        eq(events.linkSessionId, row.id),
        inArray(events.kind, ['session.challenge', 'session.verifying']),
      ),
    )
    .limit(1)
  return further === undefined
}

/** What the step depends on of a session. */
export async function ownFacts(
  tx: Tx,
  ctx: Ctx,
  row: LinkSessionRow,
  result: ConnectionRow | null,
): Promise<OwnSession> {
  return {
    state: row.state,
    outcomeCode: row.outcomeCode,
    isAcknowledged: row.acknowledgedAt !== null,
    isUndone: row.outcomeCode === 'undone' || (result !== null && result.endedAt !== null),
    isLoginMode: isLoginMode(row.mode),
    isFramed: row.mode === 'embed',
    isOver: row.expiresAt <= ctx.now(),
    isRenewable: await isRenewable(tx, ctx, row),
  }
}

/**
 * The connection that a session of hers proved. Read with the agency's eyes: whoever logged in to an account may see
 * its name, even when the team filed it under another creator before.
 */
export async function resultOf(ctx: Ctx, row: LinkSessionRow): Promise<ConnectionRow | null> {
  const { resultConnectionId } = row
  if (!resultConnectionId) return null
  const [found] = await inAgency({ ...ctx, actor: { kind: 'system' } }, (tx) =>
    tx
      .select()
      .from(connections)
      .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, resultConnectionId))),
  )
  return found ?? null
}
