import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Tx } from '@/db/client'
import { bulkJobs } from '@/db/schema/bulk-jobs'
import { connections } from '@/db/schema/connections'
import { invites } from '@/db/schema/invites'
import { linkSessions } from '@/db/schema/link-sessions'
import { notices } from '@/db/schema/notices'
import { actorId, type Ctx, inAgency } from '../auth/context'
import { visibleJobs } from '../bulk/job-view'
import type { Change } from './change'

const ROWS = { linkSessions, connections, invites, notices, bulkJobs } as const
type RowKind = keyof typeof ROWS

/** The row whose reader may know of a change; `team`: everybody in the agency's team; `all`: who sees all of it. */
type Subject = { kind: RowKind; id: string } | 'team' | 'all' | 'nobody'

const row = (kind: RowKind, id: string | undefined): Subject | null => (id ? { kind, id } : null)

function subjectOf(change: Change): Subject {
  switch (change.table) {
    case 'link_sessions':
      return row('linkSessions', change.id) ?? 'nobody'
    case 'handoffs':
      return row('linkSessions', change.session) ?? 'nobody'
    case 'connections':
      return row('connections', change.id) ?? 'nobody'
    case 'invites':
      return row('invites', change.id) ?? 'nobody'
    case 'notices':
      return row('notices', change.id) ?? 'nobody'
    case 'bulk_jobs':
      return row('bulkJobs', change.id) ?? 'nobody'
    case 'bulk_items':
      return row('bulkJobs', change.job) ?? 'nobody'
    case 'mails':
      return row('invites', change.invite) ?? 'all'
    case 'provider_deletions':
      return row('connections', change.connection) ?? 'all'
    case 'orphans':
    case 'webhook_deliveries':
    case 'webhook_refusals':
    case 'webhook_secrets':
      return 'all'
    case 'provider_accounts':
    case 'memberships':
    case 'assignments':
    case 'team_invites':
      return 'team'
    default:
      return 'nobody'
  }
}

const hasRow = (subject: Subject): subject is { kind: RowKind; id: string } => typeof subject === 'object'

/** Which rows of one table this context may read. Its transaction is bound to the agency and to the viewer's creators. */
async function readable(tx: Tx, ctx: Ctx, kind: RowKind, ids: string[]): Promise<string[]> {
  const table: PgTable & { id: AnyPgColumn; agencyId: AnyPgColumn } = ROWS[kind]
  const found = await tx
    .select({ id: table.id })
    .from(table as PgTable)
    .where(
      and(
        eq(table.agencyId, ctx.agency.id),
        inArray(table.id, ids),
        kind === 'bulkJobs' ? visibleJobs(ctx) : undefined,
        kind === 'notices' ? eq(notices.userId, actorId(ctx) ?? ctx.agency.id) : undefined,
      ),
    )
  return found.map(({ id }) => `${kind} ${String(id)}`)
}

/**
 * The changes that a viewer may know of: those of rows that they could read in this very moment, under row-level
 * security. A row that is gone cannot be read, so nobody is told.
 */
export async function visibleChanges(ctx: Ctx, changes: Change[]): Promise<Change[]> {
  const { actor } = ctx
  const isMember = actor.kind === 'user' && actor.role !== 'creator'
  const seesAll = actor.kind === 'user' && isMember && !actor.assignedOnly
  const asked = changes
    .filter((change) => change.agency === ctx.agency.id)
    .map((change) => ({ change, subject: subjectOf(change) }))
  const ids = new Map<RowKind, Set<string>>()
  for (const { subject } of asked)
    if (hasRow(subject)) ids.set(subject.kind, (ids.get(subject.kind) ?? new Set()).add(subject.id))
  const seen = new Set<string>()
  if (ids.size > 0)
    await inAgency(ctx, async (tx) => {
      for (const [kind, some] of ids)
        for (const key of await readable(tx, ctx, kind, [...some])) seen.add(key)
    })
  return asked
    .filter(({ subject }) => {
      if (hasRow(subject)) return seen.has(`${subject.kind} ${subject.id}`)
      return subject === 'team' ? isMember : subject === 'all' && seesAll
    })
    .map(({ change }) => change)
}
