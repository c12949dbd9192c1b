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

/** The newest lines of the timeline of a connection, a session or an invite. `before` (a line's id) asks for older ones; `including` that line. */
export async function listTimeline(
  ctx: Ctx,
  of: { connectionId: string } | { linkSessionId: string } | { inviteId: string },
  before?: number,
  including = false,
): Promise<{ items: TimelineItem[]; older: number | null }> {
  requirePermission(ctx, 'connections.read')
  const rows = await inAgency(ctx, async (tx) => {
    const target =
      'connectionId' in of
        ? eq(events.connectionId, of.connectionId)
        : 'linkSessionId' in of
          ? eq(events.linkSessionId, of.linkSessionId)
          : eq(events.inviteId, of.inviteId)
    const from = before
      ? (
          await tx
            .select({ at: events.at })
            .from(events)
            .where(and(eq(events.agencyId, ctx.agency.id), eq(events.id, before)))
        )[0]
      : undefined
    const older =
      before && from
        ? or(lt(events.at, from.at), and(eq(events.at, from.at), lt(events.id, before)))
        : undefined
    const position = older && before && including ? or(older, eq(events.id, before)) : older
    return tx
      .select({
        id: events.id,
        kind: events.kind,
        actor: users.name,
        actorKind: events.actorKind,
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
    items: page.map(({ actorKind, ...row }) => ({
      ...row,
      actor: actorKind === 'creator' ? 'The creator' : row.actor,
      words: eventWords(row.kind),
    })),
    older: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  }
}
