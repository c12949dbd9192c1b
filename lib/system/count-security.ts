import 'server-only'
import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { securityCounters } from '@/db/schema/security-counters'

/** Counts a refused request per kind and day. A counter, not a row: a flood must not fill the disk. */
export async function countSecurity(db: Db, kind: string, now: Date): Promise<void> {
  await db
    .insert(securityCounters)
    .values({ day: now.toISOString().slice(0, 10), kind, count: 1 })
    .onConflictDoUpdate({
      target: [securityCounters.day, securityCounters.kind],
      set: { count: sql`${securityCounters.count} + 1` },
    })
}
