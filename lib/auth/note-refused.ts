import 'server-only'
import { auditLog } from '@/db/schema/audit-log'
import { AppError } from '../errors'
import { logger } from '../logger'
import { systemDb } from '../system/db'
import { hitLimit } from '../system/rate-limit'
import { actorId, type Ctx, inAgency } from './context'
import type { Permission } from './permissions'

/** Enough to see what somebody tries; not enough to fill the log with it. */
const LIMIT = { name: 'refused-audit', max: 30, windowSeconds: 60 }
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export type Target = { type: string; id: string }

/** What an action's input points at: its first field that is named for an id and holds one. */
export function targetOf(input: unknown): Target | null {
  if (typeof input !== 'object' || input === null) return null
  for (const [name, value] of Object.entries(input)) {
    const thing = /^([a-z]+(?:[A-Z][a-z]+)*)Ids?$/.exec(name)?.[1]
    const id = Array.isArray(value) ? value[0] : value
    if (thing && typeof id === 'string' && UUID.test(id))
      return { type: thing.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), id: id.toLowerCase() }
  }
  return null
}

/** A page that somebody may not see renders itself again with the rest; that is no new attempt. */
const SAME_VIEW = { name: 'refused-view', max: 1, windowSeconds: 60 }

/** Notes that a member opened a page that their role does not allow: once a minute for each kind of page. Never throws. */
export async function noteRefusedView(ctx: Ctx, permission: Permission): Promise<void> {
  const key = `${ctx.agency.id} ${actorId(ctx) ?? ctx.actor.kind} ${permission}`
  const wait = await hitLimit(systemDb(), SAME_VIEW, key, ctx.now()).catch(() => null)
  if (wait === null)
    await noteRefused(ctx, new AppError('forbidden', 'This page is for others.', { permission }), null)
}

/**
 * Writes a refused attempt of a member into the audit log of the agency whose page they were on: what their role does not
 * allow, and ids that are not there for them (another agency's, or of a creator who is not assigned to them). Nothing else
 * is noted, at most thirty a minute for each member. Never throws.
 */
export async function noteRefused(ctx: Ctx, error: unknown, target: Target | null): Promise<void> {
  if (!(error instanceof AppError)) return
  if (error.code !== 'forbidden' && !(error.code === 'not_found' && target)) return
  try {
    const now = ctx.now()
    const who = actorId(ctx) ?? ctx.actor.kind
    if ((await hitLimit(systemDb(), LIMIT, `${ctx.agency.id} ${who}`, now)) !== null) return
    await inAgency(ctx, (tx) =>
      tx.insert(auditLog).values({
        agencyId: ctx.agency.id,
        actorKind: ctx.actor.kind,
        actorUserId: actorId(ctx),
        action: error.code === 'forbidden' ? (error.permission ?? 'access.forbidden') : 'access.not_found',
        allowed: false,
        targetType: target?.type ?? 'agency',
        targetId: target?.id ?? ctx.agency.id,
        requestId: ctx.requestId,
        address: ctx.address,
        at: now,
      }),
    )
  } catch (failure) {
    // The refusal stands whether or not it could be written down.
    logger.error({ err: failure, requestId: ctx.requestId }, 'refused attempt not noted')
  }
}
