import 'server-only'
import { and, desc, eq, lt, or } from 'drizzle-orm'
import { events } from '@/db/schema/events'
import { users } from '@/db/schema/users'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { eventWords } from './words'

export type TimelineItem = {
  id: number
  words: string
  kind: string
  actor: string | null
  linkSessionId: string | null
  data: Record<string, string | number | boolean | null>
  at: Date
}

const PAGE = 40

/** The newest lines of a connection's or a session's timeline. `before` (a line's id) asks for older ones. */
export async function listTimeline(
  ctx: Ctx,
  of: { connectionId: string } | { linkSessionId: string },
  before?: number,
): Promise<{ items: TimelineItem[]; older: number | null }> {
  requirePermission(ctx, 'connections.read')
  const rows = await inAgency(ctx, async (tx) => {
    const target =
      'connectionId' in of
        ? eq(events.connectionId, of.connectionId)
        : eq(events.linkSessionId, of.linkSessionId)
    const from = before
      ? (
          await tx
            .select({ at: events.at })
            .from(events)
            .where(and(eq(events.agencyId, ctx.agency.id), eq(events.id, before)))
        )[0]
      : undefined
    const position =
      before && from
        ? or(lt(events.at, from.at), and(eq(events.at, from.at), lt(events.id, before)))
        : undefined
    return tx
      .select({
        id: events.id,
        kind: events.kind,
        actor: users.name,
        linkSessionId: events.linkSessionId,
        data: events.data,
        at: events.at,
      })
      .from(events)
      .leftJoin(users, eq(users.id, events.actorUserId))
      .where(and(eq(events.agencyId, ctx.agency.id), target, position))
      .orderBy(desc(events.at), desc(events.id))
      .limit(PAGE + 1)
  })
  const page = rows.slice(0, PAGE)
  return {
    items: page.map((row) => ({ ...row, words: eventWords(row.kind) })),
    older: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  }
}
