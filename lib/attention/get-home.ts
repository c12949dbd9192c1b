import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import { creators } from '@/db/schema/creators'
import { linkSessions } from '@/db/schema/link-sessions'
import { users } from '@/db/schema/users'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { countConnections, type StatusCounts } from '../connections/list-connections'
import type { LinkState } from '../link-sessions/states'
import { STATE_LABELS } from '../link-sessions/words'
import type { AttentionItem } from './items'
import { listAttention } from './list-attention'
import { mostUrgent } from './order'

export type RecentSession = {
  id: string
  label: string
  state: LinkState
  purpose: 'connect' | 'reconnect'
  creatorName: string
  startedBy: string | null
  createdAt: Date
}

/** Things that need somebody on the home page; the queue has them all. */
const URGENT = 8

export type Home = {
  /** How many things need somebody. */
  total: number
  /** The most urgent of them. */
  urgent: AttentionItem[]
  counts: StatusCounts
  recent: RecentSession[]
}

/** What the home page answers: "what needs me now?" */
export async function getHome(ctx: Ctx): Promise<Home> {
  requirePermission(ctx, 'connections.read')
  const [attention, counts] = await Promise.all([listAttention(ctx), countConnections(ctx, {})])
  const recent = await inAgency(ctx, (tx) =>
    tx
      .select({
        id: linkSessions.id,
        state: linkSessions.state,
        purpose: linkSessions.purpose,
        creatorName: creators.name,
        startedBy: users.name,
        createdAt: linkSessions.createdAt,
      })
      .from(linkSessions)
      .innerJoin(
        creators,
        and(eq(creators.agencyId, linkSessions.agencyId), eq(creators.id, linkSessions.creatorId)),
      )
      .leftJoin(users, eq(users.id, linkSessions.initiatedBy))
      .where(eq(linkSessions.agencyId, ctx.agency.id))
      .orderBy(desc(linkSessions.createdAt))
      .limit(6),
  )
  return {
    total: attention.total,
    urgent: mostUrgent(attention.groups, URGENT),
    counts,
    recent: recent.map((row) => ({ ...row, label: STATE_LABELS[row.state] })),
  }
}
