import { isLive, type LinkState } from '../link-sessions/states'
import type { WebhookKind } from '../providers/webhook-types'

/** Webhooks make Patchbay read a connection at most once in this time. */
export const NUDGE_MS = 30_000

export type Nudge =
  | { kind: 'read' }
  /** One read is made when the window is over, and covers what comes until then. */
  | { kind: 'read_later'; at: Date }
  | { kind: 'joined' }

export type Effect =
  | Nudge
  /** The provider says that a session is done: it is proven. */
  | { kind: 'finish_session' }
  /** Something happened in a session: its state is asked for. */
  | { kind: 'ask_session' }
  | { kind: 'outdated' }
  /** A connection that we do not know: the list is compared, which creates nothing. */
  | { kind: 'list' }
  | { kind: 'nothing_to_do' }
  | { kind: 'stored' }

/** States in which a success of the provider is no news any more. */
const SETTLED: readonly LinkState[] = ['completed', 'dropped', 'needs_review']

/** True while a word about its success matters: also of one that was given up, which may have succeeded after all. */
export const isUnsettled = (state: LinkState): boolean => !SETTLED.includes(state)

/**
 * When the next read of a connection is. `lastNudgedAt` is when webhooks last made one, or will: a time to come stands
 * for a read that is queued already.
 */
export function nudgeOf(lastNudgedAt: Date | null, now: Date): Nudge {
  if (!lastNudgedAt) return { kind: 'read' }
  const last = lastNudgedAt.getTime()
  if (last > now.getTime()) return { kind: 'joined' }
  const at = new Date(last + NUDGE_MS)
  return at > now ? { kind: 'read_later', at } : { kind: 'read' }
}

/**
 * What one verified event is worth. A hint, never the truth: whatever it says, the most that comes of it is that the
 * provider is asked. Pure; the order of events is that of the provider's clock, not that of their arrival.
 */
export function effectOf(
  event: { kind: WebhookKind; occurredAt: Date | null },
  session: { state: LinkState } | null,
  connection: { lastEventAt: Date | null; lastNudgedAt: Date | null } | null,
  now: Date,
): Effect {
  const { kind, occurredAt } = event
  if (kind === 'other') return { kind: 'stored' }
  const inSession = kind === 'challenge' || kind === 'login_failed'
  if (session && isUnsettled(session.state)) {
    if (kind === 'connected' || kind === 'changed') return { kind: 'finish_session' }
    if (inSession && isLive(session.state)) return { kind: 'ask_session' }
  }
  if (!connection) return inSession ? { kind: 'nothing_to_do' } : { kind: 'list' }
  if (occurredAt && connection.lastEventAt && occurredAt < connection.lastEventAt) return { kind: 'outdated' }
  return nudgeOf(connection.lastNudgedAt, now)
}
