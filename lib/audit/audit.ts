import type { Tx } from '@/db/client'
import { auditLog } from '@/db/schema/audit-log'
import { actorId, type Ctx } from '../auth/context'

export type AuditEntry = {
  /** `thing.verb`, such as connection.disconnect. */
  action: string
  targetType: string
  targetId: string
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

/** Writes one line of the audit log, in the transaction of what it tells. Values must hold no secrets. */
export async function audit(tx: Tx, ctx: Ctx, entry: AuditEntry): Promise<void> {
  await tx.insert(auditLog).values({
    agencyId: ctx.agency.id,
    actorKind: ctx.actor.kind,
    actorUserId: actorId(ctx),
    action: entry.action,
    targetType: entry.targetType,
    targetId: entry.targetId,
    before: entry.before ?? null,
    after: entry.after ?? null,
    requestId: ctx.requestId,
    address: ctx.address,
    at: ctx.now(),
  })
}
