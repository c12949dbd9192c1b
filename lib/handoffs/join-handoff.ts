import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { handoffs } from '@/db/schema/handoffs'
import { audit } from '../audit/audit'
import { addEvent } from '../audit/events'
import { inAgency } from '../auth/context'
import { notFound } from '../errors'
import { bindBrowser, isBoundTo } from '../link-sessions/browser'
import { lockLinkSession } from '../link-sessions/move'
import { type HandoffRequest, type HandoffVisit, openHandoff } from './handoff-visit'
import { handoffOf } from './rows'

type Request = HandoffRequest & { browser: string }

/**
 * Binds a browser to the attempt of a hand-off: the first one that comes, and no other. The browser that began the
 * attempt cannot join it, so that a member of the team who signed out does not answer as the creator. Coming again with
 * the browser that joined changes nothing. Throws `not_found`, without a cause, for everything else.
 */
export async function joinHandoff(request: Request): Promise<HandoffVisit> {
  const visit = await openHandoff(request)
  if (!visit) throw notFound('link')
  const { ctx, linkSessionId, handoffId } = visit
  const { browser } = request
  const joined = await inAgency(ctx, async (tx) => {
    const session = await lockLinkSession(tx, ctx, linkSessionId)
    const handoff = await handoffOf(tx, ctx, linkSessionId)
    const isLive =
      session !== null &&
      ['open', 'authenticating', 'challenge'].includes(session.state) &&
      session.expiresAt > ctx.now()
    if (!isLive || handoff?.id !== handoffId) return false
    if (isBoundTo(browser, { linkSessionId, browserHash: session.browserHash })) return false
    if (handoff.joinedAt) return isBoundTo(browser, { linkSessionId, browserHash: handoff.browserHash })
    const bound = await tx
      .update(handoffs)
      .set({ joinedAt: ctx.now(), ...bindBrowser(browser, linkSessionId) })
      .where(and(eq(handoffs.agencyId, ctx.agency.id), eq(handoffs.id, handoffId), isNull(handoffs.joinedAt)))
      .returning({ id: handoffs.id })
    if (bound.length === 0) return false
    await addEvent(tx, ctx, {
      kind: 'session.handoff_joined',
      linkSessionId,
      connectionId: session.connectionId,
    })
    await audit(tx, ctx, {
      action: 'handoff.join',
      targetType: 'link_session',
      targetId: linkSessionId,
      after: {},
    })
    return true
  })
  if (!joined) throw notFound('link')
  return visit
}
