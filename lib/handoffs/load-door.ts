import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { connections } from '@/db/schema/connections'
import { linkSessions } from '@/db/schema/link-sessions'
import { memberships } from '@/db/schema/memberships'
import { users } from '@/db/schema/users'
import { inAgency } from '../auth/context'
import { readLogoPath } from '../creator-page/read-logo-path'
import { isBoundTo } from '../link-sessions/browser'
import { readBrowser } from '../link-sessions/browser-cookie'
import { PROVIDER_NAMES } from '../providers/words'
import { handoffRequest, openHandoff } from './handoff-visit'
import { handoffOf } from './rows'

/** What the page of a hand-off tells before anybody has joined. */
export type DoorView = {
  purpose: 'connect' | 'reconnect'
  agencyName: string
  logoUrl: string | null
  /** The member of the team who made it; null when that person has left. */
  personName: string | null
  providerName: string
  /** Whose account is expected, without @; null when any will do. */
  expectedUsername: string | null
  expiresAt: Date
  /** This browser has joined already. */
  isMine: boolean
}

const LIVE = ['open', 'authenticating', 'challenge']

/**
 * Who asks, and for which account, for whoever holds the link; null for one that leads no further, without a cause.
 * Reads alone: a scanner that opens the link uses nothing up.
 */
export async function loadDoor(token: string): Promise<DoorView | null> {
  const browser = await readBrowser()
  const visit = await openHandoff(await handoffRequest(token, browser))
  if (!visit) return null
  const { ctx, linkSessionId, handoffId } = visit
  const found = await inAgency(ctx, async (tx) => {
    const handoff = await handoffOf(tx, ctx, linkSessionId)
    if (handoff?.id !== handoffId) return null
    const [session] = await tx
      .select({
        state: linkSessions.state,
        purpose: linkSessions.purpose,
        provider: linkSessions.provider,
        expiresAt: linkSessions.expiresAt,
        username: connections.username,
      })
      .from(linkSessions)
      .leftJoin(
        connections,
        and(eq(connections.agencyId, linkSessions.agencyId), eq(connections.id, linkSessions.connectionId)),
      )
      .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, linkSessionId)))
    const [person] = await tx
      .select({ name: users.name })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(
        and(
          eq(memberships.agencyId, ctx.agency.id),
          eq(memberships.userId, handoff.createdBy),
          isNull(memberships.deactivatedAt),
        ),
      )
    return session && { handoff, session, personName: person?.name ?? null }
  })
  if (!found) return null
  const { handoff, session, personName } = found
  const isMine = isBoundTo(browser, { linkSessionId, browserHash: handoff.browserHash })
  if (handoff.joinedAt && !isMine) return null
  if (!LIVE.includes(session.state) || session.expiresAt <= ctx.now()) return null
  return {
    purpose: session.purpose,
    agencyName: ctx.agency.name,
    logoUrl: await readLogoPath(ctx),
    personName,
    providerName: PROVIDER_NAMES[session.provider],
    expectedUsername: session.username,
    expiresAt: session.expiresAt,
    isMine: handoff.joinedAt !== null,
  }
}
