import type { Tx } from '@/db/client'
import { events } from '@/db/schema/events'
import { actorId, type Ctx } from '../auth/context'
import type { EventKind } from './words'

export type EventEntry = {
  kind: EventKind
  connectionId?: string | null
  linkSessionId?: string | null
  inviteId?: string | null
  /** Codes, ids and counts; shown on the page, so never a secret. */
  data?: Record<string, string | number | boolean | null>
}

/** Adds one line to a timeline, in the transaction of what it tells. */
export async function addEvent(tx: Tx, ctx: Ctx, entry: EventEntry): Promise<void> {
  await tx.insert(events).values({
    agencyId: ctx.agency.id,
    connectionId: entry.connectionId ?? null,
    linkSessionId: entry.linkSessionId ?? null,
    inviteId: entry.inviteId ?? null,
    kind: entry.kind,
    actorKind: ctx.actor.kind,
    actorUserId: actorId(ctx),
    data: entry.data ?? {},
    at: ctx.now(),
  })
}
