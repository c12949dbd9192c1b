import 'server-only'
import { and, eq, gt, type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { rateLimits } from '@/db/schema/rate-limits'
import { hashToken } from '../crypto/random'

export type Limit = { name: string; max: number; windowSeconds: number }

const keyOf = (limit: Limit, subject: string) => hashToken(`limit:${limit.name}`, subject)

/** The condition that a subject has passed a limit, for a look-up that counts nothing itself. */
export function isOver(limit: Limit, subject: string, now: Date): SQL | undefined {
  return and(
    eq(rateLimits.key, keyOf(limit, subject)),
    gt(rateLimits.count, limit.max),
    gt(rateLimits.windowEndsAt, now),
  )
}

/**
 * Counts one hit. One statement, so concurrent hits on several processes count exactly.
 * @returns seconds to wait when the limit is passed, else null
 */
export async function hitLimit(db: Db, limit: Limit, subject: string, now: Date): Promise<number | null> {
  const key = keyOf(limit, subject)
  const at = now.toISOString()
  const ends = new Date(now.getTime() + limit.windowSeconds * 1000).toISOString()
  const [row] = await db
    .insert(rateLimits)
    .values({ key, count: 1, windowEndsAt: new Date(ends) })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        count: sql`case when ${rateLimits.windowEndsAt} <= ${at}::timestamptz then 1 else ${rateLimits.count} + 1 end`,
        windowEndsAt: sql`case when ${rateLimits.windowEndsAt} <= ${at}::timestamptz then ${ends}::timestamptz else ${rateLimits.windowEndsAt} end`,
      },
    })
    .returning()
  if (!row || row.count <= limit.max) return null
  return Math.max(1, Math.ceil((row.windowEndsAt.getTime() - now.getTime()) / 1000))
}

/** Takes one hit back: a sign-in that succeeded should not count against the next person at that address. */
export async function releaseLimit(db: Db, limit: Limit, subject: string): Promise<void> {
  const key = keyOf(limit, subject)
  await db
    .update(rateLimits)
    .set({ count: sql`greatest(${rateLimits.count} - 1, 0)` })
    .where(sql`${rateLimits.key} = ${key}`)
}
