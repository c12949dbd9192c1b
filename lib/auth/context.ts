import { sql } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import type { Role } from '../system/find-memberships'

export type Actor =
  | { kind: 'user'; userId: string; role: Role }
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
 * Runs work in one transaction that is bound to the context's agency: under patchbay_app nothing of another
 * agency is visible or writable in it. The setting is local to the transaction, so a pooled connection
 * never carries it over.
 */
export function inAgency<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.agency_id', ${ctx.agency.id}, true)`)
    return work(tx)
  })
}

/** The acting user's id, null for the system. */
export function actorId(ctx: Ctx): string | null {
  return ctx.actor.kind === 'user' ? ctx.actor.userId : null
}
