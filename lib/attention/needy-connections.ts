import { and, asc, count, eq, isNull, lt, lte, min, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { creators } from '@/db/schema/creators'
import type { Ctx } from '../auth/context'
import { loadFacts } from '../diagnosis/load-facts'
import { toDiagnosisView } from '../diagnosis/view'
import type { AttentionGroup, ConnectionItem } from './items'
import { connectionCause, needyConnections } from './needs'
import type { ConnectionCause } from './words'

/** Rows of a group that the page shows; the rest is the filtered list of connections. */
const SHOWN = 10

/**
 * Broken and ageing connections by cause: all are counted, the most urgent of each cause are read. One pass over
 * the agency's broken rows, however many there are.
 */
export async function connectionGroups(ctx: Ctx, tx: Tx): Promise<AttentionGroup[]> {
  const rows = await firstRows(ctx, tx)
  const facts = await loadFacts(
    tx,
    ctx,
    rows.map((row) => row.id),
  )
  const groups = new Map<ConnectionCause, AttentionGroup>()
  for (const row of rows) {
    const known = facts.get(row.id)
    if (!known) continue
    const group = groups.get(row.cause) ?? { cause: row.cause, count: row.total, items: [] }
    group.items.push({
      kind: 'connection',
      key: `connection ${row.id}`,
      id: row.id,
      displayName: row.displayName,
      username: row.username,
      avatarUrl: row.avatarUrl,
      status: row.status,
      creator: { id: row.creatorId, name: row.creatorName },
      since: row.brokenSince ?? row.statusChangedAt,
      high: row.priority === 'high',
      diagnosis: toDiagnosisView(known),
    } satisfies ConnectionItem)
    groups.set(row.cause, group)
  }
  return [...groups.values()]
}

async function firstRows(ctx: Ctx, tx: Tx) {
  const cause = connectionCause()
  const since = sql`coalesce(${connections.brokenSince}, ${connections.statusChangedAt})`
  const numbered = tx
    .select({
      id: connections.id,
      creatorId: connections.creatorId,
      cause: sql<ConnectionCause>`${cause}`.as('cause'),
      place: sql<number>`row_number() over (partition by ${cause}
        order by (${connections.priority} = 'high') desc, ${since}, ${connections.id})`.as('place'),
      total: sql<number>`(count(*) over (partition by ${cause}))::int`.as('total'),
    })
    .from(connections)
    .where(needyConnections(ctx, tx))
    .as('numbered')
  return tx
    .select({
      id: numbered.id,
      cause: numbered.cause,
      total: numbered.total,
      creatorId: numbered.creatorId,
      creatorName: creators.name,
      displayName: connections.displayName,
      username: connections.username,
      avatarUrl: connections.avatarUrl,
      status: connections.status,
      priority: connections.priority,
      brokenSince: connections.brokenSince,
      statusChangedAt: connections.statusChangedAt,
    })
    .from(numbered)
    .innerJoin(connections, and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, numbered.id)))
    .innerJoin(creators, and(eq(creators.agencyId, ctx.agency.id), eq(creators.id, numbered.creatorId)))
    .where(lte(numbered.place, SHOWN))
    .orderBy(asc(numbered.place))
}

/** How fresh the proofs are: what an empty queue may claim. */
export type Freshness = {
  /** Live connections that work. */
  active: number
  /** Of these, last proven more than 24 hours ago, or never. */
  stale: number
  /** The oldest proof; null when there is none. */
  oldest: Date | null
}

const DAY = 86_400_000

export async function freshnessOf(ctx: Ctx, tx: Tx): Promise<Freshness> {
  const yesterday = new Date(ctx.now().getTime() - DAY)
  const old = or(isNull(connections.lastProvenAt), lt(connections.lastProvenAt, yesterday))
  const [row] = await tx
    .select({
      active: count(),
      stale: sql<number>`(count(*) filter (where ${old}))::int`,
      oldest: min(connections.lastProvenAt),
    })
    .from(connections)
    .where(
      and(
        eq(connections.agencyId, ctx.agency.id),
        isNull(connections.endedAt),
        eq(connections.status, 'active'),
      ),
    )
  return row ?? { active: 0, stale: 0, oldest: null }
}
