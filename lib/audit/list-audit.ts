import 'server-only'
import { asc, eq, sql } from 'drizzle-orm'
import { memberships } from '@/db/schema/memberships'
import { users } from '@/db/schema/users'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { actionWords } from './action-words'
import { type AuditRow, readAudit } from './audit-query'
import { type Change, changesOf, idsOf } from './changes'
import { type AuditFilter, type AuditPosition, auditPositionText } from './filter-input'
import { nameThings } from './name-things'

export type AuditItem = {
  id: number
  at: string
  /** Null where no user acted; `actorKind` says who did. */
  actor: { id: string; name: string } | null
  actorKind: AuditRow['actorKind']
  action: string
  words: string
  allowed: boolean
  target: { type: string; id: string; name: string | null }
  changes: Change[]
  requestId: string
  address: string | null
}

const PAGE = 50

/** One page of the audit log, newest first. */
export async function listAudit(
  ctx: Ctx,
  filter: AuditFilter,
  after: AuditPosition | null = null,
): Promise<{ items: AuditItem[]; next: string | null }> {
  requirePermission(ctx, 'audit.read')
  return inAgency(ctx, async (tx) => {
    const rows = await readAudit(tx, ctx, filter, { after, limit: PAGE + 1 })
    const page = rows.slice(0, PAGE)
    const names = await nameThings(
      tx,
      ctx,
      page.flatMap((row) => [row.targetId, ...idsOf(row)]),
    )
    const last = page.at(-1)
    return {
      items: page.map((row) => toItem(row, names)),
      next: rows.length > PAGE && last ? auditPositionText(last) : null,
    }
  })
}

function toItem(row: AuditRow, names: Map<string, string>): AuditItem {
  return {
    id: row.id,
    at: row.at,
    actor: row.actorUserId ? { id: row.actorUserId, name: row.actor ?? 'Somebody who is gone' } : null,
    actorKind: row.actorKind,
    action: row.action,
    words: actionWords(row.action, row.allowed),
    allowed: row.allowed,
    target: { type: row.targetType, id: row.targetId, name: names.get(row.targetId) ?? null },
    changes: changesOf(row.before, row.after, names),
    requestId: row.requestId,
    address: row.address,
  }
}

/** The people whose actions can be looked for: everybody who ever was in the team, creators with an account too. */
export async function listAuditActors(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  requirePermission(ctx, 'audit.read')
  return inAgency(ctx, (tx) =>
    tx
      .select({ id: users.id, name: users.name })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.agencyId, ctx.agency.id))
      .orderBy(asc(sql`lower(${users.name})`), asc(users.id))
      .limit(500),
  )
}
