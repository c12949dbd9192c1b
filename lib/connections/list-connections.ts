import 'server-only'
import { and, asc, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { connections } from '@/db/schema/connections'
import { creators } from '@/db/schema/creators'
import { actorId, type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import type { ProviderId } from '../providers/types'
import type { ListInput, Sort } from './list-input'
import { parsePosition, positionText } from './list-position'
import { type ConnectionStatus, reasonWords, type WhoMustAct } from './words'

const PAGE = 50
const COUNT_CAP = 10_000

export type ConnectionListItem = {
  id: string
  displayName: string
  username: string
  avatarUrl: string | null
  status: ConnectionStatus
  reason: string
  whoMustAct: WhoMustAct
  lastProvenAt: Date | null
  provider: ProviderId
  creator: { id: string; name: string }
  tags: string[]
  /** Among those that need somebody, it comes first. */
  high: boolean
}

export type ConnectionPage = {
  items: ConnectionListItem[]
  /** Position of the next page; null at the end. */
  next: string | null
}

const columns = {
  id: connections.id,
  displayName: connections.displayName,
  username: connections.username,
  avatarUrl: connections.avatarUrl,
  status: connections.status,
  statusReason: connections.statusReason,
  lastProvenAt: connections.lastProvenAt,
  provider: connections.provider,
  creatorId: creators.id,
  creatorName: creators.name,
  tags: connections.tags,
  priority: connections.priority,
}

/** The sort key of a row as text, the same in SQL and in the cursor; empty dates come last. */
const KEYS: Record<Sort, { key: SQL<string>; direction: 'asc' | 'desc' }> = {
  name: { key: sql<string>`lower(${connections.displayName})`, direction: 'asc' },
  proven: {
    key: sql<string>`coalesce(${connections.lastProvenAt}, 'epoch'::timestamptz)`,
    direction: 'desc',
  },
  newest: { key: sql<string>`${connections.createdAt}`, direction: 'desc' },
  broken: {
    key: sql<string>`coalesce(${connections.brokenSince}, 'infinity'::timestamptz)`,
    direction: 'asc',
  },
}

/** The WHERE clause of a filter, without status and position. */
function filters(ctx: Ctx, input: ListInput): SQL | undefined {
  const words = (input.q ?? '').normalize('NFC').toLowerCase()
  const escaped = words.replace(/[\\%_]/g, (c) => `\\${c}`)
  return and(
    eq(connections.agencyId, ctx.agency.id),
    input.q ? sql`${connections.searchText} like ${`%${escaped}%`}` : undefined,
    input.reason ? eq(connections.statusReason, input.reason) : undefined,
    input.provider ? eq(connections.provider, input.provider) : undefined,
    input.creator ? eq(connections.creatorId, input.creator) : undefined,
    input.tag ? sql`${connections.tags} @> array[${input.tag}]::text[]` : undefined,
    input.mine ? eq(connections.ownerId, actorId(ctx) ?? sql`null`) : undefined,
  )
}

/** Live ones by default; what was disconnected is shown when one asks for it. */
function statusFilter(status: ConnectionStatus | undefined): SQL | undefined {
  return status ? eq(connections.status, status) : isNull(connections.endedAt)
}

/** What the list shows under these filters, whatever its order and page. */
export function listConditions(ctx: Ctx, input: ListInput): SQL | undefined {
  return and(filters(ctx, input), statusFilter(input.status))
}

/** One keyset page of connections. Filtering, sorting and paging happen in SQL, on an index of the agency. */
export async function listConnections(ctx: Ctx, input: ListInput): Promise<ConnectionPage> {
  requirePermission(ctx, 'connections.read')
  const sort = input.sort ?? 'name'
  const { key, direction } = KEYS[sort]
  const from = parsePosition(sort, input.after)
  const cast = sort === 'name' ? sql`text` : sql`timestamptz`
  const compare = direction === 'asc' ? sql`>` : sql`<`
  const position = from
    ? sql`(${key}, ${connections.id}) ${compare} (${from.key}::${cast}, ${from.id}::uuid)`
    : undefined
  const order = direction === 'asc' ? asc : desc
  const rows = await inAgency(ctx, (tx) =>
    tx
      .select({ ...columns, key: sql<string>`(${key})::text` })
      .from(connections)
      .innerJoin(
        creators,
        and(eq(creators.agencyId, connections.agencyId), eq(creators.id, connections.creatorId)),
      )
      .where(and(listConditions(ctx, input), position))
      .orderBy(order(key), order(connections.id))
      .limit(PAGE + 1),
  )
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  return {
    items: page.map(toItem),
    next: rows.length > PAGE && last ? positionText(sort, last) : null,
  }
}

function toItem(row: {
  id: string
  displayName: string
  username: string
  avatarUrl: string | null
  status: ConnectionStatus
  statusReason: string
  lastProvenAt: Date | null
  provider: ProviderId
  creatorId: string
  creatorName: string
  tags: string[]
  priority: 'normal' | 'high'
}): ConnectionListItem {
  const words = reasonWords(row.statusReason)
  return {
    id: row.id,
    displayName: row.displayName,
    username: row.username,
    avatarUrl: row.avatarUrl,
    status: row.status,
    reason: words.label,
    whoMustAct: words.who,
    lastProvenAt: row.lastProvenAt,
    provider: row.provider,
    creator: { id: row.creatorId, name: row.creatorName },
    tags: row.tags,
    high: row.priority === 'high',
  }
}

export type StatusCounts = Record<ConnectionStatus | 'all', number>

/** How many connections each status has under the same filters; a count stops at 10,000. */
export async function countConnections(ctx: Ctx, input: ListInput): Promise<StatusCounts> {
  requirePermission(ctx, 'connections.read')
  const counts: StatusCounts = {
    all: 0,
    active: 0,
    expiring: 0,
    needs_reauth: 0,
    awaiting_2fa: 0,
    needs_review: 0,
    disconnected: 0,
  }
  const rows = await inAgency(ctx, (tx) => {
    const capped = tx
      .select({ status: connections.status, endedAt: connections.endedAt })
      .from(connections)
      .where(filters(ctx, input))
      .limit(COUNT_CAP)
      .as('capped')
    return tx
      .select({
        status: capped.status,
        live: sql<number>`count(*) filter (where ${capped.endedAt} is null)::int`,
        total: sql<number>`count(*)::int`,
      })
      .from(capped)
      .groupBy(capped.status)
  })
  for (const row of rows) {
    counts[row.status] = row.total
    counts.all += row.live
  }
  return counts
}

/** The tags in use, for the filter. */
export async function listTags(ctx: Ctx): Promise<string[]> {
  requirePermission(ctx, 'connections.read')
  const rows = await inAgency(ctx, (tx) =>
    tx
      .selectDistinct({ tag: sql<string>`unnest(${connections.tags})` })
      .from(connections)
      .where(and(eq(connections.agencyId, ctx.agency.id), isNull(connections.endedAt)))
      .orderBy(sql`1`)
      .limit(200),
  )
  return rows.map((row) => row.tag)
}
