import type { Ctx } from '../auth/context'
import { isLive, type LinkState } from './states'

/** Somebody is already at it: who, since when, and in which session. */
export type LiveReconnect = {
  linkSessionId: string
  /** The member of the team; null when it is the creator herself, or nobody known. */
  startedBy: string | null
  startedAt: Date
  mine: boolean
  /** The creator does it herself, by an invite. */
  byCreator: boolean
}

/** What one has to know of a session to tell others of it. */
export type SessionFacts = {
  id: string
  state: LinkState
  initiatedBy: string | null
  inviteId: string | null
  startedBy: string | null
  createdAt: Date
  expiresAt: Date
}

/**
 * True while a session keeps others from starting one. One whose time has run out keeps nobody, even before the
 * sweep has written its end; one that is being proven does, until that is decided.
 */
export function holdsConnection(session: Pick<SessionFacts, 'state' | 'expiresAt'>, now: Date): boolean {
  return isLive(session.state) && (session.state === 'verifying' || session.expiresAt > now)
}

/** The reconnect that somebody is at, from the sessions of one connection; null when nobody is. */
export function liveReconnectOf(
  ctx: Pick<Ctx, 'actor' | 'now'>,
  sessions: SessionFacts[],
): LiveReconnect | null {
  const found = sessions.find((session) => holdsConnection(session, ctx.now()))
  if (!found) return null
  const byCreator = found.inviteId !== null
  const me = ctx.actor.kind === 'user' ? ctx.actor.userId : null
  return {
    linkSessionId: found.id,
    startedBy: byCreator ? null : found.startedBy,
    startedAt: found.createdAt,
    mine: !byCreator && found.initiatedBy !== null && found.initiatedBy === me,
    byCreator,
  }
}
