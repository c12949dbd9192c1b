import 'server-only'
import type { Db } from '@/db/client'
import type { Ctx, UserActor } from '../auth/context'
import { secondFactorRequired } from '../auth/second-factor-rule'
import { env } from '../env'
import { findMemberships } from '../system/find-memberships'
import { findSessionById } from '../system/find-session'
import type { Viewer } from './stream'
import { topicsOf } from './topics'
import { visibleChanges } from './visible'
import type { Topic } from './words'

/**
 * Somebody of the team who looks at one agency. Session, membership and role are read anew each time, and looking on
 * does not keep a session alive.
 * @param ctx of the request that opened the stream
 */
export function staffViewer(
  ctx: Ctx & { actor: UserActor },
  who: { sessionId: string; systemDb: Db },
): Viewer {
  let current: Ctx = ctx
  const { userId } = ctx.actor
  return {
    agencyIds: [ctx.agency.id],
    userId,
    async check() {
      const session = await findSessionById(who.systemDb, who.sessionId, ctx.now())
      if (session?.userId !== userId) return 'signed_out'
      const memberships = await findMemberships(who.systemDb, userId)
      const mine = memberships.find((entry) => entry.agencyId === ctx.agency.id)
      if (!mine || mine.role === 'creator') return 'no_access'
      if (secondFactorRequired(env().PATCHBAY_MODE, mine.role, session.hasSecondFactor)) return 'no_access'
      const actor: UserActor = { ...ctx.actor, role: mine.role, assignedOnly: mine.assignedOnly }
      current = { ...ctx, actor }
      return null
    },
    async topics(changes) {
      const topics = new Set<Topic>()
      for (const change of await visibleChanges(current, changes)) {
        for (const topic of topicsOf(change)) topics.add(topic)
        const isMine = change.user === userId && ['memberships', 'assignments'].includes(change.table)
        if (isMine) topics.add('rights')
      }
      return [...topics]
    },
  }
}
