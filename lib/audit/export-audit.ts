import 'server-only'
import { auditLog } from '@/db/schema/audit-log'
import { actorId, type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { actionWords } from './action-words'
import { type AuditRow, readAudit } from './audit-query'
import { csvLine } from './csv'
import type { AuditFilter, AuditPosition } from './filter-input'
import { nameThings } from './name-things'

/** The most lines that one file holds; who wants more narrows the dates. */
export const EXPORT_LIMIT = 50_000
const BATCH = 1_000

const HEAD = [
  'time_utc',
  'actor',
  'actor_id',
  'action',
  'in_words',
  'allowed',
  'target_type',
  'target_id',
  'target',
  'before',
  'after',
  'address',
  'request_id',
]

const cellsOf = (row: AuditRow, names: Map<string, string>): string[] => [
  row.at,
  row.actor ?? row.actorKind,
  row.actorUserId ?? '',
  row.action,
  actionWords(row.action, row.allowed),
  row.allowed ? 'yes' : 'no',
  row.targetType,
  row.targetId,
  names.get(row.targetId) ?? '',
  row.before ? JSON.stringify(row.before) : '',
  row.after ? JSON.stringify(row.after) : '',
  row.address ?? '',
  row.requestId,
]

/**
 * The audit log under a filter as CSV, in pieces, newest first, at most 50,000 lines. That it was exported is written into
 * the log before the first piece; the file holds what was there until then.
 */
export async function exportAudit(ctx: Ctx, filter: AuditFilter): Promise<AsyncGenerator<string>> {
  requirePermission(ctx, 'audit.read')
  const [own] = await inAgency(ctx, (tx) =>
    tx
      .insert(auditLog)
      .values({
        agencyId: ctx.agency.id,
        actorKind: ctx.actor.kind,
        actorUserId: actorId(ctx),
        action: 'audit.export',
        targetType: 'agency',
        targetId: ctx.agency.id,
        after: Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)),
        requestId: ctx.requestId,
        address: ctx.address,
        at: ctx.now(),
      })
      .returning({ id: auditLog.id }),
  )
  return pieces(ctx, filter, own?.id)
}

/** One short transaction per thousand lines, so that a slow reader holds no connection. */
async function* pieces(ctx: Ctx, filter: AuditFilter, below: number | undefined): AsyncGenerator<string> {
  yield csvLine(HEAD)
  let after: AuditPosition | null = null
  for (let written = 0; written < EXPORT_LIMIT; written += BATCH) {
    const position: AuditPosition | null = after
    const { rows, names } = await inAgency(ctx, async (tx) => {
      const found = await readAudit(tx, ctx, filter, { after: position, limit: BATCH, below })
      return {
        rows: found,
        names: await nameThings(
          tx,
          ctx,
          found.map((row) => row.targetId),
        ),
      }
    })
    if (rows.length > 0) yield rows.map((row) => csvLine(cellsOf(row, names))).join('')
    after = rows.at(-1) ?? null
    if (rows.length < BATCH) return
  }
}
