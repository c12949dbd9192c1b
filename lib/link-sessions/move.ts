import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { linkSessions } from '@/db/schema/link-sessions'
import { audit } from '../audit/audit'
import { addEvent } from '../audit/events'
import type { EventKind } from '../audit/words'
import type { Ctx } from '../auth/context'
import { noteHostedLogin } from '../login/budget'
import { type LinkEvent, type LinkState, nextState } from './states'

export type LinkSessionRow = typeof linkSessions.$inferSelect

const EVENT_OF: Record<LinkEvent, EventKind> = {
  open: 'session.opened',
  authenticate: 'session.authenticating',
  challenge: 'session.challenge',
  verify: 'session.verifying',
  complete: 'session.completed',
  review: 'session.needs_review',
  drop: 'session.dropped',
  cancel: 'session.cancelled',
  fail: 'session.failed',
  expire: 'session.expired',
  revoke: 'session.revoked',
  renew: 'session.renewed',
  retry: 'session.login_refused',
}

/** Somebody logged in on the provider's page, which the login budget counts. */
const LOGS_IN: LinkEvent[] = ['authenticate', 'challenge', 'verify']

const inProgress = (state: LinkState) => ['open', 'authenticating', 'challenge'].includes(state)

/** What belongs to a person who is at it, and to nobody afterwards. */
const PUT_AWAY = {
  challenge: null,
  linksSealed: null,
  progress: null,
  answeringUntil: null,
  answeredAt: null,
  nextPollAt: null,
}

/** Reads a session of this agency and locks its row until the transaction ends. */
export async function lockLinkSession(tx: Tx, ctx: Ctx, id: string): Promise<LinkSessionRow | null> {
  const [row] = await tx
    .select()
    .from(linkSessions)
    .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, id)))
    .for('update')
  return row ?? null
}

/**
 * Moves a session along its state table: a compare-and-set on the state that was read, with its line in the
 * timeline and in the audit log. Returns the new state, or null when the event means nothing (any more).
 */
export async function moveLinkSession(
  tx: Tx,
  ctx: Ctx,
  row: LinkSessionRow,
  event: LinkEvent,
  set: Partial<typeof linkSessions.$inferInsert> = {},
): Promise<LinkState | null> {
  const to = nextState(row.state, event)
  if (!to) return null
  const change = { ...(inProgress(to) ? {} : PUT_AWAY), ...set }
  const moved = await tx
    .update(linkSessions)
    .set({ ...change, state: to, stateChangedAt: ctx.now() })
    .where(
      and(
        eq(linkSessions.agencyId, ctx.agency.id),
        eq(linkSessions.id, row.id),
        eq(linkSessions.state, row.state),
      ),
    )
    .returning({ id: linkSessions.id })
  if (moved.length === 0) return null
  const code = set.outcomeCode ?? set.reviewReason ?? null
  await addEvent(tx, ctx, {
    kind: EVENT_OF[event],
    linkSessionId: row.id,
    connectionId: set.resultConnectionId ?? row.resultConnectionId ?? row.connectionId,
    inviteId: row.inviteId,
    data: code ? { code } : {},
  })
  await audit(tx, ctx, {
    action: `link_session.${event}`,
    targetType: 'link_session',
    targetId: row.id,
    before: { state: row.state },
    after: { state: to, ...(code ? { code } : {}) },
  })
  if (LOGS_IN.includes(event)) await noteHostedLogin(tx, ctx, row)
  Object.assign(row, change, { state: to, stateChangedAt: ctx.now() })
  return to
}
