import 'server-only'
import { and, eq, gte, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { auditLog } from '@/db/schema/audit-log'
import { users } from '@/db/schema/users'
import type { Ctx } from '../auth/context'
import { actionsOf } from './action-words'
import type { AuditFilter, AuditPosition } from './filter-input'

const DAY = 86_400_000
/** To the microsecond, as it is stored: a position must not fall between two lines of one millisecond. */
const AT_TEXT = sql<string>`to_char(${auditLog.at} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const midnight = (day: string) => new Date(`${day}T00:00:00Z`)

function byActor(actor: AuditFilter['actor']): SQL | undefined {
  if (!actor) return undefined
  if (actor === 'system' || actor === 'creator')
    return and(eq(auditLog.actorKind, actor), isNull(auditLog.actorUserId))
  return eq(auditLog.actorUserId, actor)
}

/** The WHERE clause of a filter: the same for the page and for the export. */
function where(ctx: Ctx, filter: AuditFilter): SQL | undefined {
  return and(
    eq(auditLog.agencyId, ctx.agency.id),
    byActor(filter.actor),
    filter.group ? inArray(auditLog.action, actionsOf(filter.group)) : undefined,
    filter.target ? eq(auditLog.targetId, filter.target) : undefined,
    filter.from ? gte(auditLog.at, midnight(filter.from)) : undefined,
    filter.to ? lt(auditLog.at, new Date(midnight(filter.to).getTime() + DAY)) : undefined,
    filter.refused ? eq(auditLog.allowed, false) : undefined,
  )
}

export type AuditRow = {
  id: number
  actorKind: 'user' | 'creator' | 'system'
  actorUserId: string | null
  actor: string | null
  action: string
  allowed: boolean
  targetType: string
  targetId: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  requestId: string
  address: string | null
  /** Exact to the microsecond, in UTC. */
  at: string
}

/**
 * Lines of the audit log that match, newest first, after a position. `below` leaves out what is newer than a line's id: an
 * export must not run into lines that are written while it runs.
 */
export function readAudit(
  tx: Tx,
  ctx: Ctx,
  filter: AuditFilter,
  page: { after: AuditPosition | null; limit: number; below?: number | undefined },
): Promise<AuditRow[]> {
  const { after, below } = page
  return tx
    .select({
      id: auditLog.id,
      actorKind: auditLog.actorKind,
      actorUserId: auditLog.actorUserId,
      actor: users.name,
      action: auditLog.action,
      allowed: auditLog.allowed,
      targetType: auditLog.targetType,
      targetId: auditLog.targetId,
      before: auditLog.before,
      after: auditLog.after,
      requestId: auditLog.requestId,
      address: auditLog.address,
      at: AT_TEXT,
    })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorUserId))
    .where(
      and(
        where(ctx, filter),
        after
          ? sql`(${auditLog.at}, ${auditLog.id}) < (${after.at}::timestamptz, ${after.id}::bigint)`
          : undefined,
        below ? lt(auditLog.id, below) : undefined,
      ),
    )
    .orderBy(sql`${auditLog.at} desc`, sql`${auditLog.id} desc`)
    .limit(page.limit)
}
