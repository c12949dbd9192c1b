import { sql } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import type { Role } from '../system/find-memberships'

export type UserActor = {
  kind: 'user'
  userId: string
  role: Role
  /** Staff that sees only the creators assigned to them. */
  assignedOnly: boolean
  /** When this browser's session last proved who sits there (password or TOTP); null when never. */
  steppedUpAt: Date | null
}

export type Actor =
  | UserActor
  /** The creator herself, by an invite or on her own page. Sees nothing but her own rows. */
  | { kind: 'creator'; creatorId: string }
  /** The worker, or the callback acting for the browser that started a session. */
  | { kind: 'system' }

/** What every verb gets: in which agency, who, in which request, and when. */
export type Ctx = {
  agency: { id: string; slug: string; name: string }
  actor: Actor
  db: Db
  requestId: string
  /** The client's address, null for jobs. */
  address: string | null
  now: () => Date
}

/**
 * Runs work in one transaction that is bound to the context's agency, and to the creators that its actor may see:
 * under patchbay_app nothing else is visible or writable in it. The settings are local to the transaction, so a
 * pooled connection never carries them over.
 */
export function inAgency<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return ctx.db.transaction(async (tx) => {
    const { actor } = ctx
    const creatorId = actor.kind === 'creator' ? actor.creatorId : ''
    const assignedTo = actor.kind === 'user' && actor.assignedOnly ? actor.userId : ''
    await tx.execute(sql`select set_config('app.agency_id', ${ctx.agency.id}, true),
      set_config('app.creator_id', ${creatorId}, true), set_config('app.assigned_to', ${assignedTo}, true)`)
    return work(tx)
  })
}

/** The acting user's id, null for a creator and for the system. */
export function actorId(ctx: Ctx): string | null {
  return ctx.actor.kind === 'user' ? ctx.actor.userId : null
}
