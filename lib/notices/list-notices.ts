import 'server-only'
import { and, desc, eq, sql } from 'drizzle-orm'
import { connections } from '@/db/schema/connections'
import { notices } from '@/db/schema/notices'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import type { NoticeListInput } from './list-input'
import { type NoticeWords, noticeWords } from './words'

const PAGE = 40

export type NoticeItem = NoticeWords & {
  id: string
  kind: 'broken' | 'recovered'
  /** The status that it tells of. */
  status: string
  /** How the thread stands: it needs somebody, works again, or was disconnected. */
  stands: 'open' | 'recovered' | 'ended'
  /** Since when it is no longer open. */
  since: Date | null
  unread: boolean
  mailed: boolean
  createdAt: Date
  connection: { id: string; displayName: string; username: string; avatarUrl: string | null }
}

const columns = {
  id: notices.id,
  kind: notices.kind,
  status: notices.status,
  reason: notices.reason,
  readAt: notices.readAt,
  closedAt: notices.closedAt,
  mailedAt: notices.mailedAt,
  createdAt: notices.createdAt,
  connectionId: connections.id,
  displayName: connections.displayName,
  username: connections.username,
  avatarUrl: connections.avatarUrl,
  endedAt: connections.endedAt,
}

type Row = Pick<
  typeof notices.$inferSelect,
  'id' | 'kind' | 'status' | 'reason' | 'readAt' | 'closedAt' | 'mailedAt' | 'createdAt' | 'connectionId'
> &
  Pick<typeof connections.$inferSelect, 'displayName' | 'username' | 'avatarUrl' | 'endedAt'>

/** One page of what the viewer was told, the newest first. */
export async function listNotices(
  ctx: Ctx,
  input: NoticeListInput,
): Promise<{ items: NoticeItem[]; next: string | null }> {
  requirePermission(ctx, 'connections.read')
  const { actor } = ctx
  if (actor.kind !== 'user') return { items: [], next: null }
  const mine = and(eq(notices.agencyId, ctx.agency.id), eq(notices.userId, actor.userId))
  const rows = await inAgency(ctx, (tx) =>
    tx
      .select(columns)
      .from(notices)
      .innerJoin(
        connections,
        and(eq(connections.agencyId, notices.agencyId), eq(connections.id, notices.connectionId)),
      )
      .where(
        and(
          mine,
          input.after
            ? sql`(${notices.createdAt}, ${notices.id}) < (select n.created_at, n.id from ${notices} n
                where n.agency_id = ${ctx.agency.id} and n.user_id = ${actor.userId} and n.id = ${input.after})`
            : undefined,
        ),
      )
      .orderBy(desc(notices.createdAt), desc(notices.id))
      .limit(PAGE + 1),
  )
  const page = rows.slice(0, PAGE)
  return { items: page.map(toItem), next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null }
}

/** Closed by a disconnect when the connection had ended by then; an older recovery stays one. */
function standing(row: Row): Pick<NoticeItem, 'stands' | 'since'> {
  if (row.kind === 'recovered') return { stands: 'recovered', since: row.createdAt }
  if (row.endedAt && (!row.closedAt || row.closedAt >= row.endedAt))
    return { stands: 'ended', since: row.endedAt }
  return row.closedAt ? { stands: 'recovered', since: row.closedAt } : { stands: 'open', since: null }
}

function toItem(row: Row): NoticeItem {
  return {
    ...noticeWords(row),
    ...standing(row),
    id: row.id,
    kind: row.kind,
    status: row.status,
    unread: row.readAt === null,
    mailed: row.mailedAt !== null,
    createdAt: row.createdAt,
    connection: {
      id: row.connectionId,
      displayName: row.displayName,
      username: row.username,
      avatarUrl: row.avatarUrl,
    },
  }
}
