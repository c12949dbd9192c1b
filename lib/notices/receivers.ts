import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { assignments } from '@/db/schema/assignments'
import { memberships } from '@/db/schema/memberships'
import { users } from '@/db/schema/users'
import type { Ctx } from '../auth/context'
import type { NoticeCadence, NoticeChannel } from './words'

export type Receiver = {
  userId: string
  role: 'owner' | 'admin' | 'staff' | 'creator'
  channel: NoticeChannel
  cadence: NoticeCadence
}

/** True for members of the team who work here today. Needs `memberships` and `users` in the query. */
export function worksHere(agencyId: string): SQL | undefined {
  return and(
    eq(memberships.agencyId, agencyId),
    inArray(memberships.role, ['owner', 'admin', 'staff']),
    isNull(memberships.deactivatedAt),
    isNull(users.disabledAt),
  )
}

/** True for members who may see this creator: all but those who are limited to others. */
export function maySee(creatorId: SQL | string): SQL | undefined {
  return or(
    eq(memberships.assignedOnly, false),
    sql`exists (select 1 from ${assignments} where ${assignments.agencyId} = ${memberships.agencyId}
      and ${assignments.userId} = ${memberships.userId} and ${assignments.creatorId} = ${creatorId})`,
  )
}

/** The active members of the team who may see a creator, and how they want to hear of things. */
export async function membersWhoSee(tx: Tx, ctx: Ctx, creatorId: string): Promise<Receiver[]> {
  return tx
    .select({
      userId: memberships.userId,
      role: memberships.role,
      channel: memberships.noticeChannel,
      cadence: memberships.noticeCadence,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(worksHere(ctx.agency.id), maySee(creatorId)))
}

/** Who hears of a connection: its owner, if among those who may see it; else every owner and admin. */
export async function receiversOf(
  tx: Tx,
  ctx: Ctx,
  connection: { ownerId: string | null; creatorId: string },
): Promise<Receiver[]> {
  const members = await membersWhoSee(tx, ctx, connection.creatorId)
  const owner = members.filter((one) => one.userId === connection.ownerId)
  return owner.length > 0 ? owner : members.filter((one) => one.role === 'owner' || one.role === 'admin')
}
