import 'server-only'
import { and, inArray, isNotNull, max } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { sessions } from '@/db/schema/sessions'
import { userTotp } from '@/db/schema/user-totp'

/** What only the system may look at, of somebody who is in the caller's team. */
export type MemberSigns = { lastSeenAt: Date | null; secondFactor: boolean }

/** When each of these people last used Patchbay, and whether they have a second factor. */
export async function findMemberSigns(db: Db, userIds: string[]): Promise<Map<string, MemberSigns>> {
  if (userIds.length === 0) return new Map()
  const [seen, factors] = await Promise.all([
    db
      .select({ userId: sessions.userId, at: max(sessions.lastSeenAt) })
      .from(sessions)
      .where(inArray(sessions.userId, userIds))
      .groupBy(sessions.userId),
    db
      .select({ userId: userTotp.userId })
      .from(userTotp)
      .where(and(inArray(userTotp.userId, userIds), isNotNull(userTotp.confirmedAt))),
  ])
  const lastSeen = new Map(seen.map((row) => [row.userId, row.at]))
  const withFactor = new Set(factors.map((row) => row.userId))
  return new Map(
    userIds.map((id) => [id, { lastSeenAt: lastSeen.get(id) ?? null, secondFactor: withFactor.has(id) }]),
  )
}
